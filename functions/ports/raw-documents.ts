/** Bytes of publishers as they came, and what happened each time somebody asked for them. */

/**
 * How an attempt ended. `new`: bytes that were not here yet. `unchanged`: the bytes that are here. `blocked`: the publisher does not let
 * programs in. `too_large`: cut off at the limit of its contract. `wrong_kind`: something else than the document, for example a web page for a PDF.
 * `unreachable`: no usable answer.
 */
export type FetchVerdict = 'new' | 'unchanged' | 'blocked' | 'too_large' | 'wrong_kind' | 'unreachable';

/** One attempt to get one address, or one file that was handed in. Rows are added and never changed. */
export interface FetchAttempt {
  readonly source: string;
  /** A page that leads to documents, a document, or the rules of the host for programs. */
  readonly purpose: 'page' | 'document' | 'robots';
  /** `file:NAME` for what was handed in. */
  readonly address: string;
  /** Where redirects led; `null` when nothing answered. */
  readonly final_address: string | null;
  readonly status: number | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  /** Name under which the collector asked. */
  readonly agent: string;
  /** RFC 3339, in UTC. */
  readonly at: string;
  /** Bytes of the document after decompression, as far as they were read. */
  readonly bytes: number | null;
  /** Hash of the document that the answer was or stands for; `null` where there is none. */
  readonly sha256: string | null;
  readonly verdict: FetchVerdict;
  /** Why, in a sentence; `null` when it went well. */
  readonly reason: string | null;
}

/** Documents under the sha256 of their bytes, and the attempts. */
export interface RawDocuments {
  /** Stores the bytes unless they are there, whole or not at all. */
  put(source: string, bytes: Uint8Array): Promise<{ readonly sha256: string; readonly isNew: boolean }>;
  /** Throws when there are none under this hash, or when the stored bytes do not have it. */
  get(source: string, sha256: string): Promise<Uint8Array>;
  record(attempt: FetchAttempt): Promise<void>;
  /** Attempts from a time on (RFC 3339), oldest first. An empty text: all of them. */
  attempts(source: string, since: string): Promise<readonly FetchAttempt[]>;
}
