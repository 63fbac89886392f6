/** A request that changes what is stored: who sent it, and what became of it. Never the key, only its id. */
export interface AuditEntry {
  /** Id that the service gave the request: unique, whatever the caller chose. */
  readonly id: string;
  /** Id of the request as its answer has it. */
  readonly request_id: string;
  /** When it came in, RFC 3339. */
  readonly at: string;
  readonly client: string;
  /** Id of the API key; null where access is open, and where a token or a signature shows who asks. */
  readonly key: string | null;
  readonly method: string;
  readonly path: string;
  /** Status of the answer; null while it is at work, and for good when the process ended before the answer. */
  readonly status: number | null;
  /** Figures of the answer: counts, versions, ids. */
  readonly outcome: Readonly<Record<string, string | number | boolean | null>>;
}

/** Where a page of the record ended. */
export type AuditPosition = Pick<AuditEntry, 'at' | 'id'>;

/** The record of writes. An entry is there before the work begins, so that nothing is stored which it does not name. */
export interface AuditLog {
  /** Adds an entry, or replaces the one of the same request. */
  put(entry: AuditEntry): Promise<void>;
  /** Entries of the days from `from` to `to`, newest first; `before` is exclusive. */
  list(range: { readonly from: string; readonly to: string }, limit: number, before: AuditPosition | null): Promise<readonly AuditEntry[]>;
}

/** Days for which entries are kept. */
export const AUDIT_DAYS = 400;
