/** Tables whose calls are heard, as DynamoDB bills them and its access control sees them. */
import type { TableKey } from '#contracts/store/table-layout.ts';
import type { Attributes, Table, Tables } from '#functions/store/table/table.ts';

export interface TableCall {
  readonly action:
    | 'GetItem'
    | 'BatchGetItem'
    | 'Query'
    | 'PutItem'
    | 'UpdateItem'
    | 'BatchWriteItem'
    | 'DeleteItem';
  readonly table: string;
  /** Partitions of all rows that it names. */
  readonly partitions: readonly string[];
  readonly eventual: boolean;
  /** What a read has found, or a write writes; of an update its key and what it sets. */
  readonly items: readonly Attributes[];
}

/** The same tables, of which each call is told: a read when it is answered, a write before it is sent. */
export const watchedTables =
  (tables: Tables, hear: (call: TableCall) => void): Tables =>
  (name): Table => {
    const table = tables(name);
    function told(
      action: TableCall['action'],
      keys: readonly Pick<TableKey, 'pk'>[],
      items: readonly Attributes[],
      eventual = false,
    ): void {
      if (keys.length === 0) return; // an empty batch is no call
      hear({ action, table: name, partitions: keys.map(({ pk }) => pk), items, eventual });
    }
    return {
      async get(key, options) {
        const item = await table.get(key, options);
        told('GetItem', [key], item === undefined ? [] : [item], options?.eventual);
        return item;
      },
      async getMany(keys, options) {
        const found = await table.getMany(keys, options);
        told('BatchGetItem', keys, [...found.values()], options?.eventual);
        return found;
      },
      async range(range) {
        const items = await table.range(range);
        told('Query', [range], items, range.eventual);
        return items;
      },
      put(item, condition) {
        told('PutItem', [item], [item]);
        return table.put(item, condition);
      },
      set(key, attributes, condition) {
        told('UpdateItem', [key], [{ ...key, ...attributes }]);
        return table.set(key, attributes, condition);
      },
      add(key, attribute, more, others) {
        told('UpdateItem', [key], [{ ...key, ...others, [attribute]: more }]);
        return table.add(key, attribute, more, others);
      },
      putMany(items) {
        told('BatchWriteItem', items, items);
        return table.putMany(items);
      },
      delete(key) {
        told('DeleteItem', [key], [{ ...key }]);
        return table.delete(key);
      },
      deleteMany(keys) {
        const items = keys.map((key) => ({ ...key }));
        told('BatchWriteItem', keys, items);
        return table.deleteMany(keys);
      },
    };
  };

const KILOBYTE = 1024;

/**
 * Bytes of a value as DynamoDB counts them: text in UTF-8, two digits of a number to a byte and one more,
 * three for a list or map and one for each member.
 */
function bytesOf(value: unknown): number {
  if (value === null || value === undefined || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  const members = Object.entries(value as Record<string, unknown>);
  return (
    3 +
    members.reduce(
      (sum, [name, member]) =>
        sum + 1 + (Array.isArray(value) ? 0 : Buffer.byteLength(name)) + bytesOf(member),
      0,
    )
  );
}

export const bytesOfItem = (item: Attributes): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value), 0);

/**
 * Units of a read: one for each four started kilobytes, of all that a query has found together, and half of
 * it where eventual consistency is enough.
 */
export function readUnits({ action, items, eventual }: TableCall): number {
  const bytes = items.map(bytesOfItem);
  const all =
    action === 'Query' ? [bytes.reduce((sum, some) => sum + some, 0)] : bytes.length === 0 ? [0] : bytes;
  const units = all.reduce((sum, some) => sum + Math.max(1, Math.ceil(some / (4 * KILOBYTE))), 0);
  return eventual ? units / 2 : units;
}

export const isRead = ({ action }: TableCall): boolean =>
  action === 'GetItem' || action === 'BatchGetItem' || action === 'Query';
