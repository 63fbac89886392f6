import type { HistoryPoint, RankingPage, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { RunPointer, RunRecord } from './run-ledger.ts';

/** Key of a document of a run: type and id of the subject, and the buyer. */
export interface SubjectKey {
  readonly type: SubjectType;
  readonly id: string;
  readonly buyer: string;
}

/** An explanation is a large JSON document; its shape is that of the contract `explanation-response`. */
export type ExplanationDocument = ScoreDocument & Readonly<Record<string, unknown>>;

/** An explanation is a large JSON document; its schema is `explanationSchema` of the contract. */
export type RunDocumentName =
  | 'catalogue:elements'
  /** All suppliers; of a register with more than a document holds, the first ids of its parts. */
  | 'catalogue:suppliers'
  /** A part of such a catalogue, by its number. */
  | `catalogue:suppliers:${string}`
  /** Names of a part of such a register, by its number: enough to look suppliers up. */
  | `names:suppliers:${string}`
  | 'catalogue:countries'
  | 'signals'
  /** A signal with every day that was observed. */
  | `signal:${string}`
  /** Counts of every day that was observed, by table of observations and day: what is sent in is compared with them. */
  | 'observed-counts'
  | 'measures'
  | 'sources'
  | 'security-events'
  | 'control-events'
  /** The inputs from which the scores of all elements are computed for a buyer. */
  | `inputs:${string}`
  /** The inputs from which the scores of all suppliers are computed for a buyer. */
  | `supplier-inputs:${string}`
  /** Which part of its country's output of an element each supplier makes. */
  | 'supplier-outputs'
  /** Ways of flows by sea lane, and which part of whose supply passes each. */
  | 'lanes'
  /** How much of an element is in a product. */
  | 'product-contents'
  /** Controls and disruptions by element and buyer, by which outcomes of forecasts are judged. */
  | 'outcome-record'
  /** Evidence ids of the observations among the inputs of the run, by signal. */
  | 'observations'
  /** The method that the run was scored with. */
  | 'methodology';

/** A stored item is there and cannot be read: somebody damaged it, or a run wrote it in a way that this code does not know. */
export class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem';
}

/** The read side. Every method is at most one eventually consistent GetItem per item it names; none scans. */
export interface PublishedScores {
  /** The active run; cached for a few seconds. `null`: nothing was ever published. */
  currentRun(): Promise<RunPointer | null>;
  /** Eventually consistent GetItem of exactly (subject, run); `null`: not scored in this run. */
  score(runId: string, subject: SubjectKey): Promise<ScoreDocument | null>;
  /** The score document as the JSON text that the run has stored, in reading order and without spaces; `null`: not scored in this run. */
  scoreJson(runId: string, subject: SubjectKey): Promise<string | null>;
  explanation(runId: string, subject: SubjectKey): Promise<ExplanationDocument | null>;
  rankingPage(runId: string, type: SubjectType, buyer: string, page: number): Promise<RankingPage | null>;
  /**
   * Points of one calendar year, oldest first: one item. A day may have two points, `published` before `replayed`: the score that was
   * published then, and the one that today's code and data give for that day.
   */
  history(subject: SubjectKey, year: number): Promise<readonly HistoryPoint[]>;
  document(runId: string, name: RunDocumentName): Promise<unknown>;
  /** Run records, newest first; `before` is exclusive. */
  runs(limit: number, before: string | null): Promise<readonly RunRecord[]>;
  run(runId: string): Promise<RunRecord | null>;
  /** The last run that was published on a day for that day; `null`: none was. */
  runOfDay(day: string): Promise<string | null>;
}
