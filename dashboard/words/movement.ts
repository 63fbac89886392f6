/** How a score moved, out of the points of its history. */

interface Point {
  readonly as_of: string;
  readonly score: number | null;
}

/**
 * Difference between the newest point and the last one that is at least `days` older, in points of the score. `null` when either is unknown,
 * or when the history does not reach back so far.
 */
export function movedOver(points: readonly Point[], until: string, days: number): number | null {
  const newest = points.findLast(({ as_of }) => as_of <= until);
  const limit = Date.parse(until) - days * 86_400_000;
  const earlier = points.findLast(({ as_of }) => Date.parse(as_of) <= limit);
  if (newest === undefined || earlier === undefined || newest.score === null || earlier.score === null) return null;
  return newest.score - earlier.score;
}
