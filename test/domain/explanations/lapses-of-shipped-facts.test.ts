import { describe, expect, test } from 'vitest';
import { explainChange } from '#domain/explanations/changes/subject-change.ts';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElementHeadline } from '#domain/scores/element-score.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { scoreDocument } from '#test/builders/score-documents.ts';

const quiet = { carriers: { x: 0, age_days: 0 }, senkaku: { x: 0, age_days: 0 }, taiwan_strait: { x: 0, age_days: 0 } };

/** What is told of a score from one day to another, with the facts that ship. */
function change(version: string, element: string, buyer: string, from: string, to: string) {
  const published = bundledMethodologies.get(version);
  if (published === undefined) throw new Error(`no methodology ${version}`);
  const methodology = methodologyOf(published.document);
  const index = indexReferenceData(bundledReferenceData, methodology);
  const run = (as_of: string) => {
    const { inputs } = elementInputs(index, { element, buyer, as_of, known_at: as_of, signals: quiet });
    const headline = scoreElementHeadline(inputs, methodology);
    const points = Object.entries(headline.score === null ? {} : headline.contributions).map(([id, own]) => ({ id, points: own }));
    const explanation: Explanation = { ...scoreDocument({ type: 'element', id: element }), contributions: points, inputs };
    return { explanation, methodology, elements: {} };
  };
  return explainChange(run(from), run(to));
}

describe('the suspension of Announcement No. 46 of 2024, which runs out on 27 November 2026', () => {
  test('is told as a lapse, not as time that passed, on the day on which 1.0.0 takes it to be over', () => {
    const found = change('1.0.0', 'Ga', 'USA', '2026-11-26', '2026-11-27');
    // The step of the review, 39.46 -> 56.37, was told as "time passing +16.91" without a reason.
    expect(found.delta).toBeGreaterThan(16);
    expect(Math.abs(found.by_cause.time_passing)).toBeLessThan(0.1);
    expect(found.by_cause.lapse).toBeCloseTo(found.delta - found.by_cause.time_passing, 9);
    expect(found.reasons).toContainEqual({
      cause: 'lapse',
      what: 'CN-2024-46',
      step: { kind: 'suspension_ran_out', date: '2026-11-27' },
    });
  });

  test('is told as a lapse day by day while 1.1.0 waits for a decision', () => {
    const before = change('1.1.0', 'Ga', 'USA', '2026-11-26', '2026-11-27');
    expect(before.by_cause.lapse).toBeUndefined();
    const found = change('1.1.0', 'Ga', 'USA', '2027-01-10', '2027-01-20');
    expect(found.delta).toBeGreaterThan(1);
    expect(found.by_cause.lapse).toBeGreaterThan(0.9 * found.delta);
    expect(found.reasons.map(({ what }) => what)).toContain('CN-2024-46');
  });
});
