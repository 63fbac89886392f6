import { describe, expect, test } from 'vitest';
import { type CountryScoring, countryDocument } from '#domain/explanations/country-document.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import type { ScoredStage } from '#domain/vocabulary/scoring-result.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { readerContext } from '#test/builders/reader-names.ts';

/** The worked example of the specification. */
const ban = measure({
  id: 'B',
  control_class: 'end_use_broad',
  targets: ['JPN'],
  known_from: '2026-01-06',
  applies: [{ elements: ['@dual_use'], stages: ['refining'] }],
});
const inputs = elementInputs({ measures: [measure(), ban] });

function stageOf(): ScoredStage {
  const stage = scoreElement(inputs, goldenMethodology).stages.find((one): one is ScoredStage => one.score !== null);
  if (stage === undefined) throw new Error('the worked example is scored');
  return stage;
}

const publish = (over: Partial<CountryScoring> = {}) =>
  countryDocument(
    {
      country: 'CHN',
      buyer: 'JPN',
      worst: { inputs, stage: stageOf() },
      methodology: goldenMethodology,
      considered: [{ element: 'Dy', stage: 'separation', Lambda: 1.26 }],
      alternatives: { '0.9.0': 71.126, '0.8.0': null },
      evidenceOf: (hazard) => [`evidence of ${hazard.id}`],
      ...over,
    },
    readerContext(),
  );

/**
 * Points are in proportion to the cumulative hazards: of 1.264535 for 71.762936 points China's three hazards have 58.70449 + 12.780201 +
 * 0.256796 = 71.741487 points, so 1.264157; 100 (1 - exp(-1.264157)) = 71.752.
 */
const OF_CHINA = (1.264535 * 71.741487) / 71.762936;
const SCORE = 100 * (1 - Math.exp(-OF_CHINA));

describe('the document of a country', () => {
  test('has the chance that any hazard from it happens, at its worst element and stage, and nothing of what comes from elsewhere', () => {
    const { document, exact, drivers } = publish();
    expect(exact.score).toBeCloseTo(SCORE, 4);
    expect(document).toMatchObject({
      subject: { type: 'country', id: 'CHN', name: 'China' },
      buyer: 'JPN',
      status: 'scored',
      status_reason: null,

      score: 71.75,
      score_without_signals: 71.75,
      band: 'high',
      stage: 'separation',
      element: 'Dy',
      elements: ['Dy'],
      countries: ['CHN'],

      interval: null,
      rank: null,
      p_stockout_90: null,
      p_stockout_365: null,
      expected_days: null,
      expected_tonnes: null,
      coverage: null,
      // 0.976² + 0.024²
      hhi: 0.9532,
      stale_sources: [],
      data_as_of: '2026-10-01',
      alternatives: { '0.9.0': 71.13, '0.8.0': null },
    });
    expect(Object.keys(drivers)).toEqual(['active_control', 'new_control', 'origin_instability']);
  });

  test('splits the score over its hazards exactly', () => {
    const { document, exact, explanation } = publish();
    expect(exact.contributions_sum).toBeCloseTo(SCORE, 4);
    expect(exact.published_hundredths).toBe(7175);
    const contributions = explanation.contributions as readonly { readonly id: string; readonly points: number }[];
    expect(contributions.map(({ id, points }) => [id, Math.round(1000 * points) / 1000])).toEqual([
      // 58.70449 / 71.741487 of the score, and so on
      ['active_control:CHN', Math.round((1000 * SCORE * 58.70449) / 71.741487) / 1000],
      ['new_control:CHN', Math.round((1000 * SCORE * 12.780201) / 71.741487) / 1000],
      ['origin_instability:CHN', Math.round((1000 * SCORE * 0.256796) / 71.741487) / 1000],
    ]);
    expect(document.top_drivers[0]?.summary).toMatch(
      /^China, source of \d+ % of Japan's dysprosium at the separation stage, controls exports/,
    );
  });

  test('explains itself with the stage, what was considered, and the evidence', () => {
    const { explanation } = publish();
    expect(explanation).toMatchObject({
      identity:
        'score = 100 * (1 - exp(-sum of Lambda of the hazards that come from the country)), at its worst element and stage; points sum to score',
      exact: { score: expect.closeTo(SCORE, 4) },
      considered: [{ element: 'Dy', stage: 'separation', Lambda: 1.26 }],
      counterfactuals: [],
      scheduled_steps: [],
      sensitivity: null,
      inputs,
      stages: [{ stage: 'separation' }],
    });
    expect(explanation.drivers).toContainEqual(
      expect.objectContaining({ id: 'new_control:CHN', evidence: ['evidence of new_control:CHN'] }),
    );
  });

  test('from which nothing can come that lasts scores 0, which is known', () => {
    const stage = stageOf();
    const hazards = stage.hazards.map((hazard) => ({ ...hazard, Lambda: 0, Lambda_base: 0, points: 0 }));
    const { document, exact, explanation } = publish({ worst: { inputs, stage: { ...stage, hazards } } });
    expect(document).toMatchObject({ status: 'scored', score: 0, score_without_signals: 0, band: 'low', top_drivers: [] });
    expect(exact).toMatchObject({ score: 0, contributions_sum: 0, published_hundredths: 0 });
    expect(explanation.contributions).toHaveLength(3);
  });
});

describe('a country that supplies nothing to the buyer', () => {
  test('that is the buyer, or belongs to it, supplies nothing across a border', () => {
    const why = (country: string, buyer: string) => publish({ country, buyer, worst: null, considered: [] }).document.status_reason;
    expect(why('JPN', 'JPN')).toBe('Japan is the buyer itself: what it makes at home crosses no border that could be closed to it.');
    const member = goldenMethodology.groups.EUU?.[0] ?? '';
    expect(why(member, 'EUU')).toMatch(/ belongs to .*: what it makes crosses no border of the buyer\.$/);
  });

  test('has no score, and says so', () => {
    const { document, explanation, exact, drivers } = publish({ country: 'USA', worst: null, considered: [] });
    expect(document).toMatchObject({
      status: 'insufficient_data',
      status_reason: 'No scored element reaches Japan from the United States.',
      score: null,
      score_without_signals: null,
      band: 'unknown',
      stage: null,
      element: null,
      elements: [],
      countries: ['USA'],
      hhi: null,
      data_as_of: null,
      top_drivers: [],
    });
    expect(explanation).toMatchObject({ exact: { score: null }, drivers: [], contributions: [], stages: [], inputs: null });
    expect(exact).toEqual({ score: null, contributions_sum: null, published_hundredths: null });
    expect(drivers).toEqual({});
  });

  test('takes every signal for stale: it has no reading of its own', () => {
    expect(publish({ worst: null }).document.stale_sources).toEqual(['carriers', 'senkaku', 'taiwan_strait']);
  });

  test('because a fact is off says which', () => {
    const refusedBecause = 'A share of dysprosium is negative.';
    expect(publish({ worst: null, refusedBecause }).document.status_reason).toBe(refusedBecause);
    expect(publish({ refusedBecause }).document.status_reason).toBeNull();
  });
});
