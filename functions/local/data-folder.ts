import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder cannot be used; the message is one sentence for a person. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';
}

/** Files beside the database. */
export const snapshotsFolder = (folder: string): string => join(folder, 'snapshots');
export const eventsFolder = (folder: string): string => join(folder, 'events');
const replayFile = (folder: string): string => join(folder, 'replayed-history.json');

/** Makes the folder and finds out whether it can be written. Throws `DataFolderUnusable`. */
export function prepareDataFolder(folder: string): string {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    writeFileSync(
      join(path, 'README.txt'),
      'Data of a local Chokepoint. Delete this folder to begin anew.\nevents/ has what the last runs changed, a line per event.\n',
    );
    return path;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new DataFolderUnusable(`The data directory ${path} cannot be written (${reason}): set DATA_DIR to one that can.`);
  }
}

const lockFile = (folder: string): string => join(folder, 'in-use-by');

/**
 * Takes the folder for this process; the returned function releases it. A lock of a process that is gone (killed, a restart) does not
 * count. Throws `DataFolderUnusable` while another process has it.
 */
export function takeDataFolder(folder: string): () => void {
  const holder = Number(readOr(lockFile(folder), '0'));
  if (holder !== process.pid && isAlive(holder)) {
    throw new DataFolderUnusable(
      `The data directory ${folder} is in use by process ${holder}: stop that one first, or set DATA_DIR to another.`,
    );
  }
  writeFileSync(lockFile(folder), String(process.pid));
  return () => rmSync(lockFile(folder), { force: true });
}

const databaseFile = (folder: string): string => join(folder, 'database-at');

/**
 * Notes the address of the database of this folder while a process has it: other commands on this machine send their requests there instead
 * of opening the files.
 */
export const noteDatabase = (folder: string, endpoint: string): void => writeFileSync(databaseFile(folder), endpoint);

/** `null`: no process has the folder. */
export function databaseInUse(folder: string): string | null {
  const path = resolve(folder);
  const holder = Number(readOr(lockFile(path), '0'));
  if (holder === process.pid || !isAlive(holder)) return null;
  const endpoint = readOr(databaseFile(path), '');
  return endpoint === '' ? null : endpoint;
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0); // asks only
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Histories that were replayed, and the code and facts they were replayed from; with other code or facts they are replayed anew. */
export interface ReplayState {
  readonly code_version: string;
  readonly from: string;
  readonly to: string;
  readonly elements: readonly string[];
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
