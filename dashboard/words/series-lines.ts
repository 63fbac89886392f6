/** Puts rows of `/v1/series` together as lines. */

type SeriesRow = Readonly<Record<string, string | number | null>>;

export interface SeriesPoint {
  readonly as_of: string;
  score: number | null;
  p05: number | null;
  p95: number | null;
  readonly methodology: string;
}

export interface SeriesLine {
  readonly id: string;
  readonly name: string;
  readonly points: readonly SeriesPoint[];
}

/** One line for each subject, in the order asked for, its points by day. */
export function seriesLines(rows: readonly SeriesRow[], subjects: readonly string[]): readonly SeriesLine[] {
  return subjects.map((subject) => {
    const points = new Map<string, SeriesPoint>();
    let name = subject.split(':')[1] ?? subject;
    for (const row of rows.filter((each) => each.subject === subject)) {
      const day = String(row.time).slice(0, 10);
      if (typeof row.label === 'string') name = row.label;
      const point = points.get(day) ?? { as_of: day, score: null, p05: null, p95: null, methodology: String(row.methodology ?? '') };
      const metric = row.metric === 'p05' || row.metric === 'p95' ? row.metric : 'score';
      point[metric] = typeof row.value === 'number' ? row.value : null;
      points.set(day, point);
    }
    return { id: subject, name, points: [...points.values()].sort((one, other) => (one.as_of < other.as_of ? -1 : 1)) };
  });
}

/** Days on which the methodology of a line is another one than before. */
export const methodologyChanges = ({ points }: SeriesLine): readonly { readonly day: string; readonly to: string }[] =>
  points.flatMap(({ as_of: day, methodology: to }, at) => (at > 0 && points[at - 1]?.methodology !== to ? [{ day, to }] : []));
