import type { HandedOutOwnPlan, PlanOwnResponse, RankOwnRequest } from '#contracts/run/run-messages.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';

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
