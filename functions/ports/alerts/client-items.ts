import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { type Expected, fits } from '../custom-suppliers.ts';

/** The newest version of something that a client has stored under an id of its own. */
export interface ClientItem<T> {
  readonly id: string;
  readonly version: number;
  readonly updated_at: string;
  /** A tombstone: the version that ended it; `content` is that of the version before. */
  readonly deleted: boolean;
  readonly content: T;
}

/** A write was refused because what is there is not what was expected. */
export class ItemConflict extends Error {
  override readonly name = 'ItemConflict';
  /** The stored version; `null`: there is none. */
  readonly present: ClientItem<unknown> | null;
  constructor(present: ClientItem<unknown> | null) {
    super(present === null ? 'there is no such thing' : `it has version ${present.version}`);
    this.present = present;
  }
}

/** Things that clients store under ids of their own, few of each client. `client` comes from the API key. */
export interface ClientItems<T> {
  /** The newest version, a tombstone too; `null`: never stored. Sees every acknowledged write. */
  get(client: string, id: string): Promise<ClientItem<T> | null>;
  /** Those of a client with tombstones, in byte order of id. Sees every acknowledged write. */
  list(client: string): Promise<readonly ClientItem<T>[]>;
  /** Those of all clients that are not ended, in byte order of client and id. */
  listAll(): Promise<readonly (ClientItem<T> & { readonly client: string })[]>;
  /**
   * Stores the next version; `null` is a tombstone. The same content as the newest version stores nothing. Throws `ItemConflict` when what is there is not
   * what is expected, and `Contention` when others were faster at every try.
   */
  put(client: string, id: string, content: T | null, expected: Expected, now: string): Promise<ClientItem<T>>;
}

/** The version that a change makes; `present` itself when it changes nothing. Throws `ItemConflict`, also where there is nothing to end. */
export function nextItem<T>(present: ClientItem<T> | null, id: string, content: T | null, expected: Expected, now: string): ClientItem<T> {
  const next = content ?? present?.content;
  if (next === undefined) throw new ItemConflict(null);
  const deleted = content === null;
  const isSame = present !== null && present.deleted === deleted && canonicalJson(present.content) === canonicalJson(next);
  if (!fits(present, expected, isSame)) throw new ItemConflict(present);
  return isSame ? present : { id, version: (present?.version ?? 0) + 1, updated_at: now, deleted, content: next };
}
