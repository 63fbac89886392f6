import { DatabaseSync } from 'node:sqlite';
import type { Tables } from '../table/table.ts';
import { createStore, type Durability, markWriter, openConnection } from './sqlite-file.ts';
import { sqliteTables } from './sqlite-table.ts';
import { groupCommitter, type StoreWriter, writerHere, writerInThread } from './sqlite-writer.ts';

export const LOCAL_TABLES = {
  scores: 'Chokepoint-Scores',
  access: 'Chokepoint-Access',
  signals: 'Chokepoint-Signals',
} as const;

export interface SqliteStore {
  readonly tables: Tables;
  expire(now: number): Promise<number>;
  close(): Promise<void>;
}

const EXPIRED_AT_ONCE = 500;

const storeOf = (database: DatabaseSync, writer: StoreWriter): SqliteStore => ({
  tables: sqliteTables(database, writer.write),
  async expire(now) {
    for (let all = 0; ; ) {
      const removed = Number(
        await writer.write({ kind: 'remove', expiredBefore: now, mostRows: EXPIRED_AT_ONCE }),
      );
      if (removed === 0) return all; // Each round gives space back.
      all += removed;
    }
  },
  async close() {
    await writer.close();
    if (database.isOpen) database.close();
  },
});

export function storeInMemory(): SqliteStore {
  const database = new DatabaseSync(':memory:');
  createStore(database);
  return storeOf(
    database,
    writerHere(groupCommitter(database, null), () => undefined),
  );
}

/** Reads in this thread, writes in another. The folder must have been prepared. */
export const storeOfService = (folder: string): SqliteStore =>
  storeOf(openConnection(folder, 'accepted'), writerInThread(folder));

/** May wait for the disk. The folder must have been prepared. */
export function storeBeside(folder: string, durability: Durability): SqliteStore {
  const database = openConnection(folder, durability);
  const mark = durability === 'accepted' ? markWriter(folder) : null;
  return storeOf(
    database,
    writerHere(groupCommitter(database, mark?.write ?? null), () => mark?.close()),
  );
}
