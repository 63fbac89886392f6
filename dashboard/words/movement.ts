/** How scores moved, out of the points of their histories. */

interface Point {
  readonly as_of: string;
  readonly score: number | null;
}

/** The last point that is at least `days` older than `until`. */
const pointBefore = (points: readonly Point[], until: string, days: number): Point | undefined =>
  points.findLast(({ as_of }) => Date.parse(as_of) <= Date.parse(until) - days * 86_400_000);

/**
 * Difference between the newest point and the last one that is at least `days` older, in points of the score. `null` when either is unknown,
 * or when the history does not reach back so far.
 */
export function movedOver(points: readonly Point[], until: string, days: number): number | null {
  const newest = points.findLast(({ as_of }) => as_of <= until);
  const earlier = pointBefore(points, until, days);
  if (newest === undefined || earlier === undefined || newest.score === null || earlier.score === null) return null;
  return newest.score - earlier.score;
}

interface Row {
  readonly score?: number | null | undefined;
  readonly band?: string | undefined;
  readonly history_90d?: readonly Point[] | undefined;
}

interface ShownBand {
  readonly name: string;
  readonly from: number | null;
}

/** Rows that moved, by what their own histories say. */
export interface Moves<R> {
  /** Rows in another band than so many days before, with the band of then. */
  readonly crossed: readonly { readonly row: R; readonly before: string }[];
  /** The row that moved most, and by how many points. `null`: no history reaches back so far. */
  readonly largest: { readonly row: R; readonly points: number } | null;
  /** How many rows have a score whose history does not reach back so far. */
  readonly unknown: number;
}

/** The moves within some days, as the columns of the ranking show it. */
export function movesOver<R extends Row>(rows: readonly R[], until: string, days: number, bands: readonly ShownBand[]): Moves<R> {
  const scored = rows.filter(({ score }) => score != null);
  const moved = scored.flatMap((row) => {
    const points = movedOver(row.history_90d ?? [], until, days);
    const then = pointBefore(row.history_90d ?? [], until, days)?.score ?? null;
    return points === null || then === null ? [] : [{ row, points, before: bandAt(then, bands) }];
  });
  const [largest = null] = moved.toSorted((one, other) => Math.abs(other.points) - Math.abs(one.points));
  return {
    crossed: moved.filter(({ row, before }) => before !== 'unknown' && before !== row.band),
    largest,
    unknown: scored.length - moved.length,
  };
}

const bandAt = (score: number, bands: readonly ShownBand[]): string =>
  bands.filter(({ from }) => from !== null && from <= score).toSorted((one, other) => (other.from ?? 0) - (one.from ?? 0))[0]?.name ??
  'unknown';
