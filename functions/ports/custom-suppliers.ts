import type { CustomSupplier, StoredSupplier } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';

/** A write was refused because the supplier was changed in between, or is not in the expected state. */
export class SupplierConflict extends Error {
  override readonly name = 'SupplierConflict';
  /** The stored version; `null`: there is none. */
  readonly present: StoredSupplier | null;
  constructor(present: StoredSupplier | null) {
    super(present === null ? 'there is no such supplier' : `the supplier has version ${present.version}`);
    this.present = present;
  }
}

/**
 * The state that a write requires: a given version, nothing stored (a tombstone counts as nothing), something stored, or any state. `new` is `nothing` for
 * a writer who wants to know: a write that was done already, which comes again when its answer was lost, is refused to it and to no other.
 */
export type Expected = { readonly version: number } | 'nothing' | 'new' | 'something' | 'anything';

/** Custom suppliers of clients. `client` comes from the API key: no method takes it from a request. */
export interface CustomSuppliers {
  /** The newest version, a tombstone too; `null`: never stored. Sees every acknowledged write. */
  get(client: string, id: string): Promise<StoredSupplier | null>;
  /** Custom suppliers of a client without tombstones, in byte order of id. `after` is exclusive. */
  list(client: string, limit: number, after: string | null): Promise<readonly StoredSupplier[]>;
  /**
   * Stores the next version, and keeps the one before; `null` is a tombstone. The same content as the newest version stores nothing.
   * Throws `SupplierConflict` when what is there is not what is expected, and `Contention` when others were faster at every try. `by`: id of the API key; `null` where there is none.
   */
  put(
    client: string,
    id: string,
    supplier: CustomSupplier | null,
    expected: Expected,
    now: string,
    by?: string | null,
  ): Promise<StoredSupplier>;
  /** An earlier version, or the newest. */
  version(client: string, id: string, version: number): Promise<StoredSupplier | null>;
  /**
   * Clients that have stored a supplier, in byte order. A client of a store that is older than this list comes into it with its next change.
   */
  clients(): Promise<readonly string[]>;
  /** Ids of suppliers that were stored, changed or ended at the instant or later, each once; `null`: more than `limit` changes. */
  changedSince(client: string, instant: string, limit: number): Promise<readonly string[] | null>;
  /** The newest `limit` versions, oldest first, tombstones too; empty: never stored. Sees every acknowledged write. */
  versions(client: string, id: string, limit: number): Promise<readonly StoredSupplier[]>;
}

/** Does what is there fit what the change expects? `same`: what is there is what the change makes. */
export function fits(present: { readonly version: number; readonly deleted: boolean } | null, expected: Expected, same: boolean): boolean {
  if (expected === 'anything') return true;
  const gone = present === null || present.deleted;
  if (expected === 'new') return gone;
  if (expected === 'nothing') return gone || same;
  return !gone && (expected === 'something' || present.version === expected.version || same);
}

/** The version that a change makes; `present` itself when it changes nothing. Throws `SupplierConflict`. */
export function nextVersion(
  present: StoredSupplier | null,
  id: string,
  supplier: CustomSupplier | null,
  expected: Expected,
  now: string,
  by: string | null = null,
): StoredSupplier {
  const content = supplier ?? present?.supplier;
  if (content === undefined) throw new SupplierConflict(null); // nothing to delete
  const deleted = supplier === null;
  const same = present !== null && present.deleted === deleted && canonicalJson(present.supplier) === canonicalJson(content);
  if (!fits(present, expected, same)) throw new SupplierConflict(present);
  const storedBy = by === null ? {} : { stored_by: by };
  return same ? present : { id, version: (present?.version ?? 0) + 1, updated_at: now, deleted, ...storedBy, supplier: content };
}
