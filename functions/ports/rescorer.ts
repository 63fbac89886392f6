import type { StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import type { ExplainedRun } from '#domain/explanations/changes/subject-change.ts';
import type { SignalDocument } from '#domain/explanations/signal-documents.ts';
import type { EndUse, HistoryPoint, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { SignalReadings, Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { ExplanationDocument, SubjectKey } from './published-scores.ts';
import type { RunRecord } from './run-ledger.ts';

/** A day to score, the knowledge to score it with, and the methodology. */
export interface PointInTime {
  readonly as_of: string;
  readonly known_at: string;
  /** Version. */
  readonly methodology: string;
  readonly end_use: EndUse;
  /** Elements are scored at this stage alone; absent: at their worst. */
  readonly at_stage?: Stage;
  /** Signals of the run whose day it is; absent: those that the facts have for the day. */
  readonly signals?: SignalReadings;
}

/** Identity of the run whose facts a score is computed from. */
export type ScoredRun = Pick<RunRecord, 'run_id' | 'as_of' | 'known_at' | 'started_at' | 'methodology' | 'code_version'>;

/** A day, and what a supplier was on it. */
export interface SupplierOnDay {
  readonly day: string;
  readonly stored: StoredSupplier;
}

/** Scores suppliers that clients have stored, each alone beside those that ship. */
export interface ScoreStored {
  /** `notes`: how the chain was read, in sentences. */
  score(stored: StoredSupplier, buyer: string): Promise<{ readonly document: ScoreDocument; readonly notes: readonly string[] }>;
  /** The document without its interval and its alternatives: enough for order and filters, at a tenth of the work. */
  sketch(stored: StoredSupplier, buyer: string): Promise<ScoreDocument>;
  explain(stored: StoredSupplier, buyer: string): Promise<ExplanationDocument>;
  /** The inputs and figures of a score that attributing a change needs; costs as little as a sketch. */
  explained(stored: StoredSupplier, buyer: string): Promise<ExplainedRun>;
  /** A point for each day, with the facts and signals known on it. */
  history(days: readonly SupplierOnDay[], buyer: string): Promise<readonly HistoryPoint[]>;
}

/** A subject scored for one answer. */
export interface RescoredSubject {
  readonly document: ScoreDocument;
  readonly explanation: ExplanationDocument;
}

/**
 * Scores any day with today's code and the facts that ship with it, limited to those known on a given day. It takes up to seconds of a core,
 * so whoever has one thread for all requests lets another do it.
 */
export interface Rescorer {
  /** Versions it can score with, the published one first. */
  readonly methodologies: readonly string[];
  /** Those of them that tell end uses of the buyer apart. */
  readonly withEndUses: readonly string[];
  /** `null`: there is no such subject. */
  find(subject: SubjectKey, when: PointInTime): Promise<RescoredSubject | null>;
  /**
   * The inputs and figures of a score that attributing a change needs, without its interval: a tenth of the work. For the end use of published
   * scores. `null`: there is no such subject.
   */
  explained(subject: SubjectKey, when: Pick<PointInTime, 'as_of' | 'known_at' | 'methodology'>): Promise<ExplainedRun | null>;
  /** Highest score first, with ranks. */
  ranking(type: SubjectType, buyer: string, when: PointInTime): Promise<readonly ScoreDocument[]>;
  signals(when: PointInTime): Promise<readonly SignalDocument[]>;
  /**
   * A scorer of custom suppliers by the methodology, on the day and with the signals of a run; `null`: with the signals that the facts have
   * for its day. `shadows`: those by methodology in shadow, where the run has kept them.
   */
  customSuppliers(run: ScoredRun, signals: SignalReadings | null, shadows?: Readonly<Record<string, SignalReadings>>): ScoreStored;
  /** A scorer of custom suppliers on any day, by any methodology. */
  customSuppliersOn(when: PointInTime): ScoreStored;
}

/** Loads the rescorer at its first use: it carries the facts, and a read of a published score needs none of them. */
export type LoadRescorer = () => Promise<Rescorer>;
