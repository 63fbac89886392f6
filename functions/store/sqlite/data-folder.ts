import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-errors.ts';

/** The message is one sentence for a person. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';
}

const ONLY_FOR_ITS_USER = 0o077;

/** Makes it, closes it to other users, and returns its whole path. Throws `DataFolderUnusable`. */
export function prepareDataFolder(folder: string): string {
  const path = resolve(folder);
  process.umask(ONLY_FOR_ITS_USER);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    chmodSync(path, 0o700);
    const readme = join(path, 'README.txt');
    if (existsSync(readme)) return path;
    writeFileSync(
      readme,
      'Data of a local Chokepoint. Delete this folder to begin anew; npm run backup -- --to FILE keeps a copy of what cannot be made again.\nstore.* is an SQLite database and its log: they belong together.\nevents/ has what the last runs changed, a line per event.\n',
    );
    return path;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new DataFolderUnusable(
      `The data directory ${path} cannot be written (${reason}): set DATA_DIR to one that can.`,
    );
  }
}

/** A process that was killed has the folder until its last write is done. */
const LONGEST_END_MS = 3000;

const lockFile = (folder: string) => join(folder, 'store.lock');
const holderFile = (folder: string) => join(folder, 'store.lock-holder');

/**
 * Returns what gives it back. The lock is an open transaction on an empty database, as Node has no call for a
 * lock; nothing else in this process may open that file. Throws `DataFolderUnusable` while another process
 * has it.
 */
export function takeDataFolder(folder: string): () => void {
  const giveBack = lock(folder, LONGEST_END_MS);
  if (giveBack === null) {
    const holder = textOf(holderFile(folder));
    const number = holder === '' ? '' : ` (process ${holder}, as it is numbered where it runs)`;
    throw new DataFolderUnusable(
      `The data directory ${folder} is in use by another process${number}: stop that one first, or set DATA_DIR to another.`,
    );
  }
  try {
    writeFileSync(holderFile(folder), String(process.pid));
  } catch {
    // The disk is full: the lock holds, and whoever meets it learns no process id.
  }
  return giveBack;
}

export function isDataFolderTaken(folder: string): boolean {
  if (!existsSync(lockFile(folder))) return false;
  const giveBack = lock(resolve(folder), 0);
  giveBack?.();
  return giveBack === null;
}

/** A lock also ends when nothing refers to its database any more. */
const held = new Set<DatabaseSync>();

function lock(folder: string, timeout: number): (() => void) | null {
  const database = new DatabaseSync(lockFile(folder), { timeout });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    held.add(database);
    return () => {
      held.delete(database);
      database.close();
    };
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function textOf(file: string) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
