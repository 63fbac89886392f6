/** Rows of a series, a row for each week, subject and figure, put together as a line for each subject. */

/** A row of `/v1/series` in its long shape, as far as it is read here. */
export interface SeriesRow {
  readonly time: string;
  readonly subject: string;
  readonly label: string;
  readonly metric: string;
  readonly value: number | null;
  readonly methodology: string | null;
}

/** A week of a line; null is unknown. */
export interface Point {
  readonly day: string;
  readonly score: number | null;
  readonly p05: number | null;
  readonly p95: number | null;
  readonly method: string | null;
}

export interface Line {
  /** `element:Dy`. */
  readonly id: string;
  readonly name: string;
  /** A point for each week of all lines, oldest first. */
  readonly points: readonly Point[];
}

/** A line for each subject that was asked for, in that order; all have the same weeks. */
export function linesOf(rows: readonly SeriesRow[], ids: readonly string[]): readonly Line[] {
  const weeks = [...new Set(rows.map(({ time }) => time))].sort();
  const found = new Map(rows.map((row) => [`${row.subject} ${row.metric} ${row.time}`, row]));
  return ids.flatMap((id) => {
    const label = rows.find(({ subject }) => subject === id)?.label;
    if (label === undefined) return [];
    const points = weeks.map((time) => {
      const of = (metric: string) => found.get(`${id} ${metric} ${time}`);
      const [score, p05, p95] = [of('score'), of('p05'), of('p95')];
      return {
        day: time.slice(0, 10),
        score: score?.value ?? null,
        p05: p05?.value ?? null,
        p95: p95?.value ?? null,
        method: score?.methodology ?? null,
      };
    });
    return [{ id, name: label, points }];
  });
}

/** Weeks of a line that nothing is known of. */
export const missingOf = ({ points }: Line): number => points.filter(({ score }) => score === null).length;

/** Weeks from which another method counts than the week before, with its version. */
export const breaksOf = (lines: readonly Line[]): readonly { readonly day: string; readonly method: string }[] => {
  const [line] = lines.toSorted((one, other) => missingOf(one) - missingOf(other));
  const known = (line?.points ?? []).filter((point): point is Point & { readonly method: string } => point.method !== null);
  return known.flatMap(({ day, method }, n) => (n > 0 && known[n - 1]?.method !== method ? [{ day, method }] : []));
};
