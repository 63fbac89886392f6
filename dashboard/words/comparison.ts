/** Why one subject stands above another: their points side by side. */

interface Driver {
  readonly id: string;
  readonly label?: string | undefined;
  readonly points: number;
}

export interface ComparedPoints {
  /** The cause, as readers know it. */
  readonly what: string;
  readonly one: number;
  readonly other: number;
  readonly difference: number;
}

/** Below this many points on both sides a row tells nothing. */
const LEAST_POINTS = 0.5;

const pointsByCause = (drivers: readonly Driver[]): ReadonlyMap<string, number> =>
  new Map(drivers.map(({ id, label, points }) => [label ?? id, points]));

/**
 * Points of two subjects by cause, the largest difference first. Differences sum to that of the scores, since points sum to a score; causes
 * too small to be told go into one row, "others".
 */
export function comparedPoints(one: readonly Driver[], other: readonly Driver[]): readonly ComparedPoints[] {
  const [ours, theirs] = [pointsByCause(one), pointsByCause(other)];
  const rows = [...new Set([...ours.keys(), ...theirs.keys()])].map((what) => {
    const [a, b] = [ours.get(what) ?? 0, theirs.get(what) ?? 0];
    return { what, one: a, other: b, difference: a - b };
  });
  const told = rows.filter((row) => Math.max(row.one, row.other) >= LEAST_POINTS);
  const rest = rows.filter((row) => !told.includes(row));
  const largestFirst = told.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  if (rest.length === 0) return largestFirst;
  const total = (side: 'one' | 'other'): number => rest.reduce((sum, row) => sum + row[side], 0);
  return [...largestFirst, { what: 'others', one: total('one'), other: total('other'), difference: total('one') - total('other') }];
}
