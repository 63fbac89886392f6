import { describe, expect, test } from 'vitest';
import { scoreElement } from '#domain/scores/element-score.ts';
import { coverageAt } from '#domain/supply/coverage.ts';
import type { ElementInputs, StageInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

function coverage(overrides: Partial<ElementInputs>): number {
  const result = scoreElement(elementInputs(overrides), goldenMethodology);
  if (result.score === null) throw new Error('not scored');
  return result.coverage;
}

const separation = (more: Partial<StageInputs>) => ({ stages: { separation: { world: { CHN: 0.976, MYS: 0.024 }, ...more } } });

describe('coverage', () => {
  test('counts world shares, cover, recycling, substitution, three signals and one large origin as known, three inputs as unknown', () => {
    expect(coverage({})).toBeCloseTo(8 / 11, 14);
  });

  test.each<[string, Partial<ElementInputs>, number]>([
    ['imports that count', separation({ imports: { CHN: 1 } }), 9 / 11],
    ['imports of the own country only', separation({ imports: { JPN: 1 } }), 8 / 11],
    ['import reliance of 0', separation({ import_reliance: 0 }), 9 / 11],
    ['a plant of 0', separation({ facility_share: 0 }), 9 / 11],
    ['no cover at the stage', { cover: { mine: 30 } }, 7 / 11],
    ['no recycling rate', { eol_rir: null }, 7 / 11],
    ['no substitution index', { si_sr: null }, 7 / 11],
    ['a stale signal', { signals: { ...elementInputs().signals, senkaku: { x: 1, age_days: 15 } } }, 7 / 11],
    ['no governance', { governance: {} }, 7 / 11],
    ['governance without stability', { governance: { CHN: { wgi_mean: 1 } } }, 7 / 11],
    ['a second origin of 5 %', { stages: { separation: { world: { CHN: 95, MYS: 5 } } } }, 9 / 12],
    ['a second origin below 5 %', { stages: { separation: { world: { CHN: 95.1, MYS: 4.9 } } } }, 8 / 11],
    [
      'a remainder, which is never known',
      { stages: { separation: { world: { CHN: 9, OTH: 1 } } }, governance: { CHN: { pv: 0 }, OTH: { pv: 0 } } },
      8 / 12,
    ],
  ])('with %s', (_, overrides, expected) => {
    expect(coverage(overrides)).toBeCloseTo(expected, 14);
  });
});

test('a stage that the inputs do not speak of has shares at most', () => {
  const known = { ...elementInputs(), stages: {} };
  const shares = { origins: ['CHN'], a: [1], world: [1], domestic: 0, secondary: 0 };
  expect(
    coverageAt('separation', shares, known, { x: { carriers: 0, senkaku: 0, taiwan_strait: 0 }, stale: [] }, goldenMethodology),
  ).toBeCloseTo(8 / 11, 14);
});
