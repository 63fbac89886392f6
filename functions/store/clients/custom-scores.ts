import * as z from 'zod';
import { type CustomBatch, customBatchSchema } from '#contracts/run/run-messages.ts';
import {
  EXPIRY_ATTRIBUTE,
  ownRankingKey,
  ownRunKey,
  ownScoresPartition,
  runObjects,
} from '#contracts/store/table-layout.ts';
import { typed } from '#contracts/store/typed.ts';
import { recentOf } from '#domain/numbers/memoized.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { ArchivedObjects } from '../objects/archived-objects.ts';
import { documentsIn, picked, scoresItem } from '../scores/score-item.ts';
import { gzipJson } from '../table/compression.ts';
import { gzippedJson, readItem, readItemOrNull } from '../table/stored-item.ts';
import { type Item, nameOf, type Table } from '../table/table.ts';

export type CustomScore = Readonly<{
  /** Without a rank, which needs all suppliers of the client. */
  document: ScoreDocument;
  /** Kind of cause -> points, for the history. */
  drivers: Readonly<Record<string, number>>;
}>;

const versionedSchema = z.object({
  subject: z.string(),
  version: z.int(),
  /** Versions of the suppliers that it lives on, by id, 0 where there was none. */
  above: z.record(z.string(), z.int()),
  drivers: z.array(z.record(z.string(), z.number())),
});

/** A custom supplier as a run has scored it, for all buyers. */
export type ScoredCustomSupplier = Pick<z.infer<typeof versionedSchema>, 'version'> &
  Partial<Pick<z.infer<typeof versionedSchema>, 'above'>> &
  Readonly<{
    id: string;
    scores: readonly CustomScore[];
  }>;

const COMPARED = [
  'subject',
  'buyer',
  'score',
  'band',
  'stage',
  'element',
  'elements',
  'countries',
  'coverage',
  'p_90',
  'now',
  'scarce',
  'scarce_now',
  'expected_days',
  'hhi',
] as const satisfies readonly (keyof ScoreDocument)[];

/** Fields of a score by which rows are filtered and put in order. */
export type ComparedScore = Pick<ScoreDocument, (typeof COMPARED)[number]>;

export interface CustomRow extends ComparedScore {
  readonly version: number;
}

export const customRowOf = (document: ScoreDocument, version: number): CustomRow => ({
  ...picked(document, COMPARED),
  version,
});

const leftOutSchema = z.array(z.object({ id: z.string(), reason: z.string() }));
const rowSchema = typed<CustomRow>(
  z.object({ subject: z.object({ id: z.string() }), score: z.number().nullable(), version: z.int() }),
);
const rowsSchema = z.object({ rows: z.array(rowSchema), left_out: leftOutSchema });

const rowsItem = z.object({ content: gzippedJson(rowsSchema) });

/** What a batch found for a buyer. */
export type CustomBatchRows = z.infer<typeof rowsSchema>;

const runSchema = z.object({
  /** When the run began: later changes may not be in the scores. */
  listed_at: z.string(),
  suppliers: z.int(),
  left_out: leftOutSchema,
});

/** That a run has scored all suppliers of a client. */
export type CustomRun = z.infer<typeof runSchema>;

/** Orders of clients that are remembered: one of 10,000 suppliers is 80 KB. */
const ORDERS_KEPT = 20;

export type ScoredInRun = Readonly<{
  run_id: string;
  scored: ScoredCustomSupplier;
}>;

function scoredIn(item: Item): ScoredCustomSupplier {
  const { subject, drivers, ...versions } = readItem(versionedSchema, item);
  const scores = documentsIn(item).map((document, n) => ({ document, drivers: drivers[n] ?? {} }));
  return { id: subject, ...versions, scores };
}

/**
 * Scores of what clients own, in the table of scores. `owner` comes from the API key or from the list of
 * clients: no method takes it from a request. Instants of expiry are epoch seconds.
 */
export type CustomScores = ReturnType<typeof customScoresIn>;

export function customScoresIn(table: Table) {
  const ordered: Readonly<{ key: string; scores: Promise<readonly number[]> }>[] = [];
  const partition = (owner: string, id: string): string =>
    ownScoresPartition(owner, { type: 'supplier', id });
  async function rows(owner: string, runId: string, buyer: string): Promise<readonly CustomBatchRows[]> {
    const items = await table.range({ pk: ownRankingKey(owner, runId, buyer, 0).pk });
    return items.map((item) => readItem(rowsItem, item).content);
  }

  return {
    putScored: (
      owner: string,
      runId: string,
      suppliers: readonly ScoredCustomSupplier[],
      expiresAt: number,
    ): Promise<void> =>
      table.putMany(
        suppliers.flatMap(({ id, version, above = {}, scores }) => {
          const [first, ...more] = scores.map(({ document }) => document);
          if (first === undefined) return [];
          const key = { pk: partition(owner, id), sk: runId };
          const drivers = scores.map((score) => score.drivers);
          return [{ ...scoresItem(key, [first, ...more], null, runId, expiresAt), version, above, drivers }];
        }),
      ),

    putRows: (
      owner: string,
      runId: string,
      buyer: string,
      batch: number,
      found: CustomBatchRows,
      expiresAt: number,
    ): Promise<void> =>
      table.putMany([
        {
          ...ownRankingKey(owner, runId, buyer, batch),
          content: gzipJson(found),
          [EXPIRY_ATTRIBUTE]: expiresAt,
        },
      ]),
    rows,
    order(owner: string, runId: string, buyer: string): Promise<readonly number[]> {
      const key = JSON.stringify([owner, runId, buyer]);
      const make = async (): Promise<readonly number[]> =>
        (await rows(owner, runId, buyer))
          .flatMap((batch) => batch.rows.flatMap(({ score }) => score ?? []))
          .sort((a, b) => b - a);
      const found = recentOf(
        ordered,
        (one) => one.key === key,
        ORDERS_KEPT,
        () => ({ key, scores: make() }),
      );
      found.scores.catch(() => ordered.splice(ordered.indexOf(found), 1));
      return found.scores;
    },

    /** Written last: without it nothing of the client's is read. */
    putRun: (owner: string, runId: string, run: CustomRun, expiresAt: number): Promise<void> =>
      table.putMany([{ ...ownRunKey(owner, runId), ...run, [EXPIRY_ATTRIBUTE]: expiresAt }]),
    /** `null`: the run has not scored all of the client's suppliers. */
    run: async (owner: string, runId: string): Promise<CustomRun | null> =>
      readItemOrNull(runSchema, await table.get(ownRunKey(owner, runId), { eventual: true })),

    async scored(
      owner: string,
      runId: string,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, ScoredCustomSupplier>> {
      const keys = [...new Set(ids)].map((id) => ({ pk: partition(owner, id), sk: runId }));
      const items = await table.getMany(keys, { eventual: true });
      const found = keys.flatMap((key) => items.get(nameOf(key)) ?? []).map(scoredIn);
      return new Map(found.map((scored) => [scored.id, scored]));
    },
    /** A supplier in the newest runs that have scored it and not expired, by run id, oldest first. */
    async record(owner: string, id: string, limit: number): Promise<readonly ScoredInRun[]> {
      const items = await table.range({ pk: partition(owner, id), limit, descending: true, eventual: true });
      return items.map((item) => ({ run_id: item.sk, scored: scoredIn(item) })).reverse();
    },
  };
}

export type CustomPlans = ReturnType<typeof customPlanObjects>;

export function customPlanObjects(objects: Pick<ArchivedObjects, 'read' | 'write'>) {
  return {
    /** A state has room for 256 KiB: it gets the name of the object. */
    async handOut(run_id: string, batches: readonly CustomBatch[]) {
      const plan = runObjects.customPlan(run_id);
      await objects.write(plan, Buffer.from(JSON.stringify(batches)));
      return { run_id, batches: batches.length, plan };
    },
    async batches(runId: string): Promise<readonly CustomBatch[]> {
      const bytes = await objects.read(runObjects.customPlan(runId));
      return bytes === null
        ? []
        : z.array(customBatchSchema).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    },
  };
}
