import * as z from 'zod';
import { historyKey, historyPartition, type SubjectOfBuyer } from '#contracts/store/table-layout.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import { readItem } from '../table/stored-item.ts';
import { type Item, inParallel, nameOf, type Table } from '../table/table.ts';

export type HistorySeries = Readonly<{
  subject: SubjectOfBuyer;
  points: readonly HistoryPoint[];
}>;

export type ScoreHistory = ReturnType<typeof scoreHistoryIn>;

const WRITES_IN_FLIGHT = 16;

const figure = z.number().nullable();
const figures = z.object({
  score: figure,
  band: z.enum(['low', 'guarded', 'elevated', 'high', 'critical', 'unknown']),
  p05: figure,
  p50: figure,
  p95: figure,
  now: figure,
  scarce: figure,
  scarce_now: figure,
  scarce_p05: figure,
  scarce_p95: figure,
  state: figure,
  may_begin: figure,
  security: figure,
  stage: z.string().nullable(),
  drivers: z.record(z.string(), z.number()),
});
const pointOfBuyers = z
  .object({
    as_of: z.string(),
    methodology: z.string(),
    origin: z.enum(['published', 'replayed']),
    run_id: z.string().nullable(),
  })
  .catchall(figures);

/** In one order, whatever order the table gives attributes in. */
function pointOf(item: Item, buyer: string): HistoryPoint {
  const { as_of, methodology, origin, run_id, [buyer]: found } = readItem(pointOfBuyers, item);
  const { drivers, ...of } = found as z.infer<typeof figures>;
  return {
    as_of,
    ...of,
    drivers: Object.fromEntries(Object.entries(drivers).sort(([a], [b]) => (a < b ? -1 : 1))),
    methodology,
    origin,
    run_id,
  };
}

export async function pointsOfYear(
  table: Table,
  subject: SubjectOfBuyer,
  year: number,
): Promise<readonly HistoryPoint[]> {
  const prefix = `${String(year).padStart(4, '0')}-`;
  const items = await table.range({ pk: historyPartition(subject), prefix, eventual: true });
  return items
    .filter((item) => item[subject.buyer] !== undefined)
    .map((item) => pointOf(item, subject.buyer));
}

function itemsOf(series: readonly HistorySeries[]): readonly Item[] {
  const items = new Map<string, Item>();
  for (const { subject, points } of series)
    for (const { as_of, methodology, origin, run_id, ...figures } of points) {
      const key = historyKey(subject, { as_of, origin });
      items.set(nameOf(key), {
        ...items.get(nameOf(key)),
        ...key,
        as_of,
        methodology,
        origin,
        run_id,
        [subject.buyer]: figures,
      });
    }
  return [...items.values()];
}

export function scoreHistoryIn(table: Table) {
  return {
    /** What a run has published is never replaced by an earlier run. */
    async put(series: readonly HistorySeries[]): Promise<void> {
      const items = itemsOf(series);
      await table.putMany(items.filter(({ run_id }) => run_id === null));
      await inParallel(items, WRITES_IN_FLIGHT, async (item) => {
        if (typeof item.run_id === 'string') await table.put(item, { below: { run_id: item.run_id } });
      });
    },
  };
}
