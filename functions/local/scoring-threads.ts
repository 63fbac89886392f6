import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';
import type { LocalPlace } from './local-scoring.ts';
import type { ThreadWork } from './scoring-thread.ts';

export interface ScoringThreads {
  /** Gives the work to the threads; `onDone` after each piece, in the order they finish. The first failure rejects. */
  all(work: readonly ThreadWork[], onDone?: (index: number) => void): Promise<void>;
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
  const pool = new Piscina<ThreadWork, void>({
    filename: new URL('./scoring-thread.ts', import.meta.url).href,
    name: 'doWork',
    minThreads: count,
    maxThreads: count,
    workerData: place,
    // A thread keeps connections to the store open: it must not stop its event loop while it waits for work.
    atomics: 'disabled',
  });
  return {
    async all(work, onDone = () => undefined) {
      await Promise.all(work.map((piece, index) => pool.run(piece).then(() => onDone(index))));
    },
    close: () => pool.destroy(),
  };
}
