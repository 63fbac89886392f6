import type { TableKey } from '#contracts/store/table-layout.ts';

/**
 * Attributes by name: text, numbers, true or false, null, bytes, and lists and plain objects of these. What
 * is `undefined` is not stored.
 */
export type Attributes = Readonly<Record<string, unknown>>;

/** What is stored under a key. */
export type Item = TableKey & Attributes;

/**
 * What has to hold for a write. `equal`: the item has these values. `below`: it lacks the attribute, or has a
 * smaller value, by bytes for text;
 * an item that does not exist lacks every attribute.
 */
export type Condition =
  | 'absent'
  | 'present'
  | { readonly equal: Readonly<Record<string, string | number | boolean | null>> }
  | { readonly below: Readonly<Record<string, string | number>> };

interface ReadOptions {
  /**
   * Half the price on AWS; may miss what was written in the last second. Without it a read sees every
   * acknowledged write.
   */
  readonly eventual?: boolean;
}

/**
 * Items of a partition. Bounds are of the sort key, compared by bytes: `from` and `to` are in the range,
 * `after` and `before` are not; null: none.
 */
export interface ItemRange extends ReadOptions {
  readonly pk: string;
  readonly prefix?: string;
  readonly from?: string;
  readonly after?: string | null;
  readonly to?: string;
  readonly before?: string | null;
  /** Most items; without it all of the range. */
  readonly limit?: number;
  readonly descending?: boolean;
}

/**
 * A table of items by partition and sort key. Every write of one item is atomic; nothing spans two. Expired
 * items, by their attribute `expires_at` in
 * epoch seconds, are deleted some time later.
 */
export interface Table {
  get(key: TableKey, options?: ReadOptions): Promise<Item | undefined>;
  /** Those of the items that exist, by `nameOf` of their key. */
  getMany(keys: readonly TableKey[], options?: ReadOptions): Promise<ReadonlyMap<string, Item>>;
  /** In the order of the sort key. */
  range(range: ItemRange): Promise<readonly Item[]>;
  /** Replaces the whole item. `false`: the condition does not hold, and nothing was written. */
  put(item: Item, condition?: Condition): Promise<boolean>;
  /** Replaces the named attributes only, and makes the item if there is none. `false` as for `put`. */
  set(key: TableKey, attributes: Attributes, condition?: Condition): Promise<boolean>;
  /** Adds to a number, 0 where there is none, and sets the other attributes; returns the sum. */
  add(key: TableKey, attribute: string, more: number, others?: Attributes): Promise<number>;
  /**
   * Puts items with distinct keys, in any order and not all at once: a failure may leave some of them
   * written.
   */
  putMany(items: readonly Item[]): Promise<void>;
  delete(key: TableKey): Promise<void>;
  /** As `putMany`. */
  deleteMany(keys: readonly TableKey[]): Promise<void>;
}

/** The table of a name. */
export type Tables = (name: string) => Table;

/** Names a key among those that were read at once. */
export const nameOf = ({ pk, sk }: TableKey): string => `${pk}\n${sk}`;

/** No character sorts behind it. */
const LAST_CHARACTER = '\u{10FFFF}';

/**
 * The bounds that a range has, whatever it names them by; `null`: nothing lies between them. `before` is not
 * in the range itself.
 */
export function boundsOf({
  prefix,
  from,
  after,
  to,
  before,
}: ItemRange): { from?: string; to?: string; before?: string } | null {
  const lower = after == null ? (from ?? prefix) : `${after}\0`;
  const upper = before ?? to ?? (prefix === undefined ? undefined : `${prefix}${LAST_CHARACTER}`);
  if (
    lower !== undefined &&
    upper !== undefined &&
    Buffer.compare(Buffer.from(lower), Buffer.from(upper)) > 0
  )
    return null;
  return {
    ...(lower === undefined || lower === '' ? {} : { from: lower }),
    ...(upper === undefined ? {} : { to: upper }),
    ...(before == null ? {} : { before }),
  };
}

/**
 * The first `limit` of what `pick` makes of the items of a range; it makes `null` of those that are not
 * wanted. Reads on as long as some are missing.
 */
export async function firstWanted<T>(
  table: Table,
  range: ItemRange,
  limit: number,
  pick: (item: Item) => T | null,
): Promise<readonly T[]> {
  const found: T[] = [];
  let [rest, count] = [range, limit + 1];
  while (found.length < limit) {
    const items = await table.range({ ...rest, limit: count });
    found.push(...items.map(pick).filter((one) => one !== null));
    const last = items.at(-1)?.sk;
    if (items.length < count || last === undefined) break;
    rest = { ...range, ...(range.descending ? { before: last } : { after: last }) };
    count *= 2;
  }
  return found.slice(0, limit);
}

/**
 * Somebody else's conditional write won. Whoever reads again, and decides by what is there now, may go on.
 */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
}

/** A write on a condition, and what it was to make of its item. */
export interface ConditionalWrite {
  readonly written: Promise<boolean>;
  readonly key: TableKey;
  /** Whether the item says what the write was to make of it. */
  readonly isWritten: (item: Item) => boolean;
  /** Why the write is refused where it does not, for the error. */
  readonly conflict: string;
}

/**
 * Requires that a write has taken place. A client repeats a call whose answer was lost, and then meets what
 * it has written itself, so the item is looked
 * at before somebody else is blamed.
 * @throws {WriteConflict} when somebody else has written.
 */
export async function requireWritten(
  table: Table,
  { written, key, isWritten, conflict }: ConditionalWrite,
): Promise<void> {
  if (await written) return;
  const found = await table.get(key);
  if (found === undefined || !isWritten(found)) throw new WriteConflict(conflict);
}

/** Runs `work` over all entries, at most `atOnce` at a time. The first failure stops the rest. */
export async function inParallel<T>(
  entries: readonly T[],
  atOnce: number,
  work: (entry: T) => Promise<void>,
): Promise<void> {
  const queue = entries.values();
  const worker = async (): Promise<void> => {
    for (const entry of queue) await work(entry);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, entries.length) }, worker));
}
