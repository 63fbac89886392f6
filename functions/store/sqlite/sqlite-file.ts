import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SNAPSHOTS_FOLDER } from '../runs/input-snapshots.ts';
import { DataFolderUnusable } from './data-folder.ts';
import { isBusy, isDamage, isOutOfSpace } from './sqlite-errors.ts';
import { isWhole } from './sqlite-rows.ts';
import { CREATE_ITEMS } from './sqlite-table.ts';

export const STORE_FORMAT = 1;

export const databaseFile = (folder: string): string => join(folder, 'store.sqlite');
export const markFile = (folder: string): string => join(folder, 'store.mark');

/**
 * SQLite leaves out a damaged end of its log without knowing whether it had been accepted; this file beside
 * the database does.
 */
export type AcceptedMark = Readonly<{
  id: string;
  commits: number;
}>;

/** Of one length: a shorter one never leaves an end of a longer one. */
const markText = ({ id, commits }: AcceptedMark) => `${id} ${String(commits).padStart(16, '0')}\n`;

function readMark(folder: string): AcceptedMark | null | 'damaged' {
  if (!existsSync(markFile(folder))) return null;
  const found = /^([0-9a-f-]{36}) (\d{16})\n$/.exec(readFileSync(markFile(folder), 'utf8'));
  return found === null ? 'damaged' : { id: found[1] as string, commits: Number(found[2]) };
}

function createMark(folder: string, mark: AcceptedMark) {
  const handle = openSync(`${markFile(folder)}.part`, 'w', 0o600);
  writeSync(handle, markText(mark));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${markFile(folder)}.part`, markFile(folder));
}

/** Not flushed: after a power failure it may say less than was accepted, never more. */
export function markWriter(folder: string): { write(mark: AcceptedMark): void; close(): void } {
  const handle = openSync(markFile(folder), 'r+');
  return {
    write(mark) {
      try {
        writeSync(handle, markText(mark), 0);
      } catch {
        // Saying less than there is is allowed.
      }
    },
    close: () => closeSync(handle),
  };
}

/** Given up to a start that finds the disk full. */
const reserveFile = (folder: string) => join(folder, 'store.reserve');
const RESERVE_BYTES = 256 * 1024;

/** The longest transaction is that of a restore. */
const BUSY_TIMEOUT_MS = 30_000;
const LONGEST_IDLE_LOG_BYTES = 16 * 1024 * 1024;

/**
 * How much of an accepted write is on the disk before it is acknowledged. `repeatable`: a power failure may
 * take the last seconds, which a run makes again.
 */
export type Durability = 'accepted' | 'repeatable';

export function openConnection(folder: string, durability: Durability): DatabaseSync {
  const file = databaseFile(folder);
  const isNew = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0;
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    // Takes effect before the first table alone, and writes, for which a full disk has no room.
    if (isNew) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${durability === 'accepted' ? 'FULL' : 'NORMAL'};
      PRAGMA fullfsync = ON;
      PRAGMA checkpoint_fullfsync = ON;
      PRAGMA cell_size_check = ON;
      PRAGMA trusted_schema = OFF;
      PRAGMA journal_size_limit = ${LONGEST_IDLE_LOG_BYTES};
    `);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

type StoreRow = Readonly<{
  format: number;
  id: string;
  commits: number;
}>;

function storeRow(database: DatabaseSync): StoreRow | null {
  const made = database
    .prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'store'")
    .get() as Readonly<{
    n: number;
  }>;
  return made.n === 0
    ? null
    : ((database.prepare('SELECT format, id, commits FROM store').get() as StoreRow | undefined) ?? null);
}

export function createStore(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    if (storeRow(database) === null) {
      database.exec(
        'CREATE TABLE store (format INTEGER NOT NULL, id TEXT NOT NULL, commits INTEGER NOT NULL) STRICT',
      );
      database.exec(CREATE_ITEMS);
      database
        .prepare('INSERT INTO store (format, id, commits) VALUES (?, ?, 0)')
        .run(STORE_FORMAT, randomUUID());
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

const RESTORE =
  'put a backup in its place with npm run restore -- --from FILE, or set DATA_DIR to another folder to begin anew';

const hasEntries = (folder: string) => existsSync(folder) && readdirSync(folder).length > 0;

/** To begin anew in silence would lose suppliers and keys. */
function refuseMissing(folder: string) {
  const isThere = existsSync(databaseFile(folder)) && statSync(databaseFile(folder)).size > 0;
  if (isThere) return;
  if (readMark(folder) !== null)
    throw new DataFolderUnusable(
      `The database ${databaseFile(folder)} is missing or empty, and the folder had one: ${RESTORE}.`,
    );
  if (hasEntries(join(folder, SNAPSHOTS_FOLDER)))
    throw new DataFolderUnusable(
      `The database ${databaseFile(folder)} is missing, and the folder has inputs of runs: ${RESTORE}.`,
    );
}

/**
 * Makes the database if there is none, and looks it over. `all`: every page and row (100 MB a second).
 * `marks`: format, and whether all that was accepted is there. Throws `DataFolderUnusable`.
 */
export function prepareStore(folder: string, look: 'all' | 'marks'): void {
  refuseMissing(folder);
  let database: DatabaseSync | null = null;
  try {
    database = openWithReserve(folder);
    const mark = readMark(folder);
    if (storeRow(database) === null) {
      if (mark !== null)
        throw new DataFolderUnusable(`The database ${databaseFile(folder)} has lost its tables: ${RESTORE}.`);
      createStore(database);
    }
    const row = storeRow(database);
    if (row === null)
      throw new DataFolderUnusable(
        `The database ${databaseFile(folder)} has lost the row that names it: ${RESTORE}.`,
      );
    refuseOtherStore(folder, row, mark);
    if (look === 'all') refuseDamaged(folder, database);
    if (mark === null) createMark(folder, row);
    for (const file of readdirSync(folder))
      if (file.startsWith('store.')) chmodSync(join(folder, file), 0o600);
  } catch (error) {
    throw told(error, folder);
  } finally {
    database?.close();
  }
}

function openWithReserve(folder: string): DatabaseSync {
  try {
    const database = openConnection(folder, 'accepted');
    storeRow(database);
    keepReserve(reserveFile(folder));
    return database;
  } catch (error) {
    if (!isOutOfSpace(error) || !existsSync(reserveFile(folder))) throw error;
    rmSync(reserveFile(folder));
    return openConnection(folder, 'accepted');
  }
}

function keepReserve(file: string) {
  if (existsSync(file)) return;
  try {
    writeFileSync(file, randomBytes(RESERVE_BYTES)); // random, as a disk that packs files would keep no room for zeros
  } catch {
    rmSync(file, { force: true });
  }
}

function refuseOtherStore(
  folder: string,
  { format, id, commits }: StoreRow,
  mark: ReturnType<typeof readMark>,
) {
  if (format !== STORE_FORMAT)
    throw new DataFolderUnusable(
      `The data in ${folder} belong to another version of Chokepoint (format ${format}, this one needs ${STORE_FORMAT}): set DATA_DIR to another folder.`,
    );
  if (mark === 'damaged')
    throw new DataFolderUnusable(
      `The file ${markFile(folder)} is damaged, so nothing says whether all that was accepted is in the database: ${RESTORE}; or delete that one file to go on with what there is.`,
    );
  if (mark === null) return;
  if (mark.id !== id)
    throw new DataFolderUnusable(
      `The database ${databaseFile(folder)} is not the one that this folder had: ${RESTORE}; or delete ${markFile(folder)} to go on with it.`,
    );
  if (mark.commits > commits)
    throw new DataFolderUnusable(
      `The database ${databaseFile(folder)} lacks the last ${mark.commits - commits} of ${mark.commits} accepted changes; its log (store.sqlite-wal) is damaged or gone: ${RESTORE}; or delete ${markFile(folder)} to go on without them.`,
    );
}

function refuseDamaged(folder: string, database: DatabaseSync) {
  const problem = firstProblem(database);
  if (problem !== null)
    throw new DataFolderUnusable(`The database ${databaseFile(folder)} is damaged (${problem}): ${RESTORE}.`);
}

export function firstProblem(database: DatabaseSync): string | null {
  const [first] = database.prepare('PRAGMA integrity_check(1)').all() as Readonly<{
    integrity_check: string;
  }>[];
  if (first?.integrity_check !== 'ok') return first?.integrity_check ?? 'no answer of the check';
  const rows = database.prepare('SELECT tab, pk, sk, item, bytes, expires_at, checksum FROM items').iterate();
  for (const row of rows) {
    if (!isWhole(String(row.tab), row)) return `the row ${row.pk} ${row.sk} has another checksum`;
  }
  return null;
}

function told(error: unknown, folder: string): unknown {
  if (error instanceof DataFolderUnusable) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (isDamage(error))
    return new DataFolderUnusable(`The database ${databaseFile(folder)} is damaged (${reason}): ${RESTORE}.`);
  if (isOutOfSpace(error))
    return new DataFolderUnusable(
      `The disk of ${folder} is full (${reason}): free some space and start again.`,
    );
  if (isBusy(error))
    return new DataFolderUnusable(
      `The database ${databaseFile(folder)} is held by another process (${reason}): try again.`,
    );
  return new DataFolderUnusable(
    `The database ${databaseFile(folder)} cannot be opened (${reason}): set DATA_DIR to a folder that can.`,
  );
}
