/** Tables of items in one database connection: rows by key, ranges of a partition in the order of the sort key. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { TableKey } from '#contracts/store/table-layout.ts';
import type { Attributes } from './attribute-values.ts';
import { StoreRefusal } from './store-errors.ts';
import { itemOf, type StoredRow } from './stored-row.ts';

/** Tables, rows, and the count of what was accepted. A later version that old code cannot read has another number. */
export const STORE_FORMAT = 1;
export const CREATE_STORE = `
  CREATE TABLE store (format INTEGER NOT NULL, id TEXT NOT NULL, commits INTEGER NOT NULL) STRICT;
  CREATE TABLE tables (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE items (
    tab INTEGER NOT NULL, pk TEXT NOT NULL, sk TEXT NOT NULL,
    expires_at INTEGER, checksum INTEGER NOT NULL, item TEXT NOT NULL, bytes BLOB,
    PRIMARY KEY (tab, pk, sk)
  ) STRICT;
  CREATE INDEX items_that_expire ON items (expires_at) WHERE expires_at IS NOT NULL;
`;

const COLUMNS = 'pk, sk, item, bytes, expires_at, checksum';

/** A range of a partition. */
export interface SortKeyRange {
  readonly from?: { readonly sk: string; readonly inclusive: boolean };
  readonly to?: { readonly sk: string; readonly inclusive: boolean };
  readonly prefix?: string;
  /** Begin behind this one, in reading order. */
  readonly after?: string;
  readonly isForward: boolean;
}

export interface ItemTables {
  /** Throws `ResourceNotFoundException`. */
  numberOf(table: string): number;
  hasTable(table: string): boolean;
  addTable(table: string): void;
  get(table: string, key: TableKey): Attributes | null;
  put(table: string, row: StoredRow): void;
  delete(table: string, key: TableKey): void;
  range(table: string, pk: string, range: SortKeyRange): Iterable<StoredRow>;
  scan(table: string, after: TableKey | null): Iterable<StoredRow>;
  /** Deletes at most so many rows that expired before the instant; returns how many there were. */
  deleteExpired(nowSeconds: number, most: number): number;
  /** Gives at most so many free pages back to the disk; returns how many free ones are left in the file. */
  giveBackSpace(mostPages: number): number;
}

export function itemTables(database: DatabaseSync): ItemTables {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    prepared.set(sql, made);
    return made;
  };
  const numbers = new Map<string, number>();

  function foundNumber(table: string): number | undefined {
    const known = numbers.get(table);
    if (known !== undefined) return known;
    return (statement('SELECT number FROM tables WHERE name = ?').get(table) as { readonly number: number } | undefined)?.number;
  }

  function numberOf(table: string): number {
    const found = foundNumber(table);
    if (found === undefined)
      throw new StoreRefusal('ResourceNotFoundException', `Requested resource not found: there is no table ${table}`);
    numbers.set(table, found);
    return found;
  }

  const rows = (sql: string, values: readonly SQLInputValue[]): Iterable<StoredRow> =>
    // A statement of its own: one that is prepared once cannot be read by two at a time.
    database.prepare(sql).iterate(...values) as unknown as Iterable<StoredRow>;

  return {
    numberOf,
    hasTable: (table) => foundNumber(table) !== undefined,
    addTable: (table) => void statement('INSERT INTO tables (name) VALUES (?)').run(table),
    get(table, { pk, sk }) {
      const row = statement(`SELECT ${COLUMNS} FROM items WHERE tab = ? AND pk = ? AND sk = ?`).get(numberOf(table), pk, sk);
      return row === undefined ? null : itemOf(table, row as unknown as StoredRow);
    },
    put(table, { pk, sk, item, bytes, expires_at, checksum }) {
      statement(
        `INSERT INTO items (tab, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
         item = excluded.item, bytes = excluded.bytes, expires_at = excluded.expires_at, checksum = excluded.checksum`,
      ).run(numberOf(table), pk, sk, item, bytes, expires_at, checksum);
    },
    delete(table, { pk, sk }) {
      statement('DELETE FROM items WHERE tab = ? AND pk = ? AND sk = ?').run(numberOf(table), pk, sk);
    },
    range(table, pk, { from, to, prefix, after, isForward }) {
      const [conditions, values]: [string[], SQLInputValue[]] = [
        ['tab = ?', 'pk = ?'],
        [numberOf(table), pk],
      ];
      const bound = (condition: string, value: string): void => {
        conditions.push(condition);
        values.push(value);
      };
      if (from !== undefined) bound(from.inclusive ? 'sk >= ?' : 'sk > ?', from.sk);
      if (to !== undefined) bound(to.inclusive ? 'sk <= ?' : 'sk < ?', to.sk);
      if (prefix !== undefined) {
        bound('sk >= ?', prefix);
        bound("sk < ? || CAST(x'ff' AS TEXT)", prefix); // no text in UTF-8 has the byte ff
      }
      if (after !== undefined) bound(isForward ? 'sk > ?' : 'sk < ?', after);
      return rows(`SELECT ${COLUMNS} FROM items WHERE ${conditions.join(' AND ')} ORDER BY sk ${isForward ? 'ASC' : 'DESC'}`, values);
    },
    scan(table, after) {
      const where = after === null ? '' : ' AND (pk, sk) > (?, ?)';
      return rows(`SELECT ${COLUMNS} FROM items WHERE tab = ?${where} ORDER BY pk, sk`, [
        numberOf(table),
        ...(after === null ? [] : [after.pk, after.sk]),
      ]);
    },
    deleteExpired(nowSeconds, most) {
      // The instant in the item itself must have passed too: a damaged column alone deletes nothing.
      const { changes } = statement(
        `DELETE FROM items WHERE rowid IN (SELECT rowid FROM items WHERE expires_at < ? AND item ->> 'expires_at' < ? LIMIT ?)`,
      ).run(nowSeconds, nowSeconds, most);
      return Number(changes);
    },
    giveBackSpace(mostPages) {
      database.exec(`PRAGMA incremental_vacuum(${mostPages})`);
      return (statement('PRAGMA freelist_count').get() as { readonly freelist_count: number }).freelist_count;
    },
  };
}
