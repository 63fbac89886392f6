import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import { replayDates } from '#functions/scoring/results/replay-history.ts';
import { dateOf } from '#functions/scoring/run-clock.ts';
import { noteProgress } from '#functions/store/runs/work-progress.ts';
import type { LocalPlace } from './local-scoring.ts';
import type { LocalStore } from './local-store.ts';
import type { ProgressLine } from './progress-line.ts';
import { finishEarlierRuns, type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { startScoringThread } from './start-scoring-thread.ts';

/** A Sunday, so that replays of different length meet. */
const FIRST_SUNDAY = '2010-01-03';
const DAYS_OF_HISTORY = 731;

const STEPS = {
  begin: 'Reading the facts',
  score: 'Scoring',
  complete: 'Checking and ranking',
  custom: 'Scoring custom suppliers',
  publish: 'Publishing',
  after: 'Writing the history',
};

/** Of today, this code and its facts. Finishes what such a run left undone. */
export async function isUpToDate({ ports, place }: LocalStore, clock: () => string): Promise<boolean> {
  const pointer = await ports.ledger.pointer();
  const run = pointer && (await ports.ledger.get(pointer.run_id));
  if (run === null || run.as_of !== dateOf(clock()) || run.code_version !== place.codeVersion) return false;
  if (run.status !== 'completed' && run.status !== 'unfinished')
    await finishEarlierRuns(clock, ports, (runId, now) => afterRun(runId, now, ports));
  return true;
}

/** What a killed process had taken is scored at the next start. */
export async function hasNewestFacts({ ports }: LocalStore): Promise<boolean> {
  const pointer = await ports.ledger.pointer();
  const run = pointer && (await ports.ledger.get(pointer.run_id));
  return (
    run !== null && (await ports.snapshots.put(await ports.newestFacts(run.known_at))) === run.inputs_sha256
  );
}

/** One run, in a thread; it fails when `stopped` aborts. `because`: what came in, in sentences. */
export async function scoreLocally(
  store: LocalStore,
  clock: () => string,
  progress: ProgressLine,
  stopped?: AbortSignal,
  because?: readonly string[],
): Promise<PipelineOutcome> {
  const thread = startScoringThread(store.place);
  const stop = (): void => void thread.close();
  stopped?.addEventListener('abort', stop);
  try {
    return await runPipeline(
      because === undefined ? {} : { because: [...because] },
      store.ports,
      clock,
      ({ step }) => {
        // Custom steps never reject, also when their thread was ended: such a run is not published.
        if (step === 'publish' && stopped?.aborted)
          throw new Error('the service was stopped before the run was published');
        if (step !== 'score') progress.show(STEPS[step], null);
      },
      {
        ...thread.steps,
        score(batches, onDone) {
          const subjects = batches.reduce((sum, batch) => sum + batch.subjects.length, 0);
          let scored = 0;
          const showScored = (): void => {
            progress.show(STEPS.score, scored / subjects, `${scored} of ${subjects} subjects`);
            noteProgress('scores', { done: scored, of: subjects });
          };
          showScored();
          return thread.steps.score(batches, (index) => {
            scored += batches[index]?.subjects.length ?? 0;
            showScored();
            onDone(index);
          });
        },
      },
    );
  } finally {
    stopped?.removeEventListener('abort', stop);
    progress.end();
    noteProgress('scores', null);
    await thread.close();
  }
}

function sundaysOfHistory(today: string): readonly string[] {
  return replayDates(FIRST_SUNDAY, today, 7).slice(-Math.ceil(DAYS_OF_HISTORY / 7));
}

export interface BackgroundWork {
  readonly stop: () => Promise<void>;
}

export function fillHistory(store: LocalStore, today: string, say: (line: string) => void): BackgroundWork {
  const dates = sundaysOfHistory(today);
  const missing = missingReplays({ place: store.place, dates }).length;
  if (missing === 0) return { stop: async () => undefined };
  say(
    `Filling the history of ${dates.length} weeks in the background: elements first, the newest weeks first.`,
  );
  let stopped = false;
  let quarter = 0;
  const all = TYPES_AT_ONCE.length * dates.length;
  noteProgress('history', { done: all - missing, of: all });
  const replay = replayLocally({
    place: store.place,
    dates,
    again: false,
    onProgress(done, of) {
      noteProgress('history', { done: all - of + done, of: all });
      const now = Math.floor((4 * done) / of);
      if (now > quarter) say(`History: ${25 * now} %`);
      quarter = now;
    },
  });
  const ended = replay.finished.finally(() => noteProgress('history', null));
  ended.catch((error: unknown) => {
    if (!stopped)
      say(`The history could not be filled: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    async stop() {
      stopped = true;
      await replay.stop();
    },
  };
}

const replayFile = (folder: string) => join(folder, 'replayed-history.json');

/** With other code or facts all is replayed anew. */
type ReplayState = Readonly<{
  code_version: string;
  done: readonly string[];
}>;

function readReplayState(folder: string): ReplayState | null {
  try {
    return JSON.parse(readFileSync(replayFile(folder), 'utf8')) as ReplayState;
  } catch {
    return null; // none yet, or half of one
  }
}

function writeReplayState(folder: string, state: ReplayState) {
  writeFileSync(`${replayFile(folder)}.part`, JSON.stringify(state));
  renameSync(`${replayFile(folder)}.part`, replayFile(folder));
}

export type LocalReplay = Readonly<{
  place: LocalPlace;
  dates: readonly string[];
  again: boolean;
  onProgress: (done: number, all: number) => void;
}>;

const DATES_AT_ONCE = 8;
/** In which readers look for them. */
const TYPES_AT_ONCE: readonly (readonly SubjectType[])[] = [['element'], ['country', 'supplier']];

const workDone = ({ folder, codeVersion }: LocalPlace): readonly string[] => {
  const state = readReplayState(folder);
  return state?.code_version === codeVersion ? state.done : [];
};

type DateToReplay = Readonly<{
  types: readonly SubjectType[];
  date: string;
}>;

const keyOf = ({ types, date }: DateToReplay) => `${types.join('+')} ${date}`;

const toReplay = (dates: readonly string[]): readonly DateToReplay[] =>
  TYPES_AT_ONCE.flatMap((types) => dates.toReversed().map((date) => ({ types, date })));

function missingReplays({ place, dates }: Pick<LocalReplay, 'place' | 'dates'>): readonly DateToReplay[] {
  const done = new Set(workDone(place));
  return toReplay(dates).filter((one) => !done.has(keyOf(one)));
}

/** Resumes where it stopped. */
export function replayLocally(replay: LocalReplay): Readonly<{
  finished: Promise<void>;
  stop: () => Promise<void>;
}> {
  const { place, onProgress } = replay;
  const all = replay.again ? toReplay(replay.dates) : missingReplays(replay);
  const pieces = [...Map.groupBy(all, ({ types }) => types)].flatMap(([types, of]) =>
    Array.from({ length: Math.ceil(of.length / DATES_AT_ONCE) }, (_, n) => ({
      types,
      dates: of.slice(n * DATES_AT_ONCE, (n + 1) * DATES_AT_ONCE).map(({ date }) => date),
    })),
  );
  const thread = startScoringThread(place);
  const done = new Set(workDone(place));
  let replayed = 0;
  const finished = thread
    .all(
      pieces.map(({ types, dates }) => ({ kind: 'replay', types, dates: dates.toReversed() })),
      (index) => {
        const { types, dates } = pieces[index] as (typeof pieces)[number];
        for (const date of dates) done.add(keyOf({ types, date }));
        writeReplayState(place.folder, { code_version: place.codeVersion, done: [...done].sort() });
        replayed += dates.length;
        onProgress(replayed, all.length);
      },
    )
    .finally(() => thread.close());
  return { finished, stop: () => thread.close() };
}
