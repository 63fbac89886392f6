import { elementIds } from '#domain/facts/reference-index.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { readReplayState, writeReplayState } from './data-folder.ts';
import type { LocalPlace } from './local-scoring.ts';
import { startScoringThreads } from './scoring-threads.ts';

export interface LocalReplay {
  readonly place: LocalPlace;
  readonly dates: readonly string[];
  readonly threads: number;
  /** Also what was replayed before, from the same code. */
  readonly again: boolean;
  /** After each element. */
  readonly onProgress: (done: number, all: number) => void;
}

/** Which elements still have to be replayed for these dates: other code or facts say something else of the past. */
export function elementsToReplay({ place, dates }: Pick<LocalReplay, 'place' | 'dates'>): readonly string[] {
  const state = readReplayState(place.folder);
  const from = dates[0] ?? '';
  const to = dates.at(-1) ?? '';
  const holds = state !== null && state.code_version === place.codeVersion && state.from <= from && state.to >= to;
  const done = new Set(holds ? state.elements : []);
  return elementIds(bundledReferenceData).filter((element) => !done.has(element));
}

/** Replays elements in threads and remembers which are done, so that an interrupted replay goes on where it was. Answers how to stop it. */
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

/** Replays one element, whatever was replayed before, and remembers nothing of it. */
export async function replayElementLocally(place: LocalPlace, element: string, dates: readonly string[]): Promise<void> {
  const threads = startScoringThreads(place, 1);
  await threads.all([{ kind: 'replay', element, dates }]).finally(() => threads.close());
}
