import * as z from 'zod';
import {
  changesHeadKey,
  changesOfMonthPartition,
  changesOfSubjectPartition,
  changesShardOf,
  EXPIRY_ATTRIBUTE,
  runIdOf,
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

const numberBefore = (position: ChangePosition) => Number(position.split('#')[1]) - 1;

const runOf = (position: ChangePosition) => runIdOf(Math.floor(numberBefore(position) / NUMBERS_PER_RUN));

const batchOf = (position: ChangePosition) =>
  Math.floor((numberBefore(position) % NUMBERS_PER_RUN) / NUMBERS_PER_BATCH);

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
  /** Runs whose changes are in the feed and were given up: no reader sees those. */
  never_told: z.array(z.string()).readonly(),
  shards: z.int(),
});
export type ChangesHead = Readonly<z.infer<typeof headItem>>;

export type ChangePartition = Readonly<{ month: string; batch?: number }> | SubjectKey;

export type ChangeRange = Readonly<{
  after: ChangePosition;
  upTo: ChangePosition;
  limit: number;
  never_told?: ChangesHead['never_told'];
  shards?: number;
}>;

export type ReadScoreChanges = ReturnType<typeof readScoreChangesIn>;
export type ScoreChanges = ReturnType<typeof scoreChangesIn>;

/** Figures stand beside the gzipped document, for whoever reads the table itself. */
function changeItem(change: PublishedChange, expiresAt: number): Item {
  const { position, subject, buyer, run_id, as_of, kind, score_before, score_after } = change;
  const { scarce_before, scarce_after } = change;
  const figures = {
    run_id,
    as_of,
    subject_type: subject.type,
    subject: subject.id,
    buyer,
    kind,
    score_before,
    score_after,
    scarce_before,
    scarce_after,
  };
  return { ...keyInMonth(position), ...figures, change: gzipJson(change), [EXPIRY_ATTRIBUTE]: expiresAt };
}

/** Buyer -> place, under the last of them: an item for each buyer would double the write units. */
function placesItem(changes: readonly PublishedChange[], expiresAt: number): readonly Item[] {
  const last = changes.at(-1);
  if (last === undefined) return [];
  const places = Object.fromEntries(changes.map(({ buyer, position }) => [buyer, position]));
  return [
    { pk: changesOfSubjectPartition(last.subject), sk: last.position, places, [EXPIRY_ATTRIBUTE]: expiresAt },
  ];
}

const itemsOf = (changes: readonly PublishedChange[], expiresAt: number): readonly Item[] => [
  ...changes.map((change) => changeItem(change, expiresAt)),
  ...[
    ...Map.groupBy(changes, ({ run_id, subject: { type, id } }) => `${run_id}#${type}#${id}`).values(),
  ].flatMap((some) => placesItem(some, expiresAt)),
];

const keyInMonth = (position: ChangePosition) => ({
  pk: changesOfMonthPartition(position.slice(0, 7), changesShardOf(batchOf(position))),
  sk: position,
});

/** Empty where the run has changed nothing for that buyer. */
const placeOf = ({ places }: Item, { buyer }: SubjectKey): ChangePosition =>
  (places as Readonly<Record<string, ChangePosition>>)[buyer] ?? '';

const isOf = ({ subject, buyer }: PublishedChange, of: SubjectKey) =>
  subject.type === of.type && subject.id === of.id && buyer === of.buyer;

const storedChange = z.object({
  change: gzippedJson(
    typed<PublishedChange>(
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
});
const changeIn = (item: Item | undefined): readonly PublishedChange[] =>
  item === undefined ? [] : [readItem(storedChange, item).change];

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
      const wanted = ({ sk }: Item): boolean => !never.has(runOf(sk));
      const range = { after, to: upTo };
      if ('month' in partition) {
        const { month, batch } = partition;
        const numbers =
          batch === undefined ? Array.from({ length: shards }, (_, n) => n) : [changesShardOf(batch)];
        const parts = numbers.map((n) => ({ ...range, pk: changesOfMonthPartition(month, n) }));
        return (await firstOfParts(table, parts, limit, wanted)).flatMap(changeIn);
      }
      const part = { ...range, pk: changesOfSubjectPartition(partition) };
      const found = await firstOfParts(
        table,
        [part],
        limit,
        (item) => wanted(item) && placeOf(item, partition) > after,
      );
      const keys = found.map((item) => keyInMonth(placeOf(item, partition)));
      const changes = await table.getMany(keys);
      // A run that was told anew may have left places where now changes of others stand.
      return keys
        .flatMap((key) => changeIn(changes.get(nameOf(key))))
        .filter((change) => isOf(change, partition));
    },
  };
}

/** Less than a page first: of many partitions, most have nothing of it. */
const PART_OF_A_PAGE = 1 / 4;

async function firstOfParts(
  table: Table,
  parts: readonly ItemRange[],
  limit: number,
  wanted: (item: Item) => boolean,
): Promise<readonly Item[]> {
  const queues = parts.map((range) => {
    let [rest, isEnd, count] = [range, false, parts.length === 1 ? limit : Math.ceil(limit * PART_OF_A_PAGE)];
    return {
      items: [] as Item[],
      async fill(): Promise<void> {
        while (this.items.length === 0 && !isEnd) {
          const some = await table.range({ ...rest, limit: count });
          isEnd = some.length < count;
          rest = { ...rest, after: some.at(-1)?.sk ?? null };
          count *= 2;
          this.items = some.filter(wanted).reverse();
        }
      },
    };
  });
  await Promise.all(queues.map((queue) => queue.fill()));
  const found: Item[] = [];
  while (found.length < limit) {
    const next = queues.reduce((one, other) =>
      isBefore(other.items.at(-1), one.items.at(-1)) ? other : one,
    );
    const item = next.items.pop();
    if (item === undefined) break;
    found.push(item);
    if (next.items.length === 0 && found.length < limit) await next.fill();
  }
  return found;
}

const isBefore = (one: Item | undefined, other: Item | undefined) =>
  one !== undefined && (other === undefined || one.sk < other.sk);

export function scoreChangesIn(table: Table) {
  return {
    ...readScoreChangesIn(table),

    /**
     * In order, all that a run has of a subject at once; the same again changes nothing. `expiresAt`: epoch
     * seconds.
     */
    append: (changes: readonly PublishedChange[], expiresAt: number): Promise<void> =>
      table.putMany(itemsOf(changes, expiresAt)),

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
