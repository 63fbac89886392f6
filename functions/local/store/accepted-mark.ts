/**
 * A small file beside the database that says how many times the store has accepted something. SQLite leaves out the end of its log when the
 * log is damaged or gone, as it must after a power failure, and does not know whether that end had been accepted; this file does.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

export interface AcceptedMark {
  /** Name of the store, so that a database of another folder is not taken for this one. */
  readonly id: string;
  /** Transactions that were on the disk before somebody was told so: the database has at least so many. */
  readonly commits: number;
}

const LENGTH = 80;

function textOf({ id, commits }: AcceptedMark): string {
  const said = `${id} ${commits}`;
  return `${said} ${crc32(said).toString(16)}`.padEnd(LENGTH - 1).concat('\n');
}

/** `null`: there is no such file. `'damaged'`: it does not say what was written. */
export function readMark(file: string): AcceptedMark | null | 'damaged' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const [id = '', commits = ''] = text.split(' ');
  const mark = { id, commits: Number(commits) };
  return Number.isSafeInteger(mark.commits) && textOf(mark) === text ? mark : 'damaged';
}

/** Makes the file in one step: a process that is killed meanwhile leaves none, or a whole one. */
export function createMark(file: string, mark: AcceptedMark): void {
  const handle = openSync(`${file}.part`, 'w', 0o600);
  writeSync(handle, textOf(mark));
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.part`, file);
}

export interface MarkWriter {
  /** Not flushed: after a power failure the file may say less than was accepted, and never more. */
  write(mark: AcceptedMark): void;
  close(): void;
}

export function markWriter(file: string): MarkWriter {
  const handle = openSync(file, 'r+');
  return {
    write(mark) {
      try {
        writeSync(handle, textOf(mark), 0);
      } catch {
        // It says less than there is, which is allowed; what was accepted is in the database.
      }
    },
    close: () => closeSync(handle),
  };
}
