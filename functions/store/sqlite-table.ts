/** Tables in an SQLite database: reads on one connection, writes as plain data that are carried out where the writing connection is. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { storeErrorOf } from './sqlite-errors.ts';
import { itemOf, rowOf, type StoredRow } from './sqlite-rows.ts';
import { type Attributes, boundsOf, type Condition, type Item, nameOf, type Table, type Tables } from './table.ts';

const CREATE_ITEMS = `
  CREATE TABLE items (
    tab TEXT NOT NULL, pk TEXT NOT NULL, sk TEXT NOT NULL,
    expires_at INTEGER, checksum INTEGER NOT NULL, item TEXT NOT NULL, bytes BLOB,
    PRIMARY KEY (tab, pk, sk)
  ) STRICT;
  CREATE INDEX items_that_expire ON items (expires_at) WHERE expires_at IS NOT NULL;
`;

/** A write as plain data: it can be sent to another thread. */
export type TableWrite =
  | { readonly kind: 'put'; readonly table: string; readonly row: StoredRow; readonly condition: Condition | undefined }
  | {
      readonly kind: 'set';
      readonly table: string;
      readonly key: TableKey;
      readonly attributes: Attributes;
      readonly condition: Condition | undefined;
    }
  | {
      readonly kind: 'add';
      readonly table: string;
      readonly key: TableKey;
      readonly attribute: string;
      readonly more: number;
      readonly others: Attributes;
    }
  | { readonly kind: 'many'; readonly table: string; readonly rows: readonly StoredRow[]; readonly deleted: readonly TableKey[] };

/** Whether the condition held, or the sum. */
export type WriteOutcome = boolean | number;

/** Carries a write out, for good once it resolves. Rejects with the error of the store. */
export type Write = (write: TableWrite) => Promise<WriteOutcome>;

/** Statements of one connection, each prepared once. */
function statementsOf(database: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}

const COLUMNS = 'pk, sk, item, bytes, expires_at, checksum';

/** What one connection does to rows, synchronously. */
export function rowsOf(database: DatabaseSync) {
  const statement = statementsOf(database);

  function get(table: string, { pk, sk }: TableKey): Item | undefined {
    const row = statement(`SELECT ${COLUMNS} FROM items WHERE tab = ? AND pk = ? AND sk = ?`).get(table, pk, sk);
    return row === undefined ? undefined : itemOf(table, row as unknown as StoredRow);
  }

  function put(table: string, { pk, sk, item, bytes, expires_at, checksum }: StoredRow): void {
    statement(`INSERT OR REPLACE INTO items (tab, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`).run(
      table,
      pk,
      sk,
      item,
      bytes,
      expires_at,
      checksum,
    );
  }

  function carryOut(write: TableWrite): WriteOutcome {
    const { table } = write;
    switch (write.kind) {
      case 'put':
        if (write.condition !== undefined && !holds(write.condition, get(table, write.row))) return false;
        put(table, write.row);
        return true;
      case 'set': {
        const present = get(table, write.key);
        if (write.condition !== undefined && !holds(write.condition, present)) return false;
        put(table, rowOf(table, { ...present, ...defined(write.attributes), ...write.key }));
        return true;
      }
      case 'add': {
        const present = get(table, write.key);
        const sum = ((present?.[write.attribute] as number | undefined) ?? 0) + write.more;
        put(table, rowOf(table, { ...present, ...defined(write.others), [write.attribute]: sum, ...write.key }));
        return sum;
      }
      default:
        for (const row of write.rows) put(table, row);
        for (const { pk, sk } of write.deleted) statement('DELETE FROM items WHERE tab = ? AND pk = ? AND sk = ?').run(table, pk, sk);
        return true;
    }
  }

  function range(table: string, conditions: readonly string[], values: readonly SQLInputValue[], order: string): readonly Item[] {
    const sql = `SELECT ${COLUMNS} FROM items WHERE ${['tab = ?', ...conditions].join(' AND ')} ORDER BY sk ${order} LIMIT ?`;
    return statement(sql)
      .all(table, ...values)
      .map((row) => itemOf(table, row as unknown as StoredRow));
  }

  return { get, range, carryOut };
}

const defined = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

function holds(condition: Condition, item: Item | undefined): boolean {
  if (condition === 'absent') return item === undefined;
  if (condition === 'present') return item !== undefined;
  if ('equal' in condition) return Object.entries(condition.equal).every(([name, value]) => item?.[name] === value);
  return Object.entries(condition.below).every(([name, limit]) => item?.[name] === undefined || isBelow(item[name], limit));
}

const isBelow = (value: unknown, limit: string | number): boolean =>
  typeof value === 'string' && typeof limit === 'string'
    ? Buffer.compare(Buffer.from(value), Buffer.from(limit)) < 0
    : typeof value === 'number' && typeof limit === 'number' && value < limit;

/** Tables that are read through this connection, and written by `write`. A table comes into being with its first item. */
export function sqliteTables(database: DatabaseSync, write: Write): Tables {
  const rows = rowsOf(database);
  const read = async <T>(reading: () => T): Promise<T> => {
    try {
      return reading();
    } catch (error) {
      throw storeErrorOf(error);
    }
  };
  return (table): Table => ({
    get: (key) => read(() => rows.get(table, key)),
    getMany: (keys) =>
      read(() => {
        const found = new Map<string, Item>();
        for (const key of keys) {
          const item = rows.get(table, key);
          if (item !== undefined) found.set(nameOf(key), item);
        }
        return found;
      }),
    range: (asked) =>
      read(() => {
        const bounds = boundsOf(asked);
        if (bounds === null || (asked.limit ?? 1) <= 0) return [];
        const { from, to, before } = bounds;
        const [conditions, values]: [string[], SQLInputValue[]] = [['pk = ?'], [asked.pk]];
        if (from !== undefined) {
          conditions.push('sk >= ?');
          values.push(from);
        }
        if (to !== undefined) {
          conditions.push(before === undefined ? 'sk <= ?' : 'sk < ?');
          values.push(to);
        }
        return rows.range(table, conditions, [...values, asked.limit ?? -1], asked.descending ? 'DESC' : 'ASC');
      }),
    put: async (item, condition) => (await write({ kind: 'put', table, row: rowOf(table, item), condition })) as boolean,
    set: async (key, attributes, condition) => (await write({ kind: 'set', table, key, attributes, condition })) as boolean,
    add: async (key, attribute, more, others = {}) => (await write({ kind: 'add', table, key, attribute, more, others })) as number,
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

/** Makes the table of items. */
export const createItems = (database: DatabaseSync): void => database.exec(CREATE_ITEMS);

/** Tables in memory, gone with the process. */
export function sqliteTablesInMemory(): Tables {
  const database = new DatabaseSync(':memory:');
  createItems(database);
  const { carryOut } = rowsOf(database);
  return sqliteTables(database, async (write) => {
    database.exec('BEGIN');
    try {
      const outcome = carryOut(write);
      database.exec('COMMIT');
      return outcome;
    } catch (error) {
      database.exec('ROLLBACK');
      throw storeErrorOf(error);
    }
  });
}
