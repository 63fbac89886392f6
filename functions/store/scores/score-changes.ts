import * as z from 'zod';
import {
  changesHeadKey,
  changesOfMonthPartition,
  changesOfSubjectPartition,
  changesShardOf,
  EXPIRY_ATTRIBUTE,
} from '#contracts/store/table-layout.ts';
import { typed } from '#contracts/store/typed.ts';
import type { ScoreChange } from '#domain/explanations/changes/change-document.ts';
import { gzipJson } from '../table/compression.ts';
import { gzippedJson, readItem, readItemOrNull } from '../table/stored-item.ts';
import { type Item, type ItemRange, nameOf, type Table } from '../table/table.ts';
import type { SubjectKey } from './published-scores.ts';

/** Day of the run, `#`, sequence number of sixteen digits: byte order is the order of publication. */
export type ChangePosition = string;

export const positionOf = (day: string, seq: number): ChangePosition =>
  `${day}#${String(seq).padStart(16, '0')}`;

/** Room for 4,000 batches of 50,000 subjects in each of nine million runs. */
const NUMBERS_PER_RUN = 1_000_000_000;
export const NUMBERS_PER_BATCH = 250_000;

export const numberOfRun = (runId: string): number => Number(runId.slice(1)) * NUMBERS_PER_RUN;

const batchOf = (position: ChangePosition) =>
  Math.floor(((Number(position.split('#')[1]) - 1) % NUMBERS_PER_RUN) / NUMBERS_PER_BATCH);

/** A try to tell the changes of a run, by what they were told against. */
export const telling = (runId: string, against: string | null): string => `${runId}<${against ?? ''}`;

export type PublishedChange = ScoreChange &
  Readonly<{
    /** Unique and increasing, not without gaps. */
    seq: number;
    position: ChangePosition;
  }>;

/** How far the feed is written: readers never pass a change that is still being written. */
const headItem = z.object({
  position: z.string(),
  run_id: z.string(),
  months: z.array(z.string()).readonly(),
  /** Runs, and tries to tell one, whose changes are in the feed and were given up: no reader sees those. */
  never_told: z.array(z.string()).readonly(),
  shards: z.int(),
});
export type ChangesHead = Readonly<z.infer<typeof headItem>>;

export type ChangePartition = Readonly<{ month: string; batch?: number }> | SubjectKey;

export type ChangeRange = Readonly<{
  after: ChangePosition;
  /** The last change of a subject in a run, or what lies behind it. */
  upTo: ChangePosition;
  limit: number;
  never_told?: ChangesHead['never_told'];
  shards?: number;
}>;

export type ReadScoreChanges = ReturnType<typeof readScoreChangesIn>;
export type ScoreChanges = ReturnType<typeof scoreChangesIn>;

/**
 * What a run has changed of a subject, under the place of the last: an item for each buyer would take three
 * times the write units.
 */
function itemsOf(changes: readonly PublishedChange[], expiresAt: number): readonly Item[] {
  const last = changes.at(-1);
  if (last === undefined) return [];
  const expiry = { [EXPIRY_ATTRIBUTE]: expiresAt };
  const buyers = changes.map(({ buyer }) => buyer);
  return [
    { ...keyInMonth(last.position), changes: gzipJson(changes), ...expiry },
    { pk: changesOfSubjectPartition(last.subject), sk: last.position, buyers, ...expiry },
  ];
}

const keyInMonth = (position: ChangePosition) => ({
  pk: changesOfMonthPartition(position.slice(0, 7), changesShardOf(batchOf(position))),
  sk: position,
});

const isOf = ({ subject, buyer }: PublishedChange, of: SubjectKey) =>
  subject.type === of.type && subject.id === of.id && buyer === of.buyer;

const storedChanges = z.object({
  changes: gzippedJson(
    typed<readonly PublishedChange[]>(
      z.array(
        z.object({
          seq: z.int(),
          position: z.string(),
          subject: z.object({ type: z.string(), id: z.string(), name: z.string() }),
          buyer: z.string(),
          run_id: z.string(),
          as_of: z.string(),
          score_before: z.number().nullable(),
          score_after: z.number().nullable(),
          delta: z.number().nullable(),
          by_cause: z.record(z.string(), z.number()).nullable(),
          by_driver: z.array(z.object({ id: z.string(), points: z.number() })),
          reasons: z.array(z.unknown()),
        }),
      ),
    ),
  ),
});
const changesIn = (item: Item | undefined): readonly PublishedChange[] =>
  item === undefined ? [] : readItem(storedChanges, item).changes;

/** Every acknowledged write is seen. */
export function readScoreChangesIn(table: Table) {
  return {
    head: async (): Promise<ChangesHead | null> =>
      readItemOrNull(headItem, await table.get(changesHeadKey, { eventual: true })),

    /** In order of the feed. Fewer than `limit`: there are no more. */
    async page(
      partition: ChangePartition,
      { after, upTo, limit, never_told = [], shards = 1 }: ChangeRange,
    ): Promise<readonly PublishedChange[]> {
      const never = new Set(never_told);
      const isWanted = ({ position, run_id, previous_run_id }: PublishedChange): boolean =>
        position > after && !never.has(run_id) && !never.has(telling(run_id, previous_run_id));
      const range = { after, to: upTo };
      if ('month' in partition) {
        const { month, batch } = partition;
        const numbers =
          batch === undefined ? Array.from({ length: shards }, (_, n) => n) : [changesShardOf(batch)];
        const atOnce = Math.ceil((limit * PART_OF_A_PAGE) / (numbers.length === 1 ? 1 : PARTS_OF_A_PAGE));
        const parts = numbers.map((n) =>
          readIn(table, { ...range, pk: changesOfMonthPartition(month, n) }, atOnce, (items) =>
            items.flatMap(changesIn).filter(isWanted),
          ),
        );
        return firstOf(parts, limit);
      }
      const part = { ...range, pk: changesOfSubjectPartition(partition) };
      const ofBuyer = readIn(table, part, limit, async (items) => {
        const keys = items
          .filter(({ buyers }) => (buyers as readonly string[]).includes(partition.buyer))
          .map(({ sk }) => keyInMonth(sk));
        const found = await table.getMany(keys);
        // A run that was told anew may have left places where now changes of others stand.
        return keys
          .flatMap((key) => changesIn(found.get(nameOf(key))))
          .filter((change) => isOf(change, partition) && isWanted(change));
      });
      return firstOf([ofBuyer], limit);
    },
  };
}

/** An item has up to five changes, and of many partitions most have nothing of a page. */
const [PART_OF_A_PAGE, PARTS_OF_A_PAGE] = [1 / 5, 4];

async function* readIn(
  table: Table,
  range: ItemRange,
  atOnce: number,
  read: (items: readonly Item[]) => readonly PublishedChange[] | Promise<readonly PublishedChange[]>,
): AsyncGenerator<PublishedChange> {
  for (let [rest, limit] = [range, atOnce]; ; limit *= 2) {
    const items = await table.range({ ...rest, limit });
    yield* await read(items);
    const last = items.at(-1);
    if (last === undefined || items.length < limit) return;
    rest = { ...range, after: last.sk };
  }
}

async function firstOf(
  parts: readonly AsyncGenerator<PublishedChange>[],
  limit: number,
): Promise<readonly PublishedChange[]> {
  const heads = await Promise.all(
    parts.map(async (part) => ({ part, change: (await part.next()).value as PublishedChange | undefined })),
  );
  const found: PublishedChange[] = [];
  while (found.length < limit) {
    const next = heads.reduce((one, other) => (isBefore(other.change, one.change) ? other : one));
    if (next.change === undefined) break;
    found.push(next.change);
    next.change = found.length < limit ? (await next.part.next()).value : undefined;
  }
  return found;
}

const isBefore = (one: PublishedChange | undefined, other: PublishedChange | undefined) =>
  one !== undefined && (other === undefined || one.position < other.position);

export function scoreChangesIn(table: Table) {
  return {
    ...readScoreChangesIn(table),

    /**
     * In order, all that a run has of a subject at once; the same again changes nothing. `expiresAt`: epoch
     * seconds.
     */
    append: (changes: readonly PublishedChange[], expiresAt: number): Promise<void> =>
      table.putMany(
        [
          ...Map.groupBy(changes, ({ run_id, subject: { type, id } }) => `${run_id}#${type}#${id}`).values(),
        ].flatMap((some) => itemsOf(some, expiresAt)),
      ),

    head: async (): Promise<ChangesHead | null> => readItemOrNull(headItem, await table.get(changesHeadKey)),

    /** Lets readers go further. `false`: the head is not the expected one any more. */
    moveHead: (expected: ChangesHead | null, next: ChangesHead): Promise<boolean> =>
      table.set(
        changesHeadKey,
        next,
        expected === null ? 'absent' : { equal: { run_id: expected.run_id, position: expected.position } },
      ),
  };
}
