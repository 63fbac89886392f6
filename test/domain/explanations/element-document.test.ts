import { describe, expect, test } from 'vitest';
import { type ElementScoring, elementDocument, publishedInterval, worldHhi } from '#domain/explanations/element-document.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { IntervalResult } from '#domain/vocabulary/scoring-result.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { readerContext } from '#test/builders/reader-names.ts';

/** The worked example of the specification: 71.762936, of which 58.70449 is the control in force. */
const ban = measure({
  id: 'B',
  control_class: 'end_use_broad',
  targets: ['JPN'],
  known_from: '2026-01-06',
  applies: [{ elements: ['@dual_use'], stages: ['refining'] }],
});
const worked = elementInputs({ measures: [measure(), ban] });
const interval: IntervalResult = { p05: 53.204, p50: 74.6551, p95: 88.196, mean: 73, draws: 2000, tolerance: 0.01 };

const scoringOf = (inputs: ElementInputs, over: Partial<ElementScoring> = {}): ElementScoring => ({
  inputs,
  result: scoreElement(inputs, goldenMethodology),
  methodology: goldenMethodology,
  alternatives: { '0.8.0': 70.126, '0.9.0': null },
  interval,
  sensitivity: null,
  evidenceOf: (hazard, stage) => [`${hazard.id} at ${stage}`],
  ...over,
});
const publish = (inputs: ElementInputs, over: Partial<ElementScoring> = {}, brief = false) =>
  elementDocument(scoringOf(inputs, over), readerContext({ brief }));

describe('the document of a scored element', () => {
  test('has the score of the worked example, rounded once', () => {
    const { document } = publish(worked);
    expect(document).toMatchObject({
      subject: { type: 'element', id: 'Dy', name: 'dysprosium' },
      buyer: 'JPN',
      status: 'scored',
      status_reason: null,
      score: 71.76,
      score_without_signals: 71.76,
      band: 'high',
      stage: 'separation',
      element: null,
      elements: ['Dy'],
      countries: [],
      interval: { p05: 53.2, p50: 74.66, p95: 88.2, method: 'monte_carlo_input_uncertainty', draws: 2000 },
      alternatives: { '0.8.0': 70.13, '0.9.0': null },
      // 0.976² + 0.024²
      hhi: 0.9532,
      stale_sources: [],
      data_as_of: '2026-10-01',
      run_id: 'r0000000007',
      known_at: '2026-10-01',
      rank: null,
    });
    expect(document.top_drivers.map(({ id, points }) => [id, points])).toEqual([
      ['active_control:CHN', 58.7],
      ['new_control:CHN', 12.78],
      ['origin_instability:CHN', 0.26],
    ]);
    expect(document.top_drivers[0]?.summary).toMatch(
      /^China, source of 9\d % of Japan's dysprosium at the separation stage, controls exports/,
    );
  });

  test('has drivers that sum to it in hundredths, by kind too', () => {
    const { exact, drivers } = publish(worked);
    expect(exact.score).toBeCloseTo(71.762936, 6);
    expect(exact.contributions_sum).toBeCloseTo(71.762936, 6);
    expect(exact.published_hundredths).toBe(7176);
    expect(drivers).toMatchObject({ active_control: 58.7, new_control: 12.78, origin_instability: 0.26, transit: 0.02 });
    expect(Math.round(100 * Object.values(drivers).reduce((sum, points) => sum + points, 0))).toBe(7176);
  });

  test('rounds what it takes from the result: chances to four decimals, days to one, tonnes to three digits', () => {
    const scoring = scoringOf(worked);
    if (scoring.result.score === null) throw new Error('it is scored');
    const result = {
      ...scoring.result,
      p_stockout_90: 0.123456,
      p_stockout_365: 0.65438,
      expected_days: 90.149,
      expected_tonnes: 1234.5,
      coverage: 0.61239,
    };
    expect(publish(worked, { result }).document).toMatchObject({
      p_stockout_90: 0.1235,
      p_stockout_365: 0.6544,
      expected_days: 90.1,
      expected_tonnes: 1230,
      coverage: 0.6124,
    });
  });

  test('says which signals are stale and how new the newest is', () => {
    const signals = { senkaku: { x: 1, age_days: 40 }, taiwan_strait: { x: 0, age_days: 3 }, carriers: { x: 0, age_days: 90 } };
    expect(publish(elementInputs({ signals })).document).toMatchObject({
      stale_sources: ['carriers', 'senkaku'],
      data_as_of: '2026-09-28',
    });
  });
});

describe('the explanation of a scored element', () => {
  const explained = () => publish(elementInputs({ ...worked, stages: { mine: { imports: { AUS: 1 } }, ...worked.stages } })).explanation;

  test('has the unrounded figures, the inputs, and the evidence of each driver at its stage', () => {
    const explanation = explained();
    expect(explanation).toMatchObject({
      identity: 'score = 100 * (1 - exp(-sum of Lambda)); points of a hazard = score * Lambda / sum of Lambda; points sum to score',
      exact: { score: expect.closeTo(71.762936, 6), Lambda: expect.closeTo(1.264535, 6) },
      inputs: { element: 'Dy', buyer: 'JPN' },
      sensitivity: null,
    });
    expect(explanation.exact).not.toHaveProperty('contributions');
    expect(explanation.drivers).toContainEqual(expect.objectContaining({ id: 'transit', evidence: ['transit at separation'] }));
    expect(explanation.contributions).toContainEqual(
      expect.objectContaining({ id: 'active_control:CHN', points: expect.closeTo(58.70449, 6) }),
    );
  });

  test('has the concentration of each stage, none where world shares are unknown', () => {
    expect(explained().stages).toMatchObject([
      { stage: 'mine', score: null, hhi: null },
      { stage: 'separation', hhi: expect.closeTo(0.976 ** 2 + 0.024 ** 2, 12) },
    ]);
  });

  test('has the what-ifs of the worked example, and the one that leads into another band', () => {
    const whatIfs = explained().counterfactuals as readonly { readonly id: string; readonly score: number; readonly description: string }[];
    expect(whatIfs.find(({ id }) => id === 'cap65')?.score).toBe(57.29);
    expect(whatIfs.find(({ id }) => id === 'even')?.score).toBe(2.61);
    expect(whatIfs.find(({ id }) => id === 'stock_doubled')?.description).toMatch(/^Japan holds twice the stock: the score would be /);
    expect(whatIfs.map(({ id }) => id)).toContain('measure_lifted:A');
  });

  test('has the steps ahead', () => {
    const measures = [measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' })];
    expect(publish(elementInputs({ measures })).explanation.scheduled_steps).toMatchObject([
      { date: '2026-11-11', what: 'suspension_ends' },
    ]);
  });

  test('in brief has neither what-ifs nor steps', () => {
    const measures = [measure({ suspended_from: '2025-11-10', suspended_to: '2026-11-10' })];
    expect(publish(elementInputs({ measures }), {}, true).explanation).toMatchObject({ counterfactuals: [], scheduled_steps: [] });
  });
});

describe('an element without a score', () => {
  const unknown = elementInputs({ stages: { mine: { imports: { AUS: 1 } } } });

  test('at a stage that was asked for tells at which others there is a table', () => {
    const asked = { at_stage: 'magnet' } as const;
    const reason = (inputs: ElementInputs) => publish({ ...inputs, ...asked }, { interval: null }).document.status_reason;
    const none = 'There is no table of world supply by country for dysprosium at the magnet stage, so no dependence can be measured there.';
    expect(reason(worked)).toBe(`${none} There is one at: separation.`);
    expect(reason(unknown)).toBe(`${none} There is none at any other stage either.`);
  });

  test('has every field, null and not 0, and the reason', () => {
    const { document, explanation, exact, drivers } = publish(unknown, { interval: null });
    expect(document).toMatchObject({
      status: 'insufficient_data',
      score: null,
      band: 'unknown',
      score_without_signals: null,
      interval: null,
      stage: null,
      status_reason: 'There is no table of world supply by country for dysprosium at any stage, so no dependence can be measured.',

      top_drivers: [],
      p_stockout_90: null,
      p_stockout_365: null,
      expected_days: null,
      expected_tonnes: null,
      coverage: null,
      hhi: null,
    });
    expect(Object.keys(document).sort()).toEqual(Object.keys(publish(worked).document).sort());
    expect(explanation).toMatchObject({
      exact: null,
      drivers: [],
      contributions: [],
      counterfactuals: [],
      scheduled_steps: [],
      sensitivity: null,
      stages: [{ stage: 'mine', score: null }],
      inputs: unknown,
    });
    expect(Object.keys(explanation).sort()).toEqual(Object.keys(publish(worked).explanation).sort());
    expect(exact).toEqual({ score: null, contributions_sum: null, published_hundredths: null });
    expect(drivers).toEqual({});
  });

  test('says which fact is off where one is', () => {
    const refusedBecause = 'A share of dysprosium is negative.';
    expect(publish(unknown, { refusedBecause }).document.status_reason).toBe(refusedBecause);
  });
});

test('a result that names a stage it does not describe is a fault of ours', () => {
  const scoring = scoringOf(worked);
  if (scoring.result.score === null) throw new Error('it is scored');
  expect(() => publish(worked, { result: { ...scoring.result, stages: [] } })).toThrow(
    'the scorer names stage separation of Dy and does not describe it',
  );
});

test('an interval that was not drawn is none', () => {
  expect(publishedInterval(null)).toBeNull();
});

test('the concentration of a stage is that of its world shares', () => {
  const inputs = elementInputs({ stages: { mine: { world: { CHN: 0.5, AUS: 0.5 } }, metal: { world: {} } } });
  expect([worldHhi(inputs, 'mine'), worldHhi(inputs, 'metal'), worldHhi(inputs, 'magnet')]).toEqual([0.5, null, null]);
});
