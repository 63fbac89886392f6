import { describe, expect, test } from 'vitest';
import { cappedShares, evenShares } from '#domain/scores/counterfactuals.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { type EffectiveShares, sharesByOrigin } from '#domain/supply/effective-shares.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ScoredElement } from '#domain/vocabulary/scoring-result.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { sharesOf } from '#test/builders/stage-situation.ts';

const worldOf = ({ origins, world }: EffectiveShares) => Object.fromEntries(origins.map((origin, index) => [origin, world[index]]));
const totalOf = ({ a, domestic, secondary }: EffectiveShares) => a.reduce((sum, share) => sum + share, domestic + secondary);

function scored(overrides: Partial<ElementInputs>): ScoredElement {
  const result = scoreElement(elementInputs(overrides), goldenMethodology);
  if (result.score === null) throw new Error('not scored');
  return result;
}

describe('capping the largest origin at 65 %', () => {
  test('leaves shares alone that have none above it', () => {
    const shares = sharesOf({ CHN: 0.65, MYS: 0.35 });
    expect(cappedShares(shares)).toBe(shares);
  });

  test('gives the excess to the other origins and domestic supply in proportion, secondary supply unchanged', () => {
    const capped = cappedShares(sharesOf({ CHN: 0.8, MYS: 0.06, OTH: 0.02 }, { domestic: 0.08, secondary: 0.04 }));
    const factor = 1 + 0.15 / 0.16;
    expect(sharesByOrigin(capped)).toEqual({
      CHN: 0.65,
      MYS: expect.closeTo(0.06 * factor, 14),
      OTH: expect.closeTo(0.02 * factor, 14),
    });
    expect(capped.domestic).toBeCloseTo(0.08 * factor, 14);
    expect(capped.secondary).toBe(0.04);
    expect(totalOf(capped)).toBeCloseTo(1, 14);
  });

  test('cuts the world share of that origin only', () => {
    expect(worldOf(cappedShares(sharesOf({ CHN: 0.9, MYS: 0.1 }, { world: [0.7, 0.3] })))).toEqual({ CHN: 0.65, MYS: 0.3 });
    expect(worldOf(cappedShares(sharesOf({ CHN: 0.9, MYS: 0.1 }, { world: [0.5, 0.5] })))).toEqual({ CHN: 0.5, MYS: 0.5 });
  });

  test('gives it to an unnamed remainder when there is no other source', () => {
    const capped = cappedShares(sharesOf({ CHN: 1 }));
    expect(sharesByOrigin(capped)).toEqual({ CHN: 0.65, OTH: expect.closeTo(0.35, 14) });
    expect(worldOf(capped)).toEqual({ CHN: 0.65, OTH: 0 });
    const beside = cappedShares(sharesOf({ CHN: 1, MYS: 0, OTH: 0 }, { world: [0.8, 0.1, 0.1] }));
    expect(sharesByOrigin(beside)).toEqual({ CHN: 0.65, MYS: 0, OTH: expect.closeTo(0.35, 14) });
    expect(worldOf(beside)).toEqual({ CHN: 0.65, MYS: 0.1, OTH: 0.1 });
  });

  test('never caps the remainder, which is several origins', () => {
    const shares = sharesOf({ CHN: 0.28, OTH: 0.72 });
    expect(cappedShares(shares)).toBe(shares);
  });

  test('leaves a buyer without foreign supply alone', () => {
    const shares = sharesOf({}, { domestic: 1 });
    expect(cappedShares(shares)).toBe(shares);
  });
});

describe('spreading supply evenly', () => {
  test('fills up to five sources with origins nothing is known of', () => {
    const even = evenShares(sharesOf({ CHN: 0.8, OTH: 0.1 }, { domestic: 0.05, secondary: 0.05 }));
    expect(sharesByOrigin(even)).toEqual({ CHN: 0.19, OTH: 0.19, X1: 0.19, X2: 0.19 });
    expect(worldOf(even)).toEqual({ CHN: 0.2, OTH: 0.2, X1: 0.2, X2: 0.2 });
    expect(even).toMatchObject({ domestic: 0.19, secondary: 0.05 });
    expect(totalOf(even)).toBeCloseTo(1, 14);
  });

  test('counts origins that supply the buyer, and domestic supply only if there is any', () => {
    const even = evenShares(sharesOf({ AUS: 0.1, CHN: 0.5, MMR: 0.1, MYS: 0, USA: 0.1, VNM: 0.1, ZAF: 0.1 }));
    expect(sharesByOrigin(even)).toEqual(Object.fromEntries(['AUS', 'CHN', 'MMR', 'USA', 'VNM', 'ZAF'].map((origin) => [origin, 1 / 6])));
    expect(even.domestic).toBe(0);
  });

  test('spreads a purely domestic supply too', () => {
    const even = evenShares(sharesOf({}, { domestic: 1 }));
    expect(sharesByOrigin(even)).toEqual({ X1: 0.2, X2: 0.2, X3: 0.2, X4: 0.2 });
    expect(even.domestic).toBe(0.2);
  });
});

describe('the concentration effect', () => {
  test('is the score less the counterfactual score', () => {
    const result = scored({});
    expect(result.concentration_points_cap65).toBe(result.score - result.counterfactual_cap65);
    expect(result.concentration_points_even).toBe(result.score - result.counterfactual_even);
    expect(result.concentration_points_even).toBeGreaterThan(0);
  });

  test('of the cap is negative when the excess goes to a worse origin', () => {
    const stable = { pv: 1.5, wgi_mean: 2.4 };
    const unstable = { pv: -2.5, wgi_mean: -2.5 };
    const stages = { separation: { world: { AUS: 0.66, MMR: 0.34 } } };
    const result = scored({ stages, governance: { AUS: stable, MMR: unstable } });
    expect(result.concentration_points_cap65).toBeLessThan(0);
  });

  test('of the even spread is negative when supply is domestic', () => {
    const stages = { separation: { world: { JPN: 1 }, facility_share: 0 } };
    const domestic = scored({ stages, cover: { default: 7 }, si_sr: 1, governance: {} });
    expect(domestic.score).toBe(0);
    expect(domestic.concentration_points_even).toBeLessThan(0);
    expect(domestic.counterfactual_cap65).toBe(0);
  });

  test('uses the stage that is worst after the change', () => {
    const stages = { separation: { world: { CHN: 0.976, MYS: 0.024 } }, magnet: { world: { CHN: 0.65, MYS: 0.35 } } };
    const both = scored({ stages });
    const alone = scored({ stages: { magnet: stages.magnet } });
    expect(both.counterfactual_cap65).toBeGreaterThanOrEqual(alone.score);
  });
});

test('the sources of an evenly spread supply are in byte order, the unknown ones among them', () => {
  const { origins, a, world } = evenShares(sharesOf({ AUS: 0.5, ZAF: 0.5 }));
  expect(origins).toEqual(['AUS', 'X1', 'X2', 'X3', 'ZAF']);
  expect([...a, ...world]).toEqual(Array.from({ length: 10 }, () => 0.2));
});

test('what a cap frees goes to a new remainder at its place in byte order', () => {
  expect(cappedShares(sharesOf({ ZAF: 1 }))?.origins ?? []).toEqual(['OTH', 'ZAF']);
});
