import { historyKey, historyPartition, type SubjectOfBuyer } from '#contracts/store/table-layout.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import { type Item, inParallel, type Table } from './table.ts';

/** Points of a subject; all of one origin. */
export interface HistorySeries {
  readonly subject: SubjectOfBuyer;
  readonly points: readonly HistoryPoint[];
}

/** The write side of histories. Writing the same points again changes nothing. */
export interface ScoreHistory {
  /** Replaces points of the same day and origin. What a run has published is never replaced by an earlier run. */
  put(series: readonly HistorySeries[]): Promise<void>;
}

const WRITES_IN_FLIGHT = 16;

/** Always in the same order, whatever order the table gives attributes in. */
function pointOf(item: Item): HistoryPoint {
  const { as_of, score, band, p05, p50, p95, state, may_begin, security, stage, methodology, origin, run_id } =
    item as unknown as HistoryPoint;
  const drivers = Object.fromEntries(Object.entries(item.drivers as HistoryPoint['drivers']).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { as_of, score, band, p05, p50, p95, state, may_begin, security, stage, drivers, methodology, origin, run_id };
}

/** Points of a year, oldest first; of a day what was published before what was replayed. */
export async function pointsOfYear(table: Table, subject: SubjectOfBuyer, year: number): Promise<readonly HistoryPoint[]> {
  const prefix = `${String(year).padStart(4, '0')}-`;
  return (await table.range({ pk: historyPartition(subject), prefix, eventual: true })).map(pointOf);
}

/** Histories in the table of scores: an item for each subject, buyer, day and origin, which never expires. */
export function scoreHistoryIn(table: Table): ScoreHistory {
  return {
    async put(series) {
      const points = series.flatMap(({ subject, points }) => points.map((point) => ({ ...historyKey(subject, point), ...point })));
      await table.putMany(points.filter(({ run_id }) => run_id === null));
      const published = points.flatMap((point) => (point.run_id === null ? [] : [{ ...point, run_id: point.run_id }]));
      await inParallel(published, WRITES_IN_FLIGHT, async (point) => {
        await table.put(point, { below: { run_id: point.run_id } }); // where that does not hold, this run or a later one stands there
      });
    },
  };
}
