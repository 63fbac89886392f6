import { readReplayState, writeReplayState } from './data-folder.ts';
import type { LocalPlace } from './local-scoring.ts';
import { startScoringThread } from './start-scoring-thread.ts';

export interface LocalReplay {
  readonly place: LocalPlace;
  readonly dates: readonly string[];
  /** Whether to replay dates again that the same code has replayed before. */
  readonly again: boolean;
  /** After some dates. */
  readonly onProgress: (done: number, all: number) => void;
}

/** Dates whose points are stored together. */
const DATES_AT_ONCE = 8;

const datesDone = ({ folder, codeVersion }: LocalPlace): readonly string[] => {
  const state = readReplayState(folder);
  return state?.code_version === codeVersion ? state.dates : [];
};

/** Dates that still have to be replayed. After a change of code or facts, that is all of them. */
export function missingReplays({ place, dates }: Pick<LocalReplay, 'place' | 'dates'>): readonly string[] {
  const done = new Set(datesDone(place));
  return dates.filter((date) => !done.has(date));
}

/** Replays dates in a thread and records which are done, so that an interrupted replay resumes where it stopped. Returns how to stop it. */
export function replayLocally(replay: LocalReplay): { readonly finished: Promise<void>; readonly stop: () => Promise<void> } {
  const { place, onProgress } = replay;
  const dates = replay.again ? replay.dates : missingReplays(replay);
  const pieces = Array.from({ length: Math.ceil(dates.length / DATES_AT_ONCE) }, (_, n) =>
    dates.slice(n * DATES_AT_ONCE, (n + 1) * DATES_AT_ONCE),
  );
  const thread = startScoringThread(place);
  const done = new Set(datesDone(place));
  let replayed = 0;
  const finished = thread
    .all(
      pieces.map((piece) => ({ kind: 'replay', dates: piece })),
      (index) => {
        const piece = pieces[index] ?? [];
        for (const date of piece) done.add(date);
        writeReplayState(place.folder, { code_version: place.codeVersion, dates: [...done].sort() });
        replayed += piece.length;
        onProgress(replayed, dates.length);
      },
    )
    .finally(() => thread.close());
  return { finished, stop: () => thread.close() };
}
