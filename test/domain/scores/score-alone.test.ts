import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elementScoreAlone, scoreElement } from '#domain/scores/element-score.ts';
import { scoreSupplier, supplierHazardAlone, supplierScoreAlone, supplierScoreByStock } from '#domain/scores/supplier-score.ts';
import { anyElementInputs, anySupplierInputs } from '#test/builders/any-element-inputs.ts';
import { goldenMethodology } from '#test/builders/golden-methodology.ts';
import { stateAndEventMethodology } from '#test/builders/state-and-event-methodology.ts';

/** The parts of a score are added in another order: the last bits may differ, no digit that anybody reads. */
const near = (expected: number | null, found: number | null | undefined) =>
  expected === null ? expect(found ?? null).toBeNull() : expect(found).toBeCloseTo(expected, 10);

describe.each([
  ['1.0.0', goldenMethodology],
  ['2.0.0', stateAndEventMethodology],
])('a score alone under %s', (_, methodology) => {
  test('of an element is that of the whole result', () => {
    fc.assert(
      fc.property(anyElementInputs(methodology), (inputs) => {
        near(scoreElement(inputs, methodology).score, elementScoreAlone(inputs, methodology));
      }),
      { numRuns: 200 },
    );
  });

  test('of a supplier is that of the whole result, at any stock', () => {
    fc.assert(
      fc.property(anySupplierInputs(methodology), fc.double({ min: 0, max: 800, noNaN: true }), (inputs, days) => {
        const result = scoreSupplier(inputs, methodology);
        near(result.score, supplierScoreAlone(inputs, methodology));
        near(result.score === null ? null : result.Lambda, supplierHazardAlone(inputs, methodology));
        const stocked = scoreSupplier({ ...inputs, cover_days: days }, methodology).score;
        near(stocked, supplierScoreByStock(inputs, methodology)?.(days));
      }),
      { numRuns: 200 },
    );
  });
});
