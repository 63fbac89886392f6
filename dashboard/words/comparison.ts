/** Why one subject stands above another: their points side by side. */

interface Driver {
  readonly id: string;
  readonly kind: string;
  readonly points: number;
}

export interface ComparedPoints {
  /** Kind of hazard and its origin, as in "active_control CHN". */
  readonly what: string;
  readonly one: number;
  readonly other: number;
  readonly difference: number;
}

/** Below this many points on both sides a row tells nothing. */
const LEAST_POINTS = 0.5;

const nameOf = ({ id, kind }: Driver): string => {
  const origin = id.split(':').at(-1) ?? '';
  return /^[A-Z]{3}$/.test(origin) ? `${kind} ${origin}` : kind;
};

function sums(drivers: readonly Driver[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const driver of drivers) found.set(nameOf(driver), (found.get(nameOf(driver)) ?? 0) + driver.points);
  return found;
}

/**
 * Points of two subjects by hazard and origin, the largest difference first. Differences sum to that of the scores, since points sum to a
 * score; hazards too small to be told go into one row, "others".
 */
export function comparedPoints(one: readonly Driver[], other: readonly Driver[]): readonly ComparedPoints[] {
  const [ours, theirs] = [sums(one), sums(other)];
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
