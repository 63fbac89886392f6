/** Rows of a series, a row for each week, subject and figure, put together as a line for each subject. */

/** A row of `/v1/series` in its long shape, as far as it is read here. */
export type SeriesRow = Readonly<{
  time: string;
  subject: string;
  label: string;
  metric: string;
  value: number | null;
  methodology: string | null;
}>;

export const FIGURES = ['score', 'p05', 'p95', 'scarce', 'scarce_p05', 'scarce_p95'] as const;

/** `points`: one for each week of all lines, oldest first; null is unknown. */
export type Line = ReturnType<typeof linesOf>[number];
export type Point = Line['points'][number];

/** A line for each id, as in `element:Dy`, in their order; all have the same weeks. */
export function linesOf(rows: readonly SeriesRow[], ids: readonly string[]) {
  const weeks = [...new Set(rows.map(({ time }) => time))].sort();
  const found = new Map(rows.map((row) => [`${row.subject} ${row.metric} ${row.time}`, row]));
  return ids.flatMap((id) => {
    const name = rows.find(({ subject }) => subject === id)?.label;
    if (name === undefined) return [];
    const points = weeks.map((time) => {
      const rowOf = (figure: string) => found.get(`${id} ${figure} ${time}`);
      return {
        ...(Object.fromEntries(FIGURES.map((figure) => [figure, rowOf(figure)?.value ?? null])) as Record<
          (typeof FIGURES)[number],
          number | null
        >),
        day: time.slice(0, 10),
        method: rowOf('score')?.methodology ?? null,
      };
    });
    return [{ id, name, points }];
  });
}

export const missingOf = ({ points }: Line): number => points.filter(({ score }) => score === null).length;

/** Weeks from which another method counts than the week before, with its version. */
export function breaksOf(lines: readonly Line[]) {
  const [line] = lines.toSorted((one, other) => missingOf(one) - missingOf(other));
  const known = (line?.points ?? []).filter(({ method }) => method !== null);
  return known.flatMap(({ day, method }, n) =>
    n > 0 && known[n - 1]?.method !== method ? [{ day, method: method ?? '' }] : [],
  );
}
