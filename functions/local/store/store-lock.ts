/** Which process has a data folder: a lock of the operating system, which ends with the process however it ends. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './store-errors.ts';

export interface FolderLock {
  release(): void;
}

/** A process that was killed has the folder until its last write is done, which takes seconds on a busy disk; whoever starts it again need not try twice. */
const LONGEST_END_MS = 3000;

const lockFile = (folder: string): string => join(folder, 'store.lock');
const noteFile = (folder: string): string => join(folder, 'store.lock-holder');

/**
 * Takes the folder, or says who has it: the number of its process, as far as it could note it. The lock is an open transaction on an empty
 * database, because Node has no call for a lock and SQLite has one on every system. Nothing else in this process may open that file: closing it
 * would end the lock.
 */
export function lockFolder(folder: string): FolderLock | { readonly heldBy: string } {
  const lock = exclusive(folder, LONGEST_END_MS);
  if (lock === null) return { heldBy: holderOf(folder) };
  try {
    writeFileSync(noteFile(folder), String(process.pid));
  } catch {
    // The disk is full: the lock holds, and whoever meets it is told of no number.
  }
  return lock;
}

/** Whether some process has the folder. */
export function isFolderLocked(folder: string): boolean {
  if (!existsSync(lockFile(folder))) return false;
  const lock = exclusive(folder, 0);
  lock?.release();
  return lock === null;
}

/** `null`: another connection has it, and still has it after so many milliseconds. */
function exclusive(folder: string, timeout: number): FolderLock | null {
  const database = new DatabaseSync(lockFile(folder), { timeout });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function holderOf(folder: string): string {
  try {
    return readFileSync(noteFile(folder), 'utf8');
  } catch {
    return '';
  }
}
