import type { ExactFigures } from '#domain/runs/run-guard.ts';
import type { RankingPage, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { ExplanationDocument, RunDocumentName } from './published-scores.ts';

/** The scoring result of a batch for one subject and buyer. The same inputs give the same bytes, so that a retry changes nothing. */
export interface SubjectResult {
  /** The small document without its rank, which needs the whole run. */
  readonly document: ScoreDocument;
  readonly exact: ExactFigures;
  /** Hazard kind -> points, for the history. */
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

/** Which rows a run has: what the manifest names. */
export interface RunExtent {
  readonly subjects: readonly { readonly type: SubjectType; readonly id: string }[];
  readonly buyers: readonly string[];
}

/** Rows of a run that is being made. Nothing of them is seen before the pointer moves. */
export interface RunRows {
  /** Work rows expire at `workRowsExpireAt` (epoch seconds); explanations stay. */
  putScoredSubjects(runId: string, findings: readonly ScoredSubject[], workRowsExpireAt: number): Promise<void>;
  /** All results of a type for a buyer, byte order of the id; sees every acknowledged write. */
  results(runId: string, type: SubjectType, buyer: string): Promise<readonly SubjectResult[]>;
  /** Subject id -> sampled scores. */
  draws(runId: string, type: SubjectType, buyer: string): Promise<ReadonlyMap<string, Float32Array>>;
  putScores(runId: string, documents: readonly ScoreDocument[]): Promise<void>;
  putRankingPages(pages: readonly RankingPage[]): Promise<void>;
  putDocument(runId: string, name: RunDocumentName, content: unknown): Promise<void>;
  /** Lets the rows of a superseded or failed run expire (epoch seconds). Rows that were never written stay absent. */
  expire(runId: string, extent: RunExtent, expiresAt: number): Promise<void>;
}
