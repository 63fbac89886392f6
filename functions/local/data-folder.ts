import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFolderLocked, lockFolder } from './store/store-lock.ts';

/** The folder, or what stands in its place on AWS, cannot be used; the message is one sentence for a person. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';
}

/** Files beside the database. */
export const snapshotsFolder = (folder: string): string => join(folder, 'snapshots');
export const eventsFolder = (folder: string): string => join(folder, 'events');
export const alertEventsFolder = (folder: string): string => join(folder, 'alert-events');
const replayFile = (folder: string): string => join(folder, 'replayed-history.json');

/** Nobody but the user of this process may read or write what it makes from now on: 0700 for folders, 0600 for files. */
const ONLY_FOR_ITS_USER = 0o077;

/**
 * Makes the folder, closes it to other users of the machine, and finds out whether it can be written. Throws `DataFolderUnusable`.
 */
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
    throw new DataFolderUnusable(`The data directory ${path} cannot be written (${reason}): set DATA_DIR to one that can.`);
  }
}

/**
 * Takes the folder for this process; the returned function gives it back. The lock ends with the process, however it ends. Throws
 * `DataFolderUnusable` while another process has it.
 */
export function takeDataFolder(folder: string): () => void {
  const lock = lockFolder(folder);
  if (!('heldBy' in lock)) return () => lock.release();
  const number = lock.heldBy === '' ? '' : ` (process ${lock.heldBy}, as it is numbered where it runs)`;
  throw new DataFolderUnusable(
    `The data directory ${folder} is in use by another process${number}: stop that one first, or set DATA_DIR to another.`,
  );
}

/** Whether a process has the folder: a service, a replay or a run. */
export const isDataFolderTaken = (folder: string): boolean => isFolderLocked(resolve(folder));

/** Histories that were replayed, and the code and facts they were replayed from; with other code or facts they are replayed anew. */
export interface ReplayState {
  readonly code_version: string;
  /** Dates that are done, in order. */
  readonly dates: readonly string[];
}

export function readReplayState(folder: string): ReplayState | null {
  try {
    return JSON.parse(readFileSync(replayFile(folder), 'utf8')) as ReplayState;
  } catch {
    return null; // none yet, or half of one: replaying again changes nothing
  }
}

export function writeReplayState(folder: string, state: ReplayState): void {
  writeFileSync(`${replayFile(folder)}.part`, JSON.stringify(state));
  renameSync(`${replayFile(folder)}.part`, replayFile(folder));
}
