import { settleEarlierRuns } from '#functions/scoring/begin-run.ts';
import { replayDates } from '#functions/scoring/results/replay-history.ts';
import { dateOf } from '#functions/scoring/run-clock.ts';
import { expireRows } from './expire-rows.ts';
import type { LocalStore } from './local-store.ts';
import type { ProgressLine } from './progress-line.ts';
import { elementsToReplay, replayLocally } from './replay-locally.ts';
import { type PipelineOutcome, runPipeline } from './run-pipeline.ts';
import { startScoringThreads } from './scoring-threads.ts';

/** A Sunday; weeks of histories are counted from it, so that replays of different length meet on the same days. */
const FIRST_SUNDAY = '2010-01-03';
const DAYS_OF_HISTORY = 731;
const SCORING_THREADS = 2;

const STEPS = {
  begin: 'Reading the facts',
  score: 'Scoring',
  complete: 'Checking and ranking',
  publish: 'Publishing',
  after: 'Writing the history',
};

/**
 * Is the active run of today, and of this code and its facts? What such a run has left undone after its publication is finished, as far as
 * that is possible: its scores stand, so nothing has to be scored again.
 */
export async function isUpToDate({ ports, place }: LocalStore, clock: () => string): Promise<boolean> {
  const pointer = await ports.ledger.pointer();
  const run = pointer === null ? null : await ports.ledger.get(pointer.run_id);
  if (run === null || run.as_of !== dateOf(clock()) || run.code_version !== place.codeVersion) return false;
  if (run.status !== 'completed' && run.status !== 'unfinished') await settleEarlierRuns(clock(), ports);
  return true;
}

/** One run, its batches in threads so that HTTP goes on answering. When `stopped` aborts, no further batch is scored and the run fails. */
export async function scoreLocally(
  store: LocalStore,
  clock: () => string,
  progress: ProgressLine,
  stopped?: AbortSignal,
): Promise<PipelineOutcome> {
  const threads = startScoringThreads(store.place, SCORING_THREADS);
  const stop = (): void => void threads.close();
  stopped?.addEventListener('abort', stop);
  try {
    return await runPipeline(
      {},
      store.ports,
      clock,
      ({ step }) => {
        if (step !== 'score') progress.show(STEPS[step], null);
      },
      (batches, onDone) => {
        const subjects = batches.reduce((sum, batch) => sum + batch.subjects.length, 0);
        let [done, scored] = [0, 0];
        const showScored = (): void => progress.show(STEPS.score, scored / subjects, `${scored} of ${subjects} subjects`);
        showScored();
        const work = batches.map((request) => ({ kind: 'batch', request }) as const);
        return threads.all(work, (index) => {
          done += 1;
          scored += batches[index]?.subjects.length ?? 0;
          showScored();
          onDone(done);
        });
      },
    );
  } finally {
    stopped?.removeEventListener('abort', stop);
    progress.end();
    await threads.close();
  }
}

/** Sundays of the last two years, up to the last one before today. */
export function sundaysOfHistory(today: string): readonly string[] {
  return replayDates(FIRST_SUNDAY, today, 7).slice(-Math.ceil(DAYS_OF_HISTORY / 7));
}

export interface BackgroundWork {
  readonly stop: () => Promise<void>;
}

/** Fills the history of the last two years where it is missing; one thread, so that a core stays free for readers. */
export function fillHistory(store: LocalStore, today: string, say: (line: string) => void): BackgroundWork {
  const dates = sundaysOfHistory(today);
  const missing = elementsToReplay({ place: store.place, dates }).length;
  if (missing === 0) return { stop: async () => undefined };
  say(`Filling the history: ${missing} elements, ${dates.length} weeks, in the background.`);
  let stopped = false;
  let quarter = 0;
  const replay = replayLocally({
    place: store.place,
    dates,
    threads: 1,
    again: false,
    onProgress(done, all) {
      const now = Math.floor((4 * done) / all);
      if (now > quarter) say(`History: ${25 * now} %`);
      quarter = now;
    },
  });
  replay.finished.catch((error: unknown) => {
    if (!stopped) say(`The history could not be filled: ${error instanceof Error ? error.message : String(error)}`);
  });
  return {
    async stop() {
      stopped = true;
      await replay.stop();
    },
  };
}

const CHECK_EVERY_MS = 60_000;

/**
 * Scores anew when the day (UTC) has changed. Readers keep the last good run while it works, and when it fails. `stop` ends a run that is
 * at work and waits until nothing of it touches the store any more.
 */
export function scoreEveryDay(store: LocalStore, clock: () => string, progress: ProgressLine, say: (line: string) => void): BackgroundWork {
  let working: Promise<void> | null = null;
  const stopping = new AbortController();
  const check = async (): Promise<void> => {
    if (await isUpToDate(store, clock)) return;
    const { published, run_id, findings, unfinished } = await scoreLocally(store, clock, progress, stopping.signal);
    if (unfinished !== undefined) say(`Run ${run_id} is published, but what follows failed and is tried again: ${unfinished}`);
    else say(published ? `New day: run ${run_id} is published.` : `Run ${run_id} was refused, the last good one stands: ${findings[0]}`);
    await expireRows(store.client, store.place.table, Date.parse(clock()) / 1000);
  };
  const timer = setInterval(() => {
    if (working !== null) return;
    working = check()
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return; // it failed because it was stopped
        say(`The nightly run failed, the last good one stands: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => {
        working = null;
      });
  }, CHECK_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await working;
    },
  };
}
