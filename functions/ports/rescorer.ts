import type { StoredSupplier } from '#contracts/own-suppliers.ts';
import type { SignalDocument } from '#domain/documents/signal-documents.ts';
import type { ScoreDocument, SubjectType } from '#domain/score-document.ts';
import type { SignalReadings } from '#domain/scoring-inputs.ts';
import type { ExplanationDocument, SubjectKey } from './published-scores.ts';
import type { RunRecord } from './run-ledger.ts';

/** Which day is asked about, with what knowledge, by which method. */
export interface PointInTime {
  readonly as_of: string;
  readonly known_at: string;
  /** Version. */
  readonly methodology: string;
}

/** What a score says of the run whose facts it stands on. */
type ScoredRun = Pick<RunRecord, 'run_id' | 'as_of' | 'known_at' | 'started_at' | 'methodology' | 'code_version'>;

/** Scores a supplier that a client has stored, for a buyer. `notes`: how the chain was read, in sentences. */
export type ScoreStored = (
  stored: StoredSupplier,
  buyer: string,
) => { readonly document: ScoreDocument; readonly notes: readonly string[] };

/** What today's code says of any day with the facts that ship with it, cut at what was known. */
export interface Rescorer {
  /** Versions it can score with, the published one first. */
  readonly methodologies: readonly string[];
  /** `null`: there is no such subject. */
  find(subject: SubjectKey, when: PointInTime): { readonly document: ScoreDocument; readonly explanation: ExplanationDocument } | null;
  /** Highest score first, with ranks. */
  ranking(type: SubjectType, buyer: string, when: PointInTime): readonly ScoreDocument[];
  signals(when: PointInTime): readonly SignalDocument[];
  /** By the methodology, on the day and with the signals of a run. */
  ownSuppliers(run: ScoredRun, signals: SignalReadings): ScoreStored;
}

/** Loaded when it is first asked for: it carries the facts, and a read of a published score needs none of them. */
export type LoadRescorer = () => Promise<Rescorer>;
