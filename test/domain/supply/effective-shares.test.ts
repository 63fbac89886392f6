import { describe, expect, test } from 'vitest';
import { domesticCodes, type EffectiveShares, effectiveShares, prepareShares, sharesByOrigin } from '#domain/supply/effective-shares.ts';
import type { StageInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

function shares(stage: StageInputs, buyer = 'JPN', eolRir: number | null = 0): EffectiveShares {
  const result = effectiveShares(stage, { buyer, eol_rir: eolRir }, goldenMethodology);
  if (result === null) throw new Error('no shares');
  return result;
}

const byOrigin = (stage: StageInputs, buyer?: string, eolRir?: number | null) => sharesByOrigin(shares(stage, buyer, eolRir));

describe('a stage without a positive world share', () => {
  test.each([{}, { world: null }, { world: {} }, { world: { CHN: 0 } }, { world: { CHN: -1 }, imports: { CHN: 1 } }])(
    '%j has none',
    (stage) => {
      expect(effectiveShares(stage, { buyer: 'JPN', eol_rir: 0 }, goldenMethodology)).toBeNull();
    },
  );
});

describe('own output', () => {
  test('is a fraction of what it is of the own use, up to a cap, when import reliance is unknown', () => {
    // 4 % of world output at 8 % of world use: half of the need, half of which counts.
    expect(shares({ world: { JPN: 4, CHN: 96 } }).domestic).toBeCloseTo(0.25, 14);
    expect(shares({ world: { JPN: 20, CHN: 80 } }).domestic).toBeCloseTo(0.5, 14);
  });

  test('is what import reliance leaves free, as far as own output explains it', () => {
    expect(shares({ world: { JPN: 4, CHN: 96 }, import_reliance: 0.7 }).domestic).toBeCloseTo(0.3, 14);
  });

  test('beyond own output is recycling, and counts in part', () => {
    // 70 % is free, own output explains 50 %, half of the other 20 % counts.
    expect(shares({ world: { JPN: 4, CHN: 96 }, import_reliance: 0.3 }).domestic).toBeCloseTo(0.5 + 0.5 * 0.2, 14);
  });

  test.each([
    [1.4, 0],
    [-0.2, 1],
  ])('import reliance of %d is cut', (reliance, domestic) => {
    expect(shares({ world: { JPN: 8, CHN: 92 }, import_reliance: reliance }).domestic).toBeCloseTo(domestic, 14);
  });

  test('of the Union is that of its members, not of the code EUU', () => {
    const union = shares({ world: { DEU: 4, FRA: 3, EUU: 3, CHN: 90 } }, 'EUU');
    expect(union.domestic).toBeCloseTo((0.5 * 0.07) / 0.14, 14);
    expect(union.origins).toEqual(['CHN', 'EUU']);
  });

  test('of a buyer without a row uses the default share of world use', () => {
    expect(shares({ world: { CAN: 0.2, CHN: 99.8 } }, 'CAN').domestic).toBeCloseTo(0.5 * 0.2, 14);
  });

  test('is everything when there is no foreign origin', () => {
    expect(shares({ world: { JPN: 1 } })).toEqual({ origins: [], a: [], world: [], domestic: 1, secondary: 0 });
    expect(shares({ world: { JPN: 1 }, imports: { JPN: 1 } }).domestic).toBe(1);
  });
});

describe('foreign supply', () => {
  test('mixes world output and own imports at the import weight', () => {
    expect(byOrigin({ world: { CHN: 0.8, MYS: 0.2 }, imports: { CHN: 0.5, VNM: 0.5 } })).toEqual({
      CHN: expect.closeTo(0.3 * 0.5 + 0.7 * 0.8, 14),
      MYS: expect.closeTo(0.7 * 0.2, 14),
      VNM: expect.closeTo(0.3 * 0.5, 14),
    });
  });

  test('drops the buyer from its imports, for the Union its members', () => {
    expect(byOrigin({ world: { CHN: 1 }, imports: { CHN: 1, JPN: 9 } })).toEqual({ CHN: 1 });
    expect(byOrigin({ world: { CHN: 1 }, imports: { DEU: 5, VNM: 1 } }, 'EUU')).toEqual({
      CHN: expect.closeTo(0.7, 14),
      VNM: expect.closeTo(0.3, 14),
    });
  });

  test('is the imports alone when the world table has only the buyer', () => {
    const stage = { world: { JPN: 1 }, imports: { CHN: 3, AUS: 1 }, import_reliance: 1 };
    expect(byOrigin(stage)).toEqual({ AUS: expect.closeTo(0.25, 14), CHN: expect.closeTo(0.75, 14) });
    expect(shares(stage).world).toEqual([0, 0]);
  });

  test('without imports is world output alone, imports of nothing being none', () => {
    expect(byOrigin({ world: { CHN: 3, MYS: 1 }, imports: { CHN: 0, JPN: 2 } })).toEqual({ CHN: 0.75, MYS: 0.25 });
  });

  test('keeps the world share of every origin, the buyer included in the total', () => {
    expect(shares({ world: { JPN: 20, CHN: 60, MYS: 20 } }).world).toEqual([0.6, 0.2]);
  });
});

describe('supply that links name', () => {
  const stage = { world: { CHN: 0.75, MYS: 0.25 }, import_reliance: 1, named_supply: { JPN: 0.1, MYS: 0.2, VNM: 0.3 } };

  test('takes its shares of the foreign mix, and the rest keeps its proportions; the own codes of the buyer are left out', () => {
    expect(byOrigin(stage)).toEqual({
      CHN: expect.closeTo(0.5 * 0.75, 14),
      MYS: expect.closeTo(0.2 + 0.5 * 0.25, 14),
      VNM: expect.closeTo(0.3, 14),
    });
    const { JPN: _, ...foreign } = stage.named_supply;
    expect(byOrigin({ ...stage, named_supply: foreign })).toEqual(byOrigin(stage));
  });

  test('is in draws that of its places, as stated where it is not drawn', () => {
    const tables = {
      world: { origins: ['CHN', 'MYS'], offset: 0 },
      imports: null,
      named: { origins: ['JPN', 'MYS', 'VNM'], offset: 2, stated: [0.1, 0.2, 0.3] },
    };
    const { effective } = prepareShares(stage, tables, 'JPN', goldenMethodology);
    const world = { world: new Float64Array([0.75, 0.25]), imports: new Float64Array(0), eolRir: 0 };
    expect(effective(world)).toEqual(shares(stage));
    const drawn = effective({ ...world, named: new Float64Array([9, 9, 0.9, 0.4, 0.4]) });
    expect(drawn?.a).toEqual([0.2 * 0.75, 0.4 + 0.2 * 0.25, 0.4].map((share) => expect.closeTo(share, 14)));
  });
});

describe('recycling', () => {
  test('takes its part of everything else', () => {
    const recycled = shares({ world: { JPN: 4, CHN: 96 } }, 'JPN', 0.4);
    expect(recycled.secondary).toBeCloseTo(0.2, 14);
    expect(recycled.domestic).toBeCloseTo(0.8 * 0.25, 14);
    expect(recycled.a).toEqual([expect.closeTo(0.8 * 0.75, 14)]);
  });

  test('is the default rate when unknown, and at most everything', () => {
    expect(shares({ world: { CHN: 1 } }, 'JPN', null).secondary).toBeCloseTo(0.025, 14);
    expect(shares({ world: { CHN: 1 } }, 'JPN', 3).secondary).toBe(1);
  });
});

describe('origins', () => {
  test('are in byte order, whether world output or imports name them', () => {
    expect(shares({ world: { VNM: 1, CHN: 2 }, imports: { MYS: 1, AUS: 1, CHN: 1 } }).origins).toEqual(['AUS', 'CHN', 'MYS', 'VNM']);
  });
});

describe('own output of the Union', () => {
  test('is that of its members, and nobody’s where a methodology names no members', () => {
    expect(domesticCodes('EUU', { EUU: ['FRA', 'DEU'] })).toEqual(['FRA', 'DEU']);
    expect(domesticCodes('EUU', {})).toEqual([]);
    expect(domesticCodes('JPN', { EUU: ['FRA'] })).toEqual(['JPN']);
  });
});

describe('an import reliance that is only a bound', () => {
  test('caps what plants suggest at 1 minus it', () => {
    expect(shares({ world: { JPN: 20, CHN: 80 }, import_reliance_bound: 0.9 }).domestic).toBeCloseTo(0.1, 14);
    expect(shares({ world: { JPN: 20, CHN: 80 }, import_reliance_bound: 1.2 }).domestic).toBe(0);
    expect(shares({ world: { JPN: 20, CHN: 80 }, import_reliance_bound: 0.2 }).domestic).toBeCloseTo(0.5, 14);
  });
});

describe('what own output does not explain of 1 - IR', () => {
  const stage = { world: { CHN: 100 }, import_reliance: 0.6 };
  const methodology = {
    ...goldenMethodology,
    parameters: { ...goldenMethodology.parameters, stages_without_recycling: ['mine' as const] },
  };
  const domestic = (rules: typeof goldenMethodology, name?: 'mine' | 'metal') =>
    effectiveShares(stage, { buyer: 'JPN', eol_rir: 0 }, rules, name)?.domestic;

  test('is recycling with half its weight, but not at stages where a methodology says so', () => {
    expect(domestic(goldenMethodology, 'mine')).toBeCloseTo(0.2, 14);
    expect(domestic(methodology, 'mine')).toBe(0);
    expect(domestic(methodology, 'metal')).toBeCloseTo(0.2, 14);
    expect(domestic(methodology)).toBeCloseTo(0.2, 14);
  });
});

describe('shares in draws', () => {
  const stage = { world: { CHN: 0.8, MYS: 0.2 }, imports: { JPN: 0.1, CHN: 0.5, VNM: 0.4 }, import_reliance: 1 };
  const tables = { world: { origins: ['CHN', 'MYS'], offset: 1 }, imports: { origins: ['CHN', 'JPN', 'VNM'], offset: 2 } };
  const prepared = prepareShares(stage, tables, 'JPN', goldenMethodology);
  const draw = (world: readonly number[], imports: readonly number[]) =>
    prepared.effective({ world: new Float64Array([9, ...world]), imports: new Float64Array([9, 9, ...imports]), eolRir: 0 });

  test('are those of the places of the stage, each draw for itself', () => {
    const stated = effectiveShares(stage, { buyer: 'JPN', eol_rir: 0 }, goldenMethodology);
    expect(draw([0.8, 0.2], [0.5, 0.1, 0.4])).toEqual(stated);
    expect(draw([1, 3], [1, 0, 1])?.world).toEqual([0.25, 0.75, 0]);
    expect(draw([0.8, 0.2], [0.5, 0.1, 0.4])).toEqual(stated);
  });

  test('are those of world output where nothing is imported, and none where nothing is produced', () => {
    expect(draw([0.8, 0.2], [0, 0.7, 0])?.a).toEqual([0.8, 0.2, 0].map((share) => expect.closeTo(share, 14)));
    expect(draw([0, 0], [0.5, 0.1, 0.4])).toBeNull();
  });
});
