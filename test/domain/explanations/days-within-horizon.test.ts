import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementWithinHorizon, stageWithinHorizon } from '#domain/explanations/days-within-horizon.ts';
import { elementInputs as inputsOf } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ScoredElement } from '#domain/vocabulary/scoring-result.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { anyElementInputs } from '#test/builders/any-element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';

function scored(element: string, buyer: string, version = '1.0.0'): ScoredElement {
  const published = bundledMethodologies.get(version);
  if (published === undefined) throw new Error(`no methodology ${version}`);
  const methodology = methodologyOf(published.document);
  const index = indexReferenceData(bundledReferenceData, methodology);
  const result = scoreElement(
    inputsOf(index, { element, buyer, as_of: '2026-11-26', known_at: '2026-11-26', signals: {} }).inputs,
    methodology,
  );
  if (result.score === null) throw new Error(`${element} has no score`);
  return result;
}
const parameters = goldenMethodology.parameters;

describe('days without supply', () => {
  test('are never more than the chance of running out has room for, of the element, its stages and their hazards', () => {
    fc.assert(
      fc.property(anyElementInputs(goldenMethodology), (inputs) => {
        const result = scoreElement(inputs, goldenMethodology);
        if (result.score === null) return;
        const horizon = inputs.horizon_days ?? 365;
        const cut = elementWithinHorizon(result, inputs, parameters);
        expect(cut.expected_days).toBeLessThanOrEqual(cut.p_stockout_365 * horizon + 1e-9);
        for (const stage of cut.stages) {
          if (stage.score === null) continue;
          const sum = stage.hazards.reduce((days, { expected_days }) => days + expected_days, 0);
          expect(stage.expected_days).toBeCloseTo(sum, 9);
          expect(sum).toBeLessThanOrEqual(stage.p_stockout_365 * horizon + 1e-9);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('of dysprosium for Japan were 338 of a year in which it runs out with a chance of 74 %', () => {
    const result = scored('Dy', 'JPN');
    expect(result.expected_days).toBeGreaterThan(330);
    const cut = elementWithinHorizon(result, {}, parameters);
    expect(cut.expected_days).toBeCloseTo(365 * result.p_stockout_365, 9);
    // tonnes fall with the days
    const tonnes = elementWithinHorizon({ ...result, expected_tonnes: 100 }, {}, parameters).expected_tonnes ?? 0;
    expect(tonnes / 100).toBeCloseTo(cut.expected_days / result.expected_days, 12);
    expect(elementWithinHorizon({ ...result, expected_tonnes: null }, {}, parameters).expected_tonnes).toBeNull();
  });

  test('that fit are left as they are, also those of a later methodology', () => {
    const later = scored('Dy', 'JPN', '1.1.0');
    expect(elementWithinHorizon(later, {}, { ...parameters, expected_days_within_horizon: true })).toEqual(later);
    const stage = later.stages.find((one) => one.score !== null);
    if (stage === undefined || stage.score === null) throw new Error('not scored');
    const fitting = { ...stage, expected_days: 36.5, p_stockout_365: 0.1 };
    expect(stageWithinHorizon(fitting, {}, parameters)).toBe(fitting);
  });

  test('are held against the horizon that was asked for', () => {
    const result = { ...scored('Dy', 'JPN'), expected_days: 90, p_stockout_365: 0.5 };
    expect(elementWithinHorizon(result, { horizon_days: 100 }, parameters).expected_days).toBe(50);
    expect(elementWithinHorizon(result, { horizon_days: 200 }, parameters).expected_days).toBe(90);
  });
});
