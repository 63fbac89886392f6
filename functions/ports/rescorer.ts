import type { SignalDocument } from '#domain/documents/signal-documents.ts';
import type { ScoreDocument, SubjectType } from '#domain/score-document.ts';
import type { ExplanationDocument, SubjectKey } from './published-scores.ts';

/** Which day is asked about, with what knowledge, by which method. */
export interface PointInTime {
  readonly as_of: string;
  readonly known_at: string;
  /** Version. */
  readonly methodology: string;
}

/** What today's code says of any day with the facts that ship with it, cut at what was known. */
export interface Rescorer {
  /** Versions it can score with, the published one first. */
  readonly methodologies: readonly string[];
  /** `null`: there is no such subject. */
  find(subject: SubjectKey, when: PointInTime): { readonly document: ScoreDocument; readonly explanation: ExplanationDocument } | null;
  /** Highest score first, with ranks. */
  ranking(type: SubjectType, buyer: string, when: PointInTime): readonly ScoreDocument[];
  signals(when: PointInTime): readonly SignalDocument[];
}

/** Loaded when it is first asked for: it carries the facts, and a read of a published score needs none of them. */
export type LoadRescorer = () => Promise<Rescorer>;
