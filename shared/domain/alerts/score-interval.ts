/** A published score with its interval; a bound is null where it is not known. */
export interface ScoreInInterval {
  readonly score: number;
  readonly p05: number | null;
  readonly p95: number | null;
}

/** Whether a later score lies outside the interval of the earlier one; `null`: the interval is not known. */
export function leavesInterval({ p05, p95 }: ScoreInInterval, later: number): boolean | null {
  if (p05 === null || p95 === null) return null;
  return later < p05 || later > p95;
}

/**
 * How many points two scores may be apart by what is uncertain in both, in the direction of the move: the square root of the sum of the squares of the
 * arm of the earlier interval towards the later score and the arm of the later one towards the earlier (method of variance estimates recovery,
 * Zou and Donner 2008, equations 3 and 4; method 10 of Newcombe 1998). It takes the two scores to be independent. Those of two nights share most
 * of their inputs, so the true uncertainty is smaller and the rule is the more cautious one. `null`: an arm is not known.
 */
export function uncertaintyOfDifference(before: ScoreInInterval, after: ScoreInInterval): number | null {
  const rises = after.score >= before.score;
  const from = rises ? before.p95 : before.p05;
  const to = rises ? after.p05 : after.p95;
  return from === null || to === null ? null : Math.hypot(from - before.score, after.score - to);
}
