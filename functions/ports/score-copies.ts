import type { SubjectKey } from './published-scores.ts';
import type { RunPointer } from './run-ledger.ts';

/**
 * Scores of the published run as they lie beside the store, for readers while it is away: results of the batches, from which the run has made its
 * rows. Of what a client has stored itself there is nothing here.
 */
export interface ScoreCopies {
  /** The run that readers saw within the last minutes in which the store answered. `null`: none is known here. */
  currentRun(): Promise<RunPointer | null>;
  /** The document as the JSON text that the store has, with `rank` null; `null`: there is none of this subject and buyer. */
  scoreJson(runId: string, subject: SubjectKey): Promise<string | null>;
}

/** Where the pointer is copied to. */
export interface PointerCopy {
  put(pointer: RunPointer): Promise<void>;
}
