import { describe, expect, test } from 'vitest';
import { countryDocument } from '#domain/explanations/country-document.ts';
import { type ElementScoring, elementDocument } from '#domain/explanations/element-document.ts';
import type { Contribution, DriverInDepth } from '#domain/explanations/published-drivers.ts';
import { type SupplierScoring, supplierDocument } from '#domain/explanations/supplier-document.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import type { ElementInputs, SupplierInputs } from '#domain/vocabulary/scoring-inputs.ts';
import type { IntervalResult, ScoredStage } from '#domain/vocabulary/scoring-result.ts';
import { elementInputs } from '#test/builders/element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { readerContext } from '#test/builders/reader-names.ts';
import { elementOfCase, supplierOfCase } from '#test/builders/state-and-event-cases.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

/** Golden interval case M30. */
const interval: IntervalResult = {
  p05: 42.67941197776183,
  p50: 82.60206193071338,
  p95: 92.83295919886365,
  mean: 74.41,
  draws: 40,
  tolerance: 0.01,
  state: { p05: 41.0481366117952, p50: 80.42548136474754, p95: 92.33475768582574, mean: 72.18 },
  new_event: { p05: 1.72870240303148, p50: 8.098443971269212, p95: 21.768989144265635, mean: 9.96 },
};

const element = (inputs: ElementInputs, methodology = stateAndEventMethodology, over: Partial<ElementScoring> = {}) =>
  elementDocument(
    {
      inputs,
      result: scoreElement(inputs, methodology),
      methodology,
      alternatives: {},
      interval,
      sensitivity: null,
      evidenceOf: () => [],
      ...over,
    },
    readerContext({ brief: true }),
  );

const supplier = (inputs: SupplierInputs, over: Partial<SupplierScoring> = {}) =>
  supplierDocument(
    {
      id: 'maker',
      name: 'Maker',
      inputs,
      result: scoreSupplier(inputs, stateAndEventMethodology),
      methodology: stateAndEventMethodology,
      alternatives: {},
      interval,
      elements: ['Dy'],
      countries: ['JPN'],
      unscoredBecause: 'no site delivers',
      evidenceOf: () => [],
      chain: [],
      notes: [],
      ...over,
    },
    readerContext({ brief: true }),
  );

const sumOf = (waterfall: unknown): number => (waterfall as readonly Contribution[]).reduce((sum, { points }) => sum + points, 0);

describe('the document of the worked example of 2.0.0', () => {
  const { document, explanation, exact } = element(elementOfCase('M13'));

  test('has for the guard of the run what each part is and what its waterfall sums to', () => {
    expect(exact.parts?.state).toEqual({ percent: expect.closeTo(83.2059, 4), contributions_sum: expect.closeTo(83.2059, 4) });
    expect(exact.parts?.new_event).toEqual({ percent: expect.closeTo(17.0512, 4), contributions_sum: expect.closeTo(17.0512, 4) });
    expect(element(elementInputs({}), goldenMethodology).exact).not.toHaveProperty('parts');
  });

  test('has the score, its state and its event, each with percentiles, and the end use of the default', () => {
    expect(document).toMatchObject({
      score: 86.07,
      state: 83.21,
      new_event: 17.05,
      band: 'critical',
      state_interval: { p05: 41.05, p50: 80.43, p95: 92.33 },
      new_event_interval: { p05: 1.73, p50: 8.1, p95: 21.77 },
      end_use: 'civil',
    });
  });

  test('has three waterfalls, which sum to the three numbers', () => {
    expect(sumOf(explanation.contributions)).toBeCloseTo(86.06945886380055, 9);
    expect(sumOf(explanation.state_contributions)).toBeCloseTo(83.20585053624761, 9);
    expect(sumOf(explanation.event_contributions)).toBeCloseTo(17.051225688645918, 9);
    const [control] = explanation.state_contributions as readonly Contribution[];
    expect(control).toMatchObject({ id: 'active_control:CHN', points: expect.closeTo(83.20585053624761, 9) });
    const parts = Object.values((control as Contribution).points_measures).reduce((sum, points) => sum + points, 0);
    expect(parts).toBeCloseTo(83.20585053624761, 9);
    const event = explanation.event_contributions as readonly Contribution[];
    expect(event.find(({ id }) => id === 'new_control:CHN')?.points).toBeCloseTo(13.886058125657712, 9);
  });

  test('says of each driver which part it belongs to, and which equations hold', () => {
    const drivers = explanation.drivers as readonly DriverInDepth[];
    expect(drivers.map(({ id, part }) => [id, part])).toEqual([
      ['active_control:CHN', 'state'],
      ['new_control:CHN', 'event'],
      ['origin_instability:CHN', 'event'],
      ['transit', 'event'],
      ['facility', 'event'],
      ['new_control:MYS', 'event'],
      ['origin_instability:MYS', 'event'],
    ]);
    expect(explanation.identity).toContain('score = 100 * (1 - (1 - state/100) * (1 - new_event/100))');
  });
});

test('another end use of the inputs is that of the document', () => {
  expect(element({ ...elementOfCase('M13'), end_use: 'defence' }).document.end_use).toBe('defence');
});

test('a control that may take effect is a driver of its own, of the part that may still begin', () => {
  const { document, explanation } = supplier(supplierOfCase('M27'));
  const drivers = explanation.drivers as readonly DriverInDepth[];
  const scheduled = drivers.find(({ id }) => id === 'scheduled_control:CHN');
  expect(scheduled).toMatchObject({ kind: 'scheduled_control', part: 'event' });
  expect(scheduled?.summary).toMatch(
    /sites in China for whose exports controls are announced or suspended \(.*\); the chance that one takes/,
  );
  expect(document).toMatchObject({ score: 75.95, state: 65.07, new_event: 31.15, p_stockout_365: 0.5865, expected_days: 30.6 });
  expect(sumOf(explanation.state_contributions)).toBeCloseTo(65.06768609841123, 9);
  expect(sumOf(explanation.event_contributions)).toBeCloseTo(31.14640379342008, 9);
});

describe('two parts are unknown, not 0,', () => {
  const nothing = {
    state: null,
    new_event: null,
    state_interval: null,
    new_event_interval: null,
  };
  const noWaterfalls = { state_contributions: null, event_contributions: null };

  test('under a methodology that does not tell them apart', () => {
    const { state: _state, new_event: _event, ...whole } = interval;
    const { document, explanation } = element(elementInputs({}), goldenMethodology, { interval: whole });
    expect(document).toMatchObject({ ...nothing, end_use: null, status: 'scored' });
    expect(explanation).toMatchObject(noWaterfalls);
    expect((explanation.drivers as readonly DriverInDepth[]).map(({ part }) => part)).toContain(null);
    expect(explanation.identity).not.toContain('new_event');
  });

  test('and without a score', () => {
    const unscored = element({ ...elementOfCase('M13'), stages: {} }, stateAndEventMethodology, { interval: null });
    expect(unscored.document).toMatchObject({ ...nothing, end_use: 'civil', status: 'insufficient_data' });
    expect(unscored.explanation).toMatchObject(noWaterfalls);
    const silent = supplier(supplierOfCase('M29'), { interval: null });
    expect(silent.document).toMatchObject({ ...nothing, p_stockout_365: null, status: 'insufficient_data' });
    expect(silent.explanation).toMatchObject(noWaterfalls);
  });
});

test('a country has the parts of its hazards at the stage that it is worst at', () => {
  const inputs = elementOfCase('M13');
  const stages = scoreElement(inputs, stateAndEventMethodology).stages;
  const stage = stages.find((one): one is ScoredStage => one.stage === 'separation' && one.score !== null) as ScoredStage;
  const ofCountry = (worst: { readonly inputs: ElementInputs; readonly stage: ScoredStage } | null) =>
    countryDocument(
      {
        country: 'CHN',
        buyer: 'JPN',
        worst,
        considered: [],
        methodology: stateAndEventMethodology,
        alternatives: {},
        evidenceOf: () => [],
      },
      readerContext(),
    );
  const { document, explanation } = ofCountry({ inputs, stage });
  expect(document).toMatchObject({ state: 83.21, end_use: 'civil', state_interval: null });
  expect(sumOf(explanation.state_contributions)).toBeCloseTo(83.20585053624761, 9);
  // 1 - exp(-(0.152245 of a new control + 0.031852 of unrest)): the sum of the specification less plant and lanes, which are no country's.
  expect(document.new_event).toBeCloseTo(16.81, 1);
  expect(sumOf(explanation.contributions)).toBeCloseTo(100 * (1 - Math.exp(-sumOfLambda(explanation.contributions))), 9);
  expect(ofCountry(null).document).toMatchObject({ state: null, new_event: null, end_use: 'civil' });
});

const sumOfLambda = (waterfall: unknown): number => (waterfall as readonly Contribution[]).reduce((sum, { Lambda }) => sum + Lambda, 0);
