import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { TableKey } from '#contracts/store/table-layout.ts';
import {
  type Attributes,
  boundsOf,
  type Condition,
  type Item,
  nameOf,
  type Table,
  type Tables,
} from '../table/table.ts';
import { storeErrorOf } from './sqlite-errors.ts';
import { itemOf, rowOf, type StoredRow } from './sqlite-rows.ts';

export const CREATE_ITEMS = `
  CREATE TABLE items (
    tab TEXT NOT NULL, pk TEXT NOT NULL, sk TEXT NOT NULL,
    expires_at INTEGER, checksum INTEGER NOT NULL, item TEXT NOT NULL, bytes BLOB,
    PRIMARY KEY (tab, pk, sk)
  ) STRICT;
  CREATE INDEX items_that_expire ON items (expires_at) WHERE expires_at IS NOT NULL;
`;

export type TableWrite =
  | Readonly<{
      kind: 'put';
      table: string;
      row: StoredRow;
      condition: Condition | undefined;
    }>
  | Readonly<{
      kind: 'set';
      table: string;
      key: TableKey;
      attributes: Attributes;
      condition: Condition | undefined;
    }>
  | Readonly<{
      kind: 'add';
      table: string;
      key: TableKey;
      attribute: string;
      more: number;
      others: Attributes;
    }>
  | Readonly<{
      kind: 'many';
      table: string;
      rows: readonly StoredRow[];
      deleted: readonly TableKey[];
    }>
  | Readonly<{ kind: 'remove'; expiredBefore: number; mostRows: number }>;

/** Whether the condition held, the sum of an add, or how many rows were removed. */
export type WriteOutcome = boolean | number;

const COLUMNS = 'pk, sk, item, bytes, expires_at, checksum';

export function rowAccess(database: DatabaseSync) {
  const prepared = new Map<string, StatementSync>();
  function statement(sql: string): StatementSync {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  }

  function get(table: string, { pk, sk }: TableKey): Item | undefined {
    const row = statement(`SELECT ${COLUMNS} FROM items WHERE tab = ? AND pk = ? AND sk = ?`).get(
      table,
      pk,
      sk,
    );
    return row === undefined ? undefined : itemOf(table, row);
  }

  function select(
    table: string,
    conditions: readonly string[],
    order: 'ASC' | 'DESC',
    values: readonly SQLInputValue[],
  ): readonly Item[] {
    const where = ['tab = ?', ...conditions].join(' AND ');
    const rows = statement(`SELECT ${COLUMNS} FROM items WHERE ${where} ORDER BY sk ${order} LIMIT ?`).all(
      table,
      ...values,
    );
    return rows.map((row) => itemOf(table, row));
  }

  function put(table: string, { pk, sk, item, bytes, expires_at, checksum }: StoredRow): void {
    const sql = `INSERT OR REPLACE INTO items (tab, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`;
    statement(sql).run(table, pk, sk, item, bytes, expires_at, checksum);
  }

  function write(order: TableWrite): WriteOutcome {
    switch (order.kind) {
      case 'put':
        if (order.condition !== undefined && !holds(order.condition, get(order.table, order.row)))
          return false;
        put(order.table, order.row);
        return true;
      case 'set': {
        const present = get(order.table, order.key);
        if (order.condition !== undefined && !holds(order.condition, present)) return false;
        put(order.table, rowOf(order.table, { ...present, ...defined(order.attributes), ...order.key }));
        return true;
      }
      case 'add': {
        const present = get(order.table, order.key);
        const sum = ((present?.[order.attribute] as number | undefined) ?? 0) + order.more;
        put(
          order.table,
          rowOf(order.table, { ...present, ...defined(order.others), [order.attribute]: sum, ...order.key }),
        );
        return sum;
      }
      case 'many':
        for (const row of order.rows) put(order.table, row);
        for (const { pk, sk } of order.deleted)
          statement('DELETE FROM items WHERE tab = ? AND pk = ? AND sk = ?').run(order.table, pk, sk);
        return true;
      default: {
        // The instant in the item counts too: a damaged column alone deletes nothing.
        const expired = `SELECT rowid FROM items WHERE expires_at < ? AND item ->> 'expires_at' < ? LIMIT ?`;
        const { expiredBefore, mostRows } = order;
        return Number(
          statement(`DELETE FROM items WHERE rowid IN (${expired})`).run(
            expiredBefore,
            expiredBefore,
            mostRows,
          ).changes,
        );
      }
    }
  }

  return { get, select, write };
}

const defined = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

function holds(condition: Condition, item: Item | undefined) {
  if (condition === 'absent') return item === undefined;
  if (condition === 'present') return item !== undefined;
  if ('equal' in condition)
    return Object.entries(condition.equal).every(([name, value]) => item?.[name] === value);
  return Object.entries(condition.below).every(
    ([name, limit]) => item?.[name] === undefined || isBelow(item[name], limit),
  );
}

const isBelow = (value: unknown, limit: string | number) =>
  typeof value === 'string' && typeof limit === 'string'
    ? Buffer.compare(Buffer.from(value), Buffer.from(limit)) < 0
    : typeof value === 'number' && typeof limit === 'number' && value < limit;

export function sqliteTables(
  database: DatabaseSync,
  write: (order: TableWrite) => Promise<WriteOutcome>,
): Tables {
  const { get, select } = rowAccess(database);
  const read = async <T>(reading: () => T): Promise<T> => {
    try {
      return reading();
    } catch (error) {
      throw storeErrorOf(error);
    }
  };
  return (table): Table => ({
    get: (key) => read(() => get(table, key)),
    getMany: (keys) =>
      read(() => {
        const items = keys.map((key) => get(table, key)).filter((item) => item !== undefined);
        return new Map(items.map((item) => [nameOf(item), item]));
      }),
    range: (range) =>
      read(() => {
        const bounds = boundsOf(range);
        const { pk, limit = -1, descending = false } = range;
        if (bounds === null || limit === 0) return [];
        const { from, to, before } = bounds;
        const conditions = [
          'pk = ?',
          ...(from === undefined ? [] : ['sk >= ?']),
          ...(to === undefined ? [] : ['sk <= ?']),
          'sk <> ?',
        ];
        const values = [from, to].filter((bound) => bound !== undefined);
        return select(table, conditions, descending ? 'DESC' : 'ASC', [pk, ...values, before ?? '', limit]);
      }),
    put: async (item, condition) =>
      (await write({ kind: 'put', table, row: rowOf(table, item), condition })) as boolean,
    set: async (key, attributes, condition) =>
      (await write({ kind: 'set', table, key, attributes, condition })) as boolean,
    add: async (key, attribute, more, others = {}) =>
      (await write({ kind: 'add', table, key, attribute, more, others })) as number,
    async putMany(items) {
      await write({ kind: 'many', table, rows: items.map((item) => rowOf(table, item)), deleted: [] });
    },
    async delete(key) {
      await write({ kind: 'many', table, rows: [], deleted: [key] });
    },
    async deleteMany(keys) {
      await write({ kind: 'many', table, rows: [], deleted: keys });
    },
  });
}
