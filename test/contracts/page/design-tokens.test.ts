import { describe, expect, test } from 'vitest';
import { DESIGN_TOKENS } from '#contracts/page/design-tokens.ts';

/** Light and dark. */
const colours = new Map(
  [...DESIGN_TOKENS.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name, [light, dark]],
  ),
);
const BANDS = ['low', 'guarded', 'elevated', 'high', 'critical'];

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
const dot = (row: readonly number[], [r = 0, g = 0, b = 0]: readonly number[]): number =>
  (row[0] ?? 0) * r + (row[1] ?? 0) * g + (row[2] ?? 0) * b;
/** WCAG 2.2. */
const luminance = (linear: readonly number[]): number => dot([0.2126, 0.7152, 0.0722], linear);
const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

/** Without long, middle and short cones: Machado, Oliveira and Fernandes 2009. */
const SEEN_BY: Readonly<Record<string, readonly (readonly number[])[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopes: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopes: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopes: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

describe.each(['light', 'dark'] as const)('on %s paper', (paper) => {
  const place = paper === 'light' ? 0 : 1;
  const linear = (name: string): readonly number[] => channels(colours.get(name)?.[place] ?? '');

  test.each(Object.keys(SEEN_BY))('bands are ordered, further from the paper being worse, for %s', (eyes) => {
    const seen = (name: string) => luminance((SEEN_BY[eyes] ?? []).map((row) => dot(row, linear(name))));
    const distances = BANDS.map((band) => contrast(seen(band), seen('surface')));
    expect(distances.toSorted((one, other) => one - other)).toEqual(distances);
    expect(new Set(distances.map((distance) => distance.toFixed(1))).size).toBe(BANDS.length);
  });

  test.each([...BANDS, 'force', 'begin', 'security', 'control', 'green', 'amber', 'red'])(
    'the mark %s has 3:1 against its surface',
    (name) =>
      expect(contrast(luminance(linear(name)), luminance(linear('surface')))).toBeGreaterThanOrEqual(3),
  );

  test.each(['ink', 'ink2', 'ink3', 'link'])('the text %s has 4.5:1 on every ground', (name) => {
    for (const ground of ['paper', 'surface', 'sunk', 'hover', 'red-soft', 'amber-soft', 'green-soft'])
      expect([ground, contrast(luminance(linear(name)), luminance(linear(ground))) >= 4.5]).toEqual([
        ground,
        true,
      ]);
  });
});
