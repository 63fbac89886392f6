import type { HistoryPoint, RankingPage, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { RunPointer, RunRecord } from './run-ledger.ts';

/** Which document of a run is asked for. */
export interface SubjectKey {
  readonly type: SubjectType;
  readonly id: string;
  readonly buyer: string;
}

/** An explanation is a large JSON document; its shape is that of the contract `explanation-response`. */
export type ExplanationDocument = ScoreDocument & Readonly<Record<string, unknown>>;

/** Documents that a run writes beside the scores, each one item (or a few pages of one). */
export type RunDocumentName =
  | 'catalogue:elements'
  | 'catalogue:suppliers'
  | 'catalogue:countries'
  | 'signals'
  /** A signal with every day that was observed. */
  | `signal:${string}`
  | 'measures'
  | 'sources'
  /** What the scores of all elements of a buyer are made from. */
  | `inputs:${string}`
  /** Which part of its country's output of an element each supplier makes. */
  | 'supplier-outputs'
  /** How much of an element is in a product. */
  | 'product-contents'
  /** What the run had to do: subjects, buyers, methodologies. */
  | 'manifest'
  | `methodology:${string}`;

/** The read side. Every method is at most one eventually consistent GetItem per item it names; none scans. */
export interface PublishedScores {
  /** The active run; cached for a few seconds. `null`: nothing was ever published. */
  currentRun(): Promise<RunPointer | null>;
  /** Eventually consistent GetItem of exactly (subject, run); `null`: not scored in this run. */
  score(runId: string, subject: SubjectKey): Promise<ScoreDocument | null>;
  /** The same as the JSON text that the run has stored, in reading order and without spaces. */
  scoreJson(runId: string, subject: SubjectKey): Promise<string | null>;
  explanation(runId: string, subject: SubjectKey): Promise<ExplanationDocument | null>;
  rankingPage(runId: string, type: SubjectType, buyer: string, page: number): Promise<RankingPage | null>;
  /**
   * Points of one calendar year, oldest first: one item. A day may have two points, `published` before `replayed`: what was said then,
   * and what today's code and data say of then.
   */
  history(subject: SubjectKey, year: number): Promise<readonly HistoryPoint[]>;
  document(runId: string, name: RunDocumentName): Promise<unknown>;
  /** Run records, newest first; `before` is exclusive. */
  runs(limit: number, before: string | null): Promise<readonly RunRecord[]>;
  run(runId: string): Promise<RunRecord | null>;
  /** The last run that was published on a day for that day; `null`: none was. */
  runOfDay(day: string): Promise<string | null>;
}
