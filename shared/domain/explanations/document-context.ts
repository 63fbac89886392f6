import type { Message } from '../vocabulary/message.ts';
import type { MethodologyReference } from '../vocabulary/score-document.ts';

/** Identity of the run, as all its documents state it. */
export interface RunStamp {
  readonly run_id: string;
  readonly as_of: string;
  readonly known_at: string;
  /** Start of the run. */
  readonly computed_at: string;
  readonly methodology: MethodologyReference;
}

/** Names for readers; every function returns something readable, the code itself when it knows no better. */
export interface Names {
  /** As it stands in a sentence, with its article: `the United States`. */
  readonly country: (code: string) => string;
  readonly element: (symbol: string) => string;
  /** Title and first day of a measure. */
  readonly measure: (id: string) => {
    readonly title: string;
    readonly from: string;
    /** The measure in at most 40 characters; absent where the register has no row of it. */
    readonly label?: Message;
  };
  /** A site of a supplier. */
  readonly site: (id: string) => string;
}

export interface DocumentContext {
  readonly run: RunStamp;
  readonly names: Names;
}
