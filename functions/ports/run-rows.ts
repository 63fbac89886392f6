import type { ScoreBatchRequest } from '#contracts/run/run-messages.ts';
import type { HundredthsOfDraws } from '#domain/runs/ranking.ts';
import type { ExactFigures } from '#domain/runs/run-guard.ts';
import type { RankingPage, ScoreDocument } from '#domain/vocabulary/score-document.ts';
import type { ExplanationDocument, RunDocumentName } from './published-scores.ts';

/** The scoring result of a batch for one subject and buyer. The same inputs give the same bytes, so that a retry changes nothing. */
export interface SubjectResult {
  /** The small document without its rank, which needs the whole run. */
  readonly document: ScoreDocument;
  readonly exact: ExactFigures;
  /** Kind of cause -> points, for the history. */
  readonly drivers: Readonly<Record<string, number>>;
  /** sha256 of the explanation without run id and clock: equal for two runs with the same results. */
  readonly content_sha256: string;
}

/** A result with the large things that go with it. */
export interface ScoredSubject {
  readonly result: SubjectResult;
  readonly explanation: ExplanationDocument;
  /** Sampled scores in the order of the draws, for rank intervals; `null` when the subject was not sampled. */
  readonly draws: Float32Array | null;
}

/** Where an explanation lies: bytes `from` ... `from + length - 1` of what its batch has explained are those of its subject, a line for each buyer. */
export interface ExplanationPlace {
  readonly batch: number;
  readonly from: number;
  readonly length: number;
  readonly line: number;
}

/** A result as the later steps of a run read it. */
export interface BatchResult extends SubjectResult {
  readonly explained: ExplanationPlace;
}

/** A subject with its documents for all buyers, ranked, in the order of the buyers. */
export interface RankedSubjectRow {
  readonly documents: readonly ScoreDocument[];
  /** A place for each document; `null`: it has no explanation. */
  readonly explained: readonly (ExplanationPlace | null)[];
}

/** Rows and work of a run that is being made. Nothing of them is seen before the pointer moves. Every row has its expiry (epoch seconds) when it is written. */
export interface RunRows {
  /** Stores the batches of a run, which are its plan: what every later step iterates over. */
  putPlan(runId: string, batches: readonly ScoreBatchRequest[]): Promise<void>;
  /** `null`: the run has none, because it died before it began to work. */
  plan(runId: string): Promise<readonly ScoreBatchRequest[] | null>;
  /** Stores what a batch found: subject after subject in the order of the plan, each for all buyers. */
  putBatch(runId: string, batch: number, findings: readonly ScoredSubject[]): Promise<void>;
  /**
   * Results of a run, batch after batch in the order of type, id and buyer; never more than a few batches at a time are in memory. A batch that was never
   * written is left out.
   */
  results(runId: string): AsyncIterable<readonly BatchResult[]>;
  /** Draws of a batch, one for each of its results; `null` for one that was not sampled. Throws when the batch was never written. */
  draws(runId: string, batch: number): Promise<readonly (HundredthsOfDraws | null)[]>;
  putScores(runId: string, subjects: readonly RankedSubjectRow[], expiresAt: number): Promise<void>;
  putRankingPages(pages: readonly RankingPage[], expiresAt: number): Promise<void>;
  putDocument(runId: string, name: RunDocumentName, content: unknown, expiresAt: number): Promise<void>;
  /** Gives the rows of a run another expiry (epoch seconds). Rows that were never written stay absent; objects have the age that their place allows. */
  expire(runId: string, expiresAt: number): Promise<void>;
}
