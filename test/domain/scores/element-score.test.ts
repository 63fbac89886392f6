import { describe, expect, test } from 'vitest';
import { scoreElement, scoreElementHeadline } from '#domain/scores/element-score.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { ElementResult, ScoredElement } from '#domain/vocabulary/scoring-result.ts';
import { elementInputs, measure, relief } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

const score = (overrides: Partial<ElementInputs>): ElementResult => scoreElement(elementInputs(overrides), goldenMethodology);

function scored(overrides: Partial<ElementInputs>): ScoredElement {
  const result = score(overrides);
  if (result.score === null) throw new Error('not scored');
  return result;
}

const twoOrigins = { world: { CHN: 0.976, MYS: 0.024 } };

describe('the worked example of the specification', () => {
  const ban = measure({
    id: 'B',
    control_class: 'end_use_broad',
    targets: ['JPN'],
    known_from: '2026-01-06',
    applies: [{ elements: ['@dual_use'], stages: ['refining'] }],
  });
  const result = scored({ measures: [measure(), ban] });

  test('has its score, band and hazard', () => {
    expect(result.score).toBeCloseTo(71.762936, 6);
    expect(result.band).toBe('high');
    expect(result.Lambda).toBeCloseTo(1.264535, 6);
  });

  test('has its contributions', () => {
    expect(result.contributions['active_control:CHN']).toBeCloseTo(58.70449, 6);
    expect(result.contributions['new_control:CHN']).toBeCloseTo(12.780201, 6);
    expect(result.contributions['origin_instability:CHN']).toBeCloseTo(0.256796, 6);
    expect(result.contributions.transit).toBeCloseTo(0.021449, 6);
  });

  test('has its counterfactuals', () => {
    expect(result.counterfactual_cap65).toBeCloseTo(57.288629, 6);
    expect(result.counterfactual_even).toBeCloseTo(2.606879, 6);
  });
});

describe('the stage of an element', () => {
  test('is the one with the largest hazard', () => {
    expect(scored({ stages: { mine: twoOrigins, separation: twoOrigins } }).stage).toBe('separation');
  });

  test('is the earlier one on a tie, in whatever order the inputs name them', () => {
    const routes = { CHN: 0, MYS: 0 };
    const tied = scored({ stages: { magnet: { ...twoOrigins, routes }, metal: { ...twoOrigins, routes } } });
    expect(tied.stages.map((stage) => stage.score)).toEqual([tied.score, tied.score]);
    expect(tied.stage).toBe('metal');
  });

  test('is listed without a score when it has no world shares, and takes no part', () => {
    const result = scored({ stages: { mine: { world: {} }, separation: twoOrigins, metal: null } });
    expect(result.stages[0]).toEqual({ stage: 'mine', score: null, status: 'insufficient_data' });
    expect(result.stages.map(({ stage }) => stage)).toEqual(['mine', 'separation']);
    expect(result.score).toBe(scored({}).score);
  });
});

describe('an element without any stage', () => {
  test('has no score, never 0', () => {
    expect(score({ stages: {} })).toEqual({ score: null, status: 'insufficient_data', stages: [] });
    expect(scoreElementHeadline(elementInputs({ stages: { mine: { world: null } } }), goldenMethodology)).toEqual({
      score: null,
      status: 'insufficient_data',
    });
  });
});

describe('the score without signals', () => {
  test('is that of the stage that is worst without them', () => {
    const fresh = { carriers: { x: 4, age_days: 0 }, senkaku: { x: 4, age_days: 0 }, taiwan_strait: { x: 4, age_days: 0 } };
    const stages = { separation: { world: { CHN: 0.7, MYS: 0.3 } }, magnet: { world: { CHN: 0.4, DEU: 0.6 } } };
    const result = scored({ stages, signals: fresh });
    const quiet = scored({ stages });
    expect(result.score).toBeGreaterThan(quiet.score);
    expect(result.score_without_signals).toBeCloseTo(quiet.score, 12);
    expect(result.signals_x).toEqual({ carriers: 4, senkaku: 4, taiwan_strait: 4 });
  });
});

describe('expected tonnes', () => {
  test('are the expected days of a year of use, unknown without the use', () => {
    const { expected_days: days, expected_tonnes: tonnes } = scored({ annual_tonnes: 730.5 });
    expect(tonnes).toBeCloseTo(2 * days, 12);
    expect(scored({}).expected_tonnes).toBeNull();
    expect(scored({ annual_tonnes: 0 }).expected_tonnes).toBe(0);
  });
});

describe('governance', () => {
  test('that is missing counts as imputed, never as no risk', () => {
    const imputed = { pv: -0.3, wgi_mean: -0.3 };
    const result = scored({ governance: null });
    expect(result.score).toBe(scored({ governance: { CHN: imputed, MYS: imputed } }).score);
    expect(result.score).toBe(scored({ governance: { CHN: { wgi_mean: 2 }, MYS: null } }).score);
  });

  test('without a WGI mean takes the stability estimate', () => {
    const governance = { CHN: { pv: -0.5 }, MYS: { pv: 0.2 } };
    const both = { CHN: { pv: -0.5, wgi_mean: -0.5 }, MYS: { pv: 0.2, wgi_mean: 0.2 } };
    expect(scored({ governance }).score).toBe(scored({ governance: both }).score);
  });

  test('of the remainder is never known, even if a row says so', () => {
    const stages = { separation: { world: { CHN: 0.5, OTH: 0.5 } } };
    const governance = { CHN: { pv: 0 } };
    expect(scored({ stages, governance: { ...governance, OTH: { pv: 2 } } })).toEqual(scored({ stages, governance }));
  });
});

describe('the horizon', () => {
  test('of no days gives no score', () => {
    const result = scored({ horizon_days: 0, measures: [measure()] });
    expect(result).toMatchObject({ score: 0, Lambda: 0, p_stockout_365: 0, p_stockout_90: 0, expected_days: 0 });
    expect(Object.values(result.contributions).every((points) => points === 0)).toBe(true);
  });

  test('of its own replaces the default', () => {
    expect(scored({ horizon_days: 365 })).toEqual(scored({}));
    const short = scored({ horizon_days: 60, cover: { default: 7 } });
    expect(short.p_stockout_90).toBe(short.p_stockout_365);
    expect(short.p_stockout_90).toBeGreaterThan(0);
  });
});

describe('what was known', () => {
  const suspended = measure({ suspended_from: '2026-05-01', suspended_to: '2026-12-01' });
  const extension = relief({ kind: 'extends_suspension', known_from: '2026-09-01', effective_from: null, effective_to: '2027-08-01' });

  test('decides the score: a suspension and its extension lower it from the day they are known', () => {
    const at = (known_at: string) => scored({ measures: [suspended], reliefs: [extension], known_at }).score;
    expect(at('2026-04-30')).toBe(scored({ measures: [measure()] }).score);
    expect(at('2026-05-01')).toBe(scored({ measures: [suspended] }).score);
    expect(at('2026-05-01')).toBeLessThan(at('2026-04-30'));
    expect(at('2026-09-01')).toBeLessThan(at('2026-08-31'));
    expect(at('2026-10-01')).toBe(at('2030-01-01'));
  });
});

describe('the measures of a stage', () => {
  test('are shown for origins that supply the buyer', () => {
    const rows = [
      measure(),
      measure({ id: 'M', origins: ['MMR'] }),
      measure({ id: 'Y', origins: ['MYS'], control_class: 'technology_ban' }),
    ];
    const [stage] = scored({ measures: rows }).stages;
    if (stage?.score == null) throw new Error('not scored');
    expect(Object.keys(stage.measures)).toEqual(['CHN', 'MYS']);
    expect(stage.measures.CHN?.map(({ id }) => id)).toEqual(['A']);
  });

  test('named after the remainder do nothing', () => {
    const stages = { separation: { world: { CHN: 0.2, OTH: 0.8 } } };
    expect(scored({ stages, measures: [measure({ origins: ['OTH'] })] })).toEqual(scored({ stages }));
  });
});

describe('bad inputs', () => {
  test('are named in a sentence', () => {
    expect(() => score({ as_of: '2026-13-01' })).toThrow('2026-13-01');
    expect(() => score({ known_at: 'yesterday' })).toThrow('yesterday');
    expect(() => score({ measures: [measure({ known_from: '2026-02-30' })] })).toThrow('2026-02-30');
    expect(() => score({ measures: [measure({ control_class: 'edict' })] })).toThrow('"edict" is not a control class of the methodology');
  });
});
