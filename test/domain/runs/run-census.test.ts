import { expect, it } from 'vitest';
import { type GuardedResult, runCensus } from '#domain/runs/run-guard.ts';
import { scoreDocument, scoredSubjects } from '#test/builders/score-documents.ts';

function result(score: number | null, coverage: number | null = 0.5): GuardedResult {
  const document = scoreDocument({ type: 'element', id: 'Dy', buyer: 'JPN', score, coverage });
  const { exact } = scoredSubjects(document).result;
  return { document, exact: { ...exact, score } };
}

it('counts scores, and says how far those moved that can be compared', () => {
  const census = runCensus(20);
  census.look(result(10, 0.5), result(40)); // 30 points down: far
  census.look(result(50, 0.7), result(45)); // 5 points
  census.look(result(50, null), result(30)); // 20 points: the bound itself is not far
  census.look(result(90, 0.9), null); // new: nothing to compare
  census.look(result(90, 0.9), result(null)); // had no score: nothing to compare
  census.look(result(null, 0.1), result(80)); // has none now: its coverage is that of no score
  const { mean_coverage, ...counted } = census.figures();
  expect(counted).toEqual({ scored: 5, unscored: 1, largest_movement: 30, far_movements: 100 / 3 });
  expect(mean_coverage).toBeCloseTo((0.5 + 0.7 + 0.9 + 0.9) / 4, 12);
});

it('of nothing knows no coverage and no movement: unknown is not zero', () => {
  expect(runCensus(20).figures()).toEqual({ scored: 0, unscored: 0, mean_coverage: null, largest_movement: null, far_movements: null });
});
