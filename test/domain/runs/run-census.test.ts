import { expect, it } from 'vitest';
import { type GuardBounds, type GuardedResult, runGuard } from '#domain/runs/run-guard.ts';
import { scoreDocument, scoredSubjects } from '#test/builders/score-documents.ts';

const BOUNDS: GuardBounds = {
  minScoredShare: {},
  minMeanCoverage: 0,
  maxMovementPoints: 5,
  farMovement: { points: 20, maxShare: {} },
};

function result(score: number | null, coverage: number | null = 0.5): GuardedResult {
  const document = scoreDocument({ type: 'element', id: 'Dy', buyer: 'JPN', score, coverage });
  const { exact } = scoredSubjects(document).result;
  return { document, exact: { ...exact, score } };
}

it('counts scores, and says how far those moved that can be compared', () => {
  const census = runGuard(BOUNDS);
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
  expect(runGuard(BOUNDS).figures()).toEqual({
    scored: 0,
    unscored: 0,
    mean_coverage: null,
    largest_movement: null,
    far_movements: null,
  });
});

it('says of parts of a run together what it says of the whole, however it was cut', () => {
  const looks: readonly (readonly [GuardedResult, GuardedResult | null])[] = [
    [result(10, 0.5), result(40)],
    [result(50, 0.25), result(45)],
    [result(90, 0.75), null],
    [result(null), result(80)],
  ];
  const guardOf = (some: typeof looks) => {
    const guard = runGuard({ ...BOUNDS, minMeanCoverage: 0.6 });
    for (const [now, last] of some) guard.look(now, last);
    return guard;
  };
  const whole = guardOf(looks);
  for (let cut = 0; cut <= looks.length; cut += 1) {
    const together = guardOf([]);
    for (const part of [looks.slice(0, cut), looks.slice(cut)])
      together.add(structuredClone(guardOf(part).tally()));
    expect([together.figures(), together.contradictions(), together.doubts()]).toEqual([
      whole.figures(),
      whole.contradictions(),
      whole.doubts(),
    ]);
  }
  expect(whole.doubts()).not.toEqual([]);
});
