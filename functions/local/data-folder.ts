import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files beside the database. */
export const eventsFolder = (folder: string): string => join(folder, 'events');
export const alertEventsFolder = (folder: string): string => join(folder, 'alert-events');
const replayFile = (folder: string): string => join(folder, 'replayed-history.json');

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
