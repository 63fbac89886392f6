import { describe, expect, test } from 'vitest';
import { elementFigures, type ScoringMeans, supplierFigures } from '#domain/explanations/score-from-inputs.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { scoreSupplier } from '#domain/scores/supplier-score.ts';
import { type CommonDraws, commonDraws } from '#domain/uncertainty/sampling.ts';
import type { Methodology } from '#domain/vocabulary/methodology.ts';
import type { ElementInputs } from '#domain/vocabulary/scoring-inputs.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { elementInputs, measure } from '#test/builders/element-inputs.ts';
import { goldenCases, goldenMethodology as methodology } from '#test/builders/golden-methodology.ts';
import { elementOfCase, supplierOfCase } from '#test/builders/state-and-event-cases.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';
import { aSite, someSupplier } from '#test/builders/supplier-inputs.ts';

const older: Methodology = { ...methodology, version: '0.9.0', parameters: { ...methodology.parameters, transit_rate: 0 } };
const shadow: Methodology = { ...methodology, version: '9.0.0' };
const drawn = new Map<number, CommonDraws>();
/** Common draws of the run, drawn once. */
function means(draws: number, over: Partial<ScoringMeans> = {}): ScoringMeans {
  const common = () => {
    const found = drawn.get(draws) ?? commonDraws(methodology, draws, sha256Seed);
    drawn.set(draws, found);
    return found;
  };
  return { methodology, alternatives: [older], seedOf: sha256Seed, commonDraws: common, brief: true, ...over };
}
const laterDraws = () => commonDraws(stateAndEventMethodology, 40, sha256Seed);
const noDraws = (): never => {
  throw new Error('nothing is drawn for what has no score');
};

/** The worked example of the specification, with both measures: Lambda is 1.264535. */
const ban = measure({
  id: 'B',
  control_class: 'end_use_broad',
  targets: ['JPN'],
  known_from: '2026-01-06',
  applies: [{ elements: ['Dy'], stages: ['separation'] }],
});
const worked = elementInputs({ measures: [measure(), ban] });

describe('the figures beside the score of an element', () => {
  test('have the interval of the golden case, and the draws behind it in their order', () => {
    const [sampled] = goldenCases('interval');
    const inputs = sampled?.inputs as unknown as ElementInputs;
    const { interval, draws, sensitivity } = elementFigures(inputs, scoreElement(inputs, methodology), means(200), []);
    // Case S46.
    expect(interval?.p05).toBeCloseTo(25.935394848303233, 6);
    expect(interval?.p50).toBeCloseTo(48.46501589256428, 6);
    expect(interval?.p95).toBeCloseTo(67.70849082918969, 6);
    expect(interval?.draws).toBe(200);
    expect(draws).toHaveLength(200);
    expect([...(draws ?? [])].reduce((sum, score) => sum + score, 0) / 200).toBeCloseTo(47.92718461914066, 4);
    expect(sensitivity).toBeNull();
  });

  test('are the scores under every other methodology; one in shadow reads what it has in place of the published inputs', () => {
    const { alternatives } = elementFigures(worked, scoreElement(worked, methodology), means(3), [
      { methodology: shadow, inputs: { measures: [] } },
    ]);
    expect(Object.keys(alternatives)).toEqual(['0.9.0', '9.0.0']);
    expect(alternatives['0.9.0']).toBe(scoreElement(worked, older).score);
    expect(alternatives['9.0.0']).toBe(scoreElement({ ...worked, measures: [] }, methodology).score);
    // Without the sea lanes Lambda is 0.000378 less (section 13 of the specification).
    expect(alternatives['0.9.0']).toBeCloseTo(100 * (1 - Math.exp(-(1.264535 - 0.000378))), 3);
  });

  test('of two parts have their percentiles, and the order of the inputs in place of parts of the variance', () => {
    const inputs = elementOfCase('M30');
    const ofLater = means(40, { methodology: stateAndEventMethodology, brief: false, commonDraws: laterDraws });
    const { interval, sensitivity } = elementFigures(inputs, scoreElement(inputs, stateAndEventMethodology), ofLater, []);
    // Golden interval case M30.
    expect(interval?.state?.p50).toBeCloseTo(80.42548136474754, 2);
    expect(interval?.new_event?.p95).toBeCloseTo(21.768989144265635, 2);
    expect(sensitivity).toMatchObject({ method: 'rank_correlation', samples: 40, status: 'ok' });
    const maker = supplierOfCase('M25');
    const { draws } = supplierFigures('maker', maker, scoreSupplier(maker, stateAndEventMethodology), ofLater, []);
    expect(draws).toHaveLength(40);
  });

  test('are unknown without a score, though another methodology may have one', () => {
    const nothing = { ...worked, stages: {} };
    expect(
      elementFigures(nothing, scoreElement(nothing, methodology), means(3, { commonDraws: noDraws }), [
        { methodology: shadow, inputs: { stages: worked.stages } },
      ]),
    ).toEqual({
      alternatives: { '0.9.0': null, '9.0.0': scoreElement(worked, methodology).score },
      interval: null,
      sensitivity: null,
      draws: null,
    });
  });
});

test('the spread of an element is analysed unless figures are to be brief', () => {
  const figures = (brief: boolean) => elementFigures(worked, scoreElement(worked, methodology), means(200, { brief }), []);
  expect(figures(true).sensitivity).toBeNull();
  // 64 rows of two matrices, and of one for each input
  expect(figures(false).sensitivity?.samples).toBe(64);
});

describe('the figures beside the score of a supplier', () => {
  const supplier = someSupplier({ sites: { P: aSite({ weight: 1, country: 'CHN' }) }, measures: [measure()] });
  const figures = (id: string) =>
    supplierFigures(id, supplier, scoreSupplier(supplier, methodology), means(40), [{ methodology: shadow, inputs: { measures: [] } }]);

  test('have an interval from the streams of the supplier, and no draws for ranks', () => {
    const { interval, draws, sensitivity, alternatives } = figures('s');
    expect(interval?.draws).toBe(40);
    const score = scoreSupplier(supplier, methodology).score ?? Number.NaN;
    expect(interval?.p05).toBeLessThan(score);
    expect(interval?.p95).toBeGreaterThan(score);
    expect(interval?.p50).not.toBe(figures('another').interval?.p50);
    expect([draws, sensitivity]).toEqual([null, null]);
    expect(alternatives).toEqual({
      '0.9.0': scoreSupplier(supplier, older).score,
      '9.0.0': scoreSupplier({ ...supplier, measures: [] }, methodology).score,
    });
  });

  test('are unknown without a delivering site', () => {
    const none = { ...supplier, sites: {} };
    expect(supplierFigures('s', none, scoreSupplier(none, methodology), means(3, { commonDraws: noDraws }), [])).toEqual({
      alternatives: { '0.9.0': null },
      interval: null,
      sensitivity: null,
      draws: null,
    });
  });
});
