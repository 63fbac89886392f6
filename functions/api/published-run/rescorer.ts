import type { StoredSupplier } from '#contracts/api/custom-suppliers.ts';
import type { CompanyWorld } from '#domain/companies/company-results.ts';
import type { MaterialVocabulary } from '#domain/companies/materials.ts';
import type { ExplainedChange } from '#domain/explanations/changes/subject-change.ts';
import type { SignalDocument } from '#domain/explanations/signal-documents.ts';
import type { Pressure } from '#domain/method/pressure.ts';
import type { SupplierInputs } from '#domain/method/supplier.ts';
import type { EndUse, HistoryPoint, ScoreDocument, SubjectType } from '#domain/vocabulary/score-document.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import type { SupplierChain } from '#functions/store/clients/supplier-chain.ts';
import type { RunRecord } from '#functions/store/runs/run-ledger.ts';
import type { ExplanationDocument, SubjectKey } from '#functions/store/scores/published-scores.ts';

export type PointInTime = Readonly<{
  as_of: string;
  known_at: string;
  end_use: EndUse;
  cover_days?: number;
  at_stage?: Stage;
  pressure?: Readonly<Record<string, Pressure>>;
}>;

export type ScoredRun = Pick<
  RunRecord,
  'run_id' | 'as_of' | 'known_at' | 'started_at' | 'methodology' | 'code_version'
>;

export type SupplierOnDay = Readonly<{
  day: string;
  stored: StoredSupplier;
}>;

export interface ScoreStored {
  score(stored: StoredSupplier, buyer: string, chain: SupplierChain): Promise<ScoreDocument>;
  explain(stored: StoredSupplier, buyer: string, chain: SupplierChain): Promise<ExplanationDocument>;
  inputs(
    stored: StoredSupplier,
    buyer: string,
    end_use: EndUse,
    chain: SupplierChain,
  ): Promise<SupplierInputs>;
  history(
    days: readonly SupplierOnDay[],
    buyer: string,
    chain: SupplierChain,
  ): Promise<readonly HistoryPoint[]>;
}

export type RescoredSubject = Readonly<{
  document: ScoreDocument;
  explanation: ExplanationDocument;
}>;

export type OwnInputs = Readonly<{
  id: string;
  inputs: SupplierInputs;
}>;

/** Any day, with shipped facts limited to those known on a day. */
export interface Rescorer {
  /** Null: there is no such subject. `brief`: without what-ifs. */
  find(subject: SubjectKey, when: PointInTime, brief?: boolean): Promise<RescoredSubject | null>;
  ranking(type: SubjectType, buyer: string, when: PointInTime): Promise<readonly ScoreDocument[]>;
  signals(when: PointInTime): Promise<readonly SignalDocument[]>;
  /** Null: pressure of the facts. */
  customSuppliers(run: ScoredRun, pressure: PointInTime['pressure'] | null): ScoreStored;
  customSuppliersOn(when: PointInTime): ScoreStored;
  companyWorldOn(
    when: PointInTime,
    country: string,
    own: readonly OwnInputs[],
    vocabulary: MaterialVocabulary,
  ): CompanyWorld;
  /** Throws when the inputs of one cannot be scored. */
  explainChange(before: ExplanationDocument, after: ExplanationDocument): ExplainedChange;
}

/** Carries the facts, which a published score does not need. */
export type LoadRescorer = () => Promise<Rescorer>;
