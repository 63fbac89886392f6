import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { type ReplayedSubject, subjectsToReplay } from '#functions/scoring/results/replay-history.ts';
import { readReplayState, writeReplayState } from './data-folder.ts';
import type { LocalPlace } from './local-scoring.ts';
import { startScoringThreads } from './scoring-threads.ts';

export interface LocalReplay {
  readonly place: LocalPlace;
  readonly dates: readonly string[];
  readonly threads: number;
  /** Whether to replay subjects again that the same code has replayed before. */
  readonly again: boolean;
  /** After each subject. */
  readonly onProgress: (done: number, all: number) => void;
}

const nameOf = ({ type, id }: ReplayedSubject): string => `${type} ${id}`;

function everySubject(): readonly ReplayedSubject[] {
  const methodology = bundledMethodologies.get(PUBLISHED_METHODOLOGY);
  if (methodology === undefined) throw new Error(`methodology ${PUBLISHED_METHODOLOGY} is not part of this code`);
  return subjectsToReplay(bundledReferenceData, methodologyOf(methodology.document));
}

/** Subjects that still have to be replayed for these dates. After a change of code or facts, that is all of them. */
export function missingReplays({ place, dates }: Pick<LocalReplay, 'place' | 'dates'>): readonly ReplayedSubject[] {
  const state = readReplayState(place.folder);
  const from = dates[0] ?? '';
  const to = dates.at(-1) ?? '';
  const holds = state !== null && state.code_version === place.codeVersion && state.from <= from && state.to >= to;
  const done = new Set(holds ? state.subjects : []);
  return everySubject().filter((subject) => !done.has(nameOf(subject)));
}

/**
 * Replays subjects in threads and records which are done, so that an interrupted replay resumes where it stopped. Returns how to stop it.
 */
export function replayLocally(replay: LocalReplay): { readonly finished: Promise<void>; readonly stop: () => Promise<void> } {
  const { place, dates, onProgress } = replay;
  const every = everySubject();
  const subjects = replay.again ? every : missingReplays(replay);
  const threads = startScoringThreads(place, replay.threads);
  const missing = new Set(subjects.map(nameOf));
  const done = every.map(nameOf).filter((name) => !missing.has(name));
  const finished = threads
    .all(
      subjects.map((subject) => ({ kind: 'replay', subject, dates })),
      (index) => {
        const subject = subjects[index];
        if (subject !== undefined) done.push(nameOf(subject));
        writeReplayState(place.folder, { code_version: place.codeVersion, from: dates[0] ?? '', to: dates.at(-1) ?? '', subjects: done });
        onProgress(done.length, every.length);
      },
    )
    .finally(() => threads.close());
  return { finished, stop: () => threads.close() };
}
