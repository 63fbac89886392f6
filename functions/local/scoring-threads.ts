import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import type { PlanOwnResponse } from '#contracts/run/own-run-messages.ts';
import type { CompleteRunResponse } from '#contracts/run/run-messages.ts';
import type { LocalPlace } from './local-scoring.ts';
import type { LongSteps } from './run-pipeline.ts';
import type { ThreadWork } from './scoring-thread.ts';

export interface ScoringThreads {
  /** Gives the work to the threads; `onDone` after each piece, in the order they finish. The first failure rejects. */
  all(work: readonly ThreadWork[], onDone?: (index: number) => void): Promise<void>;
  /** All steps of a run that take long, in the threads. */
  readonly steps: LongSteps;
  /** Ends the threads; work that is not done is rejected. */
  close(): Promise<void>;
}

/**
 * Megabytes of the nursery that a thread begins with. Scoring makes much that is thrown away at once: with V8's half megabyte to begin with,
 * collecting it takes an eighth of the time of a run.
 */
const NURSERY_MB = 32;

/** Starts threads that score. They end when they are closed. */
export function startScoringThreads(place: LocalPlace, count: number): ScoringThreads {
  setFlagsFromString(`--min-semi-space-size=${NURSERY_MB}`);
  const pool = new Piscina<ThreadWork, unknown>({
    filename: new URL('./scoring-thread.ts', import.meta.url).href,
    name: 'doWork',
    minThreads: count,
    maxThreads: count,
    workerData: place,
    // A thread keeps connections to the store open: it must not stop its event loop while it waits for work.
    atomics: 'disabled',
  });
  const all: ScoringThreads['all'] = async (work, onDone = () => undefined) => {
    await Promise.all(work.map((piece, index) => pool.run(piece).then(() => onDone(index))));
  };
  return {
    all,
    steps: {
      score: (batches, onDone) =>
        all(
          batches.map((request) => ({ kind: 'batch', request })),
          onDone,
        ),
      complete: (run_id, now) => pool.run({ kind: 'complete', run_id, now }) as Promise<CompleteRunResponse>,
      own: {
        plan: (run_id, now) => pool.run({ kind: 'own-plan', run_id, now }) as Promise<PlanOwnResponse>,
        score: (request) => pool.run({ kind: 'own-batch', request }),
        rank: (request) => pool.run({ kind: 'own-rank', request }),
        atOnce: count,
      },
      after: (run_id, now) => pool.run({ kind: 'after', run_id, now }),
    },
    close: () => pool.destroy(),
  };
}
