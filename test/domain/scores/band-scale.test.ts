import { expect, test } from 'vitest';
import { SHOWN_BANDS } from '#domain/scores/band-scale.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';

/** Relative luminance and contrast of WCAG 2.2. */
const luminance = (colour: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string): number => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

test.each([...bundledMethodologies.keys()])('the bands are those of methodology %s, with their limits and colours', (version) => {
  const bands = bundledMethodologies.get(version)?.document.bands;
  expect(SHOWN_BANDS.slice(0, 5).map(({ name, from, colour }) => ({ name, from, colour }))).toEqual(bands);
});

test('each band begins where the one below ends', () => {
  const limits = SHOWN_BANDS.slice(0, 5).map(({ from, to }) => [from, to]);
  expect(limits).toEqual([
    [0, 20],
    [20, 40],
    [40, 60],
    [60, 80],
    [80, 100],
  ]);
  expect(SHOWN_BANDS[5]).toMatchObject({ name: 'unknown', from: null, to: null, label: 'unknown', label_code: 'band_unknown' });
});

test('text on every band can be read, and no two bands share an icon or a colour', () => {
  for (const { colour, text_colour } of SHOWN_BANDS) expect(contrast(colour, text_colour)).toBeGreaterThanOrEqual(4.5);
  expect(new Set(SHOWN_BANDS.map(({ icon }) => icon)).size).toBe(6);
  expect(new Set(SHOWN_BANDS.map(({ colour }) => colour)).size).toBe(6);
});
