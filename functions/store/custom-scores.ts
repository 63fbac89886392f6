import {
  type CustomPlanResponse,
  type HandedOutCustomPlan,
  type RankCustomRequest,
  rankCustomRequestsSchema,
} from '#contracts/run/run-messages.ts';
import {
  customPlanKey,
  customRankingKey,
  customRanksKey,
  customRowsKey,
  customRunKey,
  customScoreKey,
  customScoresPartition,
  EXPIRY_ATTRIBUTE,
  runObjects,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { ArchivedObjects } from './archived-objects.ts';
import { type Item, nameOf, type Table } from './table.ts';

/** Work for one worker: a client's custom suppliers after one id, up to another, in byte order. */
export interface CustomBatch {
  readonly client: string;
  /** Exclusive; `null`: from the first. */
  readonly after: string | null;
  /** Inclusive. */
  readonly last: string;
}

/** The score of a custom supplier for one buyer. */
export interface CustomScore {
  /** Without a rank, which needs all suppliers of the client. */
  readonly document: ScoreDocument;
  /** Kind of cause -> points, for the history. */
  readonly drivers: Readonly<Record<string, number>>;
}

/** A custom supplier as a run has scored it, for all buyers. */
export interface ScoredCustomSupplier {
  readonly id: string;
  /** Version of the supplier that was scored. */
  readonly version: number;
  /**
   * Versions of the suppliers that it lives on, by id, 0 where there was none; absent: it lives on no other
   * of the client.
   */
  readonly above?: Readonly<Record<string, number>>;
  readonly scores: readonly CustomScore[];
}

/** Fields of a score by which rows are filtered and put in order. */
export type ComparedScore = Pick<
  ScoreDocument,
  | 'subject'
  | 'score'
  | 'band'
  | 'stage'
  | 'element'
  | 'elements'
  | 'countries'
  | 'coverage'
  | 'p_90'
  | 'now'
  | 'scarce'
  | 'scarce_now'
  | 'expected_days'
  | 'hhi'
>;

/** A custom supplier as far as rankings and filters look at its score. */
export interface CustomRow extends ComparedScore {
  /** Version of the supplier that was scored. */
  readonly version: number;
}

/**
 * A page of the ranking of a client's custom suppliers for a buyer: highest score first, then by id, those
 * without a score last.
 */
export interface CustomRankingPage {
  readonly client: string;
  readonly run_id: string;
  readonly buyer: string;
  readonly page: number;
  readonly rows: readonly CustomRow[];
}

/**
 * Summary of a client's custom suppliers in a run. It is written last: without it nothing of them is read.
 */
export interface CustomRun {
  readonly client: string;
  readonly run_id: string;
  readonly as_of: string;
  /** When the suppliers were listed; later changes may not be in the scores. */
  readonly listed_at: string;
  readonly suppliers: number;
  readonly rows_per_page: number;
  /** Suppliers that could not be scored, with the reason. */
  readonly left_out: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * Places by published score among a client's custom suppliers for a buyer: equal scores share one, and the
 * next lower score stands below all of them.
 */
export interface CustomRanks {
  /** How many suppliers have a score. */
  readonly of: number;
  /** The scores that there are, highest first. */
  readonly scores: readonly number[];
  /** Place of each of them, from 1. */
  readonly positions: readonly number[];
}

/** Rows that a batch found for a buyer. */
export interface CustomBatchRows {
  readonly batch: number;
  readonly rows: readonly CustomRow[];
  readonly left_out: CustomRun['left_out'];
}

/**
 * Scores of clients' custom suppliers, as runs make them. `client` comes from the API key or from the list of
 * clients: no method takes it from a
 * request. Instants of expiry are epoch seconds, set when a row is written and never again.
 */
export interface CustomScores {
  /** Batches get the numbers of their places in the list. */
  putPlan(runId: string, batches: readonly CustomBatch[], expiresAt: number): Promise<void>;
  /** Sees every acknowledged write; `null`: there is no such batch. */
  batch(runId: string, number: number): Promise<CustomBatch | null>;
  putScored(
    client: string,
    runId: string,
    suppliers: readonly ScoredCustomSupplier[],
    expiresAt: number,
  ): Promise<void>;
  putRows(
    client: string,
    runId: string,
    buyer: string,
    rows: CustomBatchRows,
    expiresAt: number,
  ): Promise<void>;
  /** Rows of all batches for a buyer in the order of batches; sees every acknowledged write. */
  rows(client: string, runId: string, buyer: string): Promise<readonly CustomBatchRows[]>;
  putRankingPages(pages: readonly CustomRankingPage[], expiresAt: number): Promise<void>;
  putRanks(
    client: string,
    runId: string,
    buyer: string,
    ranks: CustomRanks,
    expiresAt: number,
  ): Promise<void>;
  putRun(run: CustomRun, expiresAt: number): Promise<void>;

  /** `null`: the run has not ranked the client's suppliers. */
  run(client: string, runId: string): Promise<CustomRun | null>;
  /** `null`: the run has not ranked the client's suppliers for this buyer. */
  ranks(client: string, runId: string, buyer: string): Promise<CustomRanks | null>;
  /** Up to `count` pages from a number on, in order. */
  rankingPages(
    client: string,
    runId: string,
    buyer: string,
    from: number,
    count: number,
  ): Promise<readonly CustomRankingPage[]>;
  /** Those of the suppliers that the run has scored, by id. */
  scored(
    client: string,
    runId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ScoredCustomSupplier>>;
  /** A supplier in the newest runs that have scored it and not expired, by run id, oldest first. */
  record(client: string, id: string, limit: number): Promise<readonly ScoredInRun[]>;
}

export interface ScoredInRun {
  readonly run_id: string;
  readonly scored: ScoredCustomSupplier;
}

/** Plans of custom suppliers, where the steps of a run are functions that a state machine calls. */
export interface CustomPlans {
  handOut(plan: CustomPlanResponse): Promise<HandedOutCustomPlan>;
  /** Throws when the run has no plan. */
  clients(runId: string): Promise<readonly RankCustomRequest[]>;
}

/** JSON under a key, until it expires. */
const itemOf = (key: TableKey, content: unknown, expiresAt: number): Item => ({
  ...key,
  content: JSON.stringify(content),
  [EXPIRY_ATTRIBUTE]: expiresAt,
});
const contentOf = <T>({ content }: Item): T => JSON.parse(content as string) as T;

/**
 * Scores of clients' custom suppliers in the table of scores. A supplier has one item a run with its scores
 * for all buyers.
 */
export function customScoresIn(table: Table): CustomScores {
  async function read<T>(key: TableKey): Promise<T | null> {
    const item = await table.get(key, { eventual: true });
    return item === undefined ? null : contentOf<T>(item);
  }

  return {
    putPlan: (runId, batches, expiresAt) =>
      table.putMany(batches.map((batch, number) => itemOf(customPlanKey(runId, number), batch, expiresAt))),
    async batch(runId, number) {
      const item = await table.get(customPlanKey(runId, number));
      return item === undefined ? null : contentOf<CustomBatch>(item);
    },
    putScored: (of, runId, suppliers, expiresAt) =>
      table.putMany(
        suppliers.map((supplier) => itemOf(customScoreKey(of, supplier.id, runId), supplier, expiresAt)),
      ),
    putRows: (of, runId, buyer, rows, expiresAt) =>
      table.putMany([itemOf(customRowsKey(of, runId, buyer, rows.batch), rows, expiresAt)]),
    rows: async (of, runId, buyer) =>
      (await table.range({ pk: customRowsKey(of, runId, buyer, 0).pk })).map((item) =>
        contentOf<CustomBatchRows>(item),
      ),
    putRankingPages: (pages, expiresAt) =>
      table.putMany(
        pages.map((page) =>
          itemOf(customRankingKey(page.client, page.run_id, page.buyer, page.page), page, expiresAt),
        ),
      ),
    putRanks: (of, runId, buyer, ranks, expiresAt) =>
      table.putMany([itemOf(customRanksKey(of, runId, buyer), ranks, expiresAt)]),
    putRun: (run, expiresAt) => table.putMany([itemOf(customRunKey(run.client, run.run_id), run, expiresAt)]),

    run: (of, runId) => read<CustomRun>(customRunKey(of, runId)),
    ranks: (of, runId, buyer) => read<CustomRanks>(customRanksKey(of, runId, buyer)),
    async rankingPages(of, runId, buyer, from, count) {
      const { pk, sk } = customRankingKey(of, runId, buyer, from);
      return (await table.range({ pk, from: sk, limit: count, eventual: true })).map((item) =>
        contentOf<CustomRankingPage>(item),
      );
    },
    async scored(of, runId, ids) {
      const keys = new Map([...new Set(ids)].map((id) => [id, customScoreKey(of, id, runId)]));
      const items = await table.getMany([...keys.values()], { eventual: true });
      return new Map(
        [...keys].flatMap(([id, key]) => {
          const item = items.get(nameOf(key));
          return item === undefined ? [] : [[id, contentOf<ScoredCustomSupplier>(item)] as const];
        }),
      );
    },
    async record(of, id, limit) {
      const items = await table.range({
        pk: customScoresPartition(of, id),
        limit,
        descending: true,
        eventual: true,
      });
      return items
        .map((item) => ({ run_id: item.sk, scored: contentOf<ScoredCustomSupplier>(item) }))
        .reverse();
    },
  };
}

const jsonBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** Plans of custom suppliers as objects of their run. */
export function customPlanObjects(objects: ArchivedObjects): CustomPlans {
  return {
    async handOut({ run_id, batches, clients }) {
      await objects.write(runObjects.customClients(run_id), jsonBytes(clients));
      await objects.write(runObjects.customPlan(run_id), jsonBytes(batches));
      return {
        run_id,
        batches: batches.length,
        clients: clients.length,
        plan: runObjects.customPlan(run_id),
      };
    },
    async clients(runId) {
      const key = runObjects.customClients(runId);
      const bytes = await objects.read(key);
      if (bytes === null)
        throw new Error(`there is no ${key}: custom suppliers were not planned in this run`);
      return rankCustomRequestsSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    },
  };
}
