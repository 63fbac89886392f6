import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { CompanyWorld } from '#domain/companies/company-results.ts';
import type { MaterialVocabulary } from '#domain/companies/materials.ts';
import type { ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import type { SignalDocument } from '#domain/explanations/signal-documents.ts';
import type { Pressure } from '#domain/method/pressure.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import type { EndUse, HistoryPoint, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { ExplanationDocument, SubjectKey } from '#functions/store/published-scores.ts';
import type { RunRecord } from '#functions/store/run-ledger.ts';
import type { SupplierChain } from '#functions/store/supplier-chain.ts';

/**
 * A day to score, the knowledge to score it with, and what the reader asks to be otherwise than in published
 * scores.
 */
export interface PointInTime {
  readonly as_of: string;
  readonly known_at: string;
  readonly end_use: EndUse;
  /** The buyer's own stock in days; absent: what is known of it. */
  readonly cover_days?: number;
  /** Elements are scored at this stage alone; absent: at their worst. */
  readonly at_stage?: Stage;
  /** Pressure of the run whose day it is; absent: that of the facts. */
  readonly pressure?: Readonly<Record<string, Pressure>>;
}

/** Identity of the run whose facts a score is computed from. */
export type ScoredRun = Pick<
  RunRecord,
  'run_id' | 'as_of' | 'known_at' | 'started_at' | 'methodology' | 'code_version'
>;

/** A day, and what a supplier was on it. */
export interface SupplierOnDay {
  readonly day: string;
  readonly stored: StoredSupplier;
}

/** Scores suppliers that clients have stored, with those of the client that they live on (`chain`). */
export interface ScoreStored {
  score(stored: StoredSupplier, buyer: string, chain: SupplierChain): Promise<ScoreDocument>;
  explain(stored: StoredSupplier, buyer: string, chain: SupplierChain): Promise<ExplanationDocument>;
  /** What its score depends on, for users of an end use. */
  inputs(
    stored: StoredSupplier,
    buyer: string,
    end_use: EndUse,
    chain: SupplierChain,
  ): Promise<SupplierInputs>;
  /** A point for each day, with the facts and signals known on it. */
  history(
    days: readonly SupplierOnDay[],
    buyer: string,
    chain: SupplierChain,
  ): Promise<readonly HistoryPoint[]>;
}

/** A subject scored for one answer. */
export interface RescoredSubject {
  readonly document: ScoreDocument;
  readonly explanation: ExplanationDocument;
}

/** What the score of a supplier of a client's own depends on. */
export interface OwnInputs {
  readonly id: string;
  readonly inputs: SupplierInputs;
}

/**
 * Scores any day with today's code and the facts that ship with it, limited to those known on a given day. A
 * score takes milliseconds.
 */
export interface Rescorer {
  /** `null`: there is no such subject. `brief`: without what-ifs, of which a difference has no need. */
  find(subject: SubjectKey, when: PointInTime, brief?: boolean): Promise<RescoredSubject | null>;
  /** Highest score first, with ranks. */
  ranking(type: SubjectType, buyer: string, when: PointInTime): Promise<readonly ScoreDocument[]>;
  signals(when: PointInTime): Promise<readonly SignalDocument[]>;
  /**
   * A scorer of custom suppliers on the day and with the pressure of a run; `null`: with that of the facts.
   */
  customSuppliers(run: ScoredRun, pressure: PointInTime['pressure'] | null): ScoreStored;
  /** A scorer of custom suppliers on any day. */
  customSuppliersOn(when: PointInTime): ScoreStored;
  /**
   * What figures of companies in a country rest on, on any day, with some suppliers of the client's own.
   * `when.end_use`: that of the companies.
   */
  companyWorldOn(
    when: PointInTime,
    country: string,
    own: readonly OwnInputs[],
    vocabulary: MaterialVocabulary,
  ): CompanyWorld;
  /**
   * Why the score of a subject moved from one explanation to another. Throws when the inputs of one cannot be
   * scored.
   */
  explainChange(before: ExplanationDocument, after: ExplanationDocument): ExplainedChange;
}

/**
 * Loads the rescorer at its first use: it carries the facts, and a read of a published score needs none of
 * them.
 */
export type LoadRescorer = () => Promise<Rescorer>;
