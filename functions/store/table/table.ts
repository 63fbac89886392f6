import type { TableKey } from '#contracts/store/table-layout.ts';

/** What is `undefined` is not stored. */
export type Attributes = Readonly<Record<string, unknown>>;

export type Item = TableKey & Attributes;

/**
 * What has to hold for a write. `below`: the item lacks the attribute, or has a smaller value, by bytes for
 * text.
 */
export type Condition =
  | 'absent'
  | 'present'
  | Readonly<{ equal: Readonly<Record<string, string | number | boolean | null>> }>
  | Readonly<{ below: Readonly<Record<string, string | number>> }>;

interface ReadOptions {
  /** Half the price; may miss the last second. */
  readonly eventual?: boolean;
}

/** Of the sort key, by bytes: `after` and `before` are exclusive. */
export type ItemRange = ReadOptions &
  Readonly<{
    pk: string;
    prefix?: string;
    from?: string;
    after?: string | null;
    to?: string;
    before?: string | null;
    limit?: number;
    descending?: boolean;
  }>;

/**
 * Every write of one item is atomic; nothing spans two. Items are deleted some time after their `expires_at`.
 */
export interface Table {
  get(key: TableKey, options?: ReadOptions): Promise<Item | undefined>;
  getMany(keys: readonly TableKey[], options?: ReadOptions): Promise<ReadonlyMap<string, Item>>;
  range(range: ItemRange): Promise<readonly Item[]>;
  /** `false`: the condition does not hold, and nothing was written. */
  put(item: Item, condition?: Condition): Promise<boolean>;
  /** Makes the item if there is none. */
  set(key: TableKey, attributes: Attributes, condition?: Condition): Promise<boolean>;
  /** Returns the sum. */
  add(key: TableKey, attribute: string, more: number, others?: Attributes): Promise<number>;
  /** In any order and not all at once: a failure may leave some written. */
  putMany(items: readonly Item[]): Promise<void>;
  delete(key: TableKey): Promise<void>;
  deleteMany(keys: readonly TableKey[]): Promise<void>;
}

export type Tables = (name: string) => Table;

export const nameOf = ({ pk, sk }: TableKey): string => `${pk}\n${sk}`;

const LAST_CHARACTER = '\u{10FFFF}';

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

/** Another conditional write won: read again and decide by what is there now. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
}

export type ConditionalWrite = Readonly<{
  written: Promise<boolean>;
  key: TableKey;
  isWritten: (item: Item) => boolean;
  conflict: string;
}>;

/**
 * Requires that a write took place, also for a client that repeats a call whose answer was lost. Throws
 * `WriteConflict` when somebody else has written.
 */
export async function requireWritten(
  table: Table,
  { written, key, isWritten, conflict }: ConditionalWrite,
): Promise<void> {
  if (await written) return;
  const found = await table.get(key);
  if (found === undefined || !isWritten(found)) throw new WriteConflict(conflict);
}

/** The first failure stops the rest. */
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
