import type { HandedOutOwnPlan, PlanOwnResponse, RankOwnRequest } from '#contracts/run/run-messages.ts';
import {
  EXPIRY_ATTRIBUTE,
  ownPlanKey,
  ownRankingKey,
  ownRanksKey,
  ownRowsKey,
  ownRunKey,
  ownScoreKey,
  ownScoresPartition,
  type TableKey,
} from '#contracts/store/table-layout.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { type Item, nameOf, type Table } from './table.ts';

/** Work for one worker: a client's own suppliers after one id, up to another, in byte order. */
export interface OwnBatch {
  readonly client: string;
  /** Exclusive; `null`: from the first. */
  readonly after: string | null;
  /** Inclusive. */
  readonly last: string;
}

/** The score of an own supplier for one buyer. */
export interface OwnScore {
  /** Without a rank, which needs all suppliers of the client. */
  readonly document: ScoreDocument;
  /** Kind of cause -> points, for the history. */
  readonly drivers: Readonly<Record<string, number>>;
}

/** An own supplier as a run has scored it, for all buyers. */
export interface ScoredOwnSupplier {
  readonly id: string;
  /** Version of the supplier that was scored. */
  readonly version: number;
  readonly scores: readonly OwnScore[];
}

/** Fields of a score by which rows are filtered and put in order. */
export type ComparedScore = Pick<
  ScoreDocument,
  'subject' | 'score' | 'band' | 'stage' | 'element' | 'elements' | 'countries' | 'coverage' | 'p_stockout_90' | 'expected_days' | 'hhi'
>;

/** An own supplier as far as rankings and filters look at its score. */
export interface OwnRow extends ComparedScore {
  /** Version of the supplier that was scored. */
  readonly version: number;
}

/** A page of the ranking of a client's own suppliers for a buyer: highest score first, then by id, those without a score last. */
export interface OwnRankingPage {
  readonly client: string;
  readonly run_id: string;
  readonly buyer: string;
  readonly page: number;
  readonly rows: readonly OwnRow[];
}

/** Summary of a client's own suppliers in a run. It is written last: without it nothing of them is read. */
export interface OwnRun {
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

/** Places by published score among a client's own suppliers for a buyer: equal scores share one, and the next lower score stands below all of them. */
export interface OwnRanks {
  /** How many suppliers have a score. */
  readonly of: number;
  /** The scores that there are, highest first. */
  readonly scores: readonly number[];
  /** Place of each of them, from 1. */
  readonly positions: readonly number[];
}

/** Rows that a batch found for a buyer. */
export interface OwnBatchRows {
  readonly batch: number;
  readonly rows: readonly OwnRow[];
  readonly left_out: OwnRun['left_out'];
}

/**
 * Scores of clients' own suppliers, as runs make them. `client` comes from the API key or from the list of clients: no method takes it from a
 * request. Instants of expiry are epoch seconds, set when a row is written and never again.
 */
export interface OwnSupplierScores {
  /** Batches get the numbers of their places in the list. */
  putPlan(runId: string, batches: readonly OwnBatch[], expiresAt: number): Promise<void>;
  /** Sees every acknowledged write; `null`: there is no such batch. */
  batch(runId: string, number: number): Promise<OwnBatch | null>;
  putScored(client: string, runId: string, suppliers: readonly ScoredOwnSupplier[], expiresAt: number): Promise<void>;
  putRows(client: string, runId: string, buyer: string, rows: OwnBatchRows, expiresAt: number): Promise<void>;
  /** Rows of all batches for a buyer in the order of batches; sees every acknowledged write. */
  rows(client: string, runId: string, buyer: string): Promise<readonly OwnBatchRows[]>;
  putRankingPages(pages: readonly OwnRankingPage[], expiresAt: number): Promise<void>;
  putRanks(client: string, runId: string, buyer: string, ranks: OwnRanks, expiresAt: number): Promise<void>;
  putRun(run: OwnRun, expiresAt: number): Promise<void>;

  /** `null`: the run has not ranked the client's suppliers. */
  run(client: string, runId: string): Promise<OwnRun | null>;
  /** `null`: the run has not ranked the client's suppliers for this buyer. */
  ranks(client: string, runId: string, buyer: string): Promise<OwnRanks | null>;
  /** Up to `count` pages from a number on, in order. */
  rankingPages(client: string, runId: string, buyer: string, from: number, count: number): Promise<readonly OwnRankingPage[]>;
  /** Those of the suppliers that the run has scored, by id. */
  scored(client: string, runId: string, ids: readonly string[]): Promise<ReadonlyMap<string, ScoredOwnSupplier>>;
  /** A supplier in the newest runs that have scored it and not expired, by run id, oldest first. */
  record(client: string, id: string, limit: number): Promise<readonly ScoredInRun[]>;
}

export interface ScoredInRun {
  readonly run_id: string;
  readonly scored: ScoredOwnSupplier;
}

/** Plans of own suppliers, where the steps of a run are functions that a state machine calls. */
export interface OwnPlans {
  handOut(plan: PlanOwnResponse): Promise<HandedOutOwnPlan>;
  /** Throws when the run has no plan. */
  clients(runId: string): Promise<readonly RankOwnRequest[]>;
}

/** JSON under a key, until it expires. */
const itemOf = (key: TableKey, content: unknown, expiresAt: number): Item => ({
  ...key,
  content: JSON.stringify(content),
  [EXPIRY_ATTRIBUTE]: expiresAt,
});
const contentOf = <T>({ content }: Item): T => JSON.parse(content as string) as T;

/** Scores of clients' custom suppliers in the table of scores. A supplier has one item a run with its scores for all buyers. */
export function customScoresIn(table: Table): OwnSupplierScores {
  async function read<T>(key: TableKey): Promise<T | null> {
    const item = await table.get(key, { eventual: true });
    return item === undefined ? null : contentOf<T>(item);
  }

  return {
    putPlan: (runId, batches, expiresAt) =>
      table.putMany(batches.map((batch, number) => itemOf(ownPlanKey(runId, number), batch, expiresAt))),
    async batch(runId, number) {
      const item = await table.get(ownPlanKey(runId, number));
      return item === undefined ? null : contentOf<OwnBatch>(item);
    },
    putScored: (of, runId, suppliers, expiresAt) =>
      table.putMany(suppliers.map((supplier) => itemOf(ownScoreKey(of, supplier.id, runId), supplier, expiresAt))),
    putRows: (of, runId, buyer, rows, expiresAt) => table.putMany([itemOf(ownRowsKey(of, runId, buyer, rows.batch), rows, expiresAt)]),
    rows: async (of, runId, buyer) =>
      (await table.range({ pk: ownRowsKey(of, runId, buyer, 0).pk })).map((item) => contentOf<OwnBatchRows>(item)),
    putRankingPages: (pages, expiresAt) =>
      table.putMany(pages.map((page) => itemOf(ownRankingKey(page.client, page.run_id, page.buyer, page.page), page, expiresAt))),
    putRanks: (of, runId, buyer, ranks, expiresAt) => table.putMany([itemOf(ownRanksKey(of, runId, buyer), ranks, expiresAt)]),
    putRun: (run, expiresAt) => table.putMany([itemOf(ownRunKey(run.client, run.run_id), run, expiresAt)]),

    run: (of, runId) => read<OwnRun>(ownRunKey(of, runId)),
    ranks: (of, runId, buyer) => read<OwnRanks>(ownRanksKey(of, runId, buyer)),
    async rankingPages(of, runId, buyer, from, count) {
      const { pk, sk } = ownRankingKey(of, runId, buyer, from);
      return (await table.range({ pk, from: sk, limit: count, eventual: true })).map((item) => contentOf<OwnRankingPage>(item));
    },
    async scored(of, runId, ids) {
      const keys = new Map([...new Set(ids)].map((id) => [id, ownScoreKey(of, id, runId)]));
      const items = await table.getMany([...keys.values()], { eventual: true });
      return new Map(
        [...keys].flatMap(([id, key]) => {
          const item = items.get(nameOf(key));
          return item === undefined ? [] : [[id, contentOf<ScoredOwnSupplier>(item)] as const];
        }),
      );
    },
    async record(of, id, limit) {
      const items = await table.range({ pk: ownScoresPartition(of, id), limit, descending: true, eventual: true });
      return items.map((item) => ({ run_id: item.sk, scored: contentOf<ScoredOwnSupplier>(item) })).reverse();
    },
  };
}
