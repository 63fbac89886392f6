import { auditKey, auditPartition, auditPosition } from '#contracts/store/signals-layout.ts';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import type { Item, Table } from './table.ts';

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

/** Days for which entries are kept. */
export const AUDIT_DAYS = 400;

const DAY_SECONDS = 86_400;
/** Sorts after every instant of a day. */
const END_OF_DAY = '~';

const entryOf = ({ pk: _pk, sk: _sk, [EXPIRY_ATTRIBUTE]: _expiry, ...entry }: Item): AuditEntry => entry as unknown as AuditEntry;

/** Months from the newest to the oldest, as `2026-10`. */
function monthsBack(from: string, to: string): readonly string[] {
  const months: string[] = [];
  let [year, month] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name < from.slice(0, 7)) return months;
    months.push(name);
    [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
  }
}

/** The record of writes. An entry is there before the work begins, so that nothing is stored which it does not name. */
export type AuditLog = ReturnType<typeof auditLogIn>;

/** The record of writes in the Signals table, a partition a month. */
export function auditLogIn(table: Table) {
  return {
    /** Adds an entry, or replaces the one of the same request. */
    async put(entry: AuditEntry): Promise<void> {
      const expiry = Math.ceil(Date.parse(entry.at) / 1000) + AUDIT_DAYS * DAY_SECONDS;
      await table.put({ ...auditKey(entry), ...entry, [EXPIRY_ATTRIBUTE]: expiry });
    },
    /** Entries of the days from `from` to `to`, newest first; `before` is exclusive. */
    async list(
      { from, to }: { readonly from: string; readonly to: string },
      limit: number,
      before: AuditPosition | null,
    ): Promise<readonly AuditEntry[]> {
      const found: AuditEntry[] = [];
      const last = before === null ? `${to}${END_OF_DAY}` : auditPosition(before);
      for (const month of monthsBack(from, last.slice(0, 10))) {
        const upTo = before === null ? { to: last } : { before: last };
        const items = await table.range({ pk: auditPartition(month), from, ...upTo, limit: limit - found.length, descending: true });
        found.push(...items.map(entryOf));
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}
