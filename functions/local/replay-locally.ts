import { elementIds } from '#domain/facts/reference-index.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { readReplayState, writeReplayState } from './data-folder.ts';
import type { LocalPlace } from './local-scoring.ts';
import { startScoringThreads } from './scoring-threads.ts';

export interface LocalReplay {
  readonly place: LocalPlace;
  readonly dates: readonly string[];
  readonly threads: number;
  /** Whether to replay elements again that the same code has replayed before. */
  readonly again: boolean;
  /** After each element. */
  readonly onProgress: (done: number, all: number) => void;
}

/** Elements that still have to be replayed for these dates. After a change of code or facts, that is all of them. */
export function elementsToReplay({ place, dates }: Pick<LocalReplay, 'place' | 'dates'>): readonly string[] {
  const state = readReplayState(place.folder);
  const from = dates[0] ?? '';
  const to = dates.at(-1) ?? '';
  const holds = state !== null && state.code_version === place.codeVersion && state.from <= from && state.to >= to;
  const done = new Set(holds ? state.elements : []);
  return elementIds(bundledReferenceData).filter((element) => !done.has(element));
}

/**
 * Replays elements in threads and records which are done, so that an interrupted replay resumes where it stopped. Returns how to stop it.
 */
export function replayLocally(replay: LocalReplay): { readonly finished: Promise<void>; readonly stop: () => Promise<void> } {
  const { place, dates, onProgress } = replay;
  const every = elementIds(bundledReferenceData);
  const elements = replay.again ? every : elementsToReplay(replay);
  const threads = startScoringThreads(place, replay.threads);
  const done = every.filter((element) => !elements.includes(element));
  const finished = threads
    .all(
      elements.map((element) => ({ kind: 'replay', element, dates })),
      (index) => {
        done.push(elements[index] ?? '');
        writeReplayState(place.folder, { code_version: place.codeVersion, from: dates[0] ?? '', to: dates.at(-1) ?? '', elements: done });
        onProgress(done.length, every.length);
      },
    )
    .finally(() => threads.close());
  return { finished, stop: () => threads.close() };
}

/** Replays one element, even if it was replayed before, and does not record that it is done. */
export async function replayElementLocally(place: LocalPlace, element: string, dates: readonly string[]): Promise<void> {
  const threads = startScoringThreads(place, 1);
  await threads.all([{ kind: 'replay', element, dates }]).finally(() => threads.close());
}
