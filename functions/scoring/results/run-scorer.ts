import type { MethodologyReference, Subject } from '#domain/vocabulary/score-document.ts';
import type { RunDocumentName } from '#functions/ports/published-scores.ts';
import type { ScoredSubject } from '#functions/ports/run-rows.ts';

/** Identity of a run, as all its documents state it. */
export interface RunIdentity {
  readonly run_id: string;
  readonly as_of: string;
  readonly known_at: string;
  /** The start of the run; `computed_at` of every document, so that a retry writes the same bytes. */
  readonly started_at: string;
  readonly methodology: MethodologyReference;
  readonly code_version: string;
}

/** Scores the subjects of one run. Pure: the same pinned inputs give the same findings, in any order and batch. */
export interface RunScorer {
  /** All subjects, by type and id in byte order. */
  readonly subjects: readonly Subject[];
  readonly buyers: readonly string[];
  /** Days that every forecast of the run looks ahead. */
  readonly horizonDays: number;
  findings(subject: { readonly type: string; readonly id: string }, buyer: string): ScoredSubject;
  /** Catalogues, signals, measures, sources and methodologies of the run. */
  documents(): readonly (readonly [RunDocumentName, unknown])[];
  /** Facts that were refused, with a reason. */
  readonly refused: readonly { readonly what: string; readonly reason: string }[];
}

/** Makes the scorer of a run from its pinned inputs. */
export type MakeRunScorer = (run: RunIdentity, inputsSha256: string) => Promise<RunScorer>;
