import { Piscina } from 'piscina';
import type { CompleteRunResponse, CustomBatch } from '#contracts/run/run-messages.ts';
import type { LocalPlace } from './local-scoring.ts';
import type { LongSteps } from './run-pipeline.ts';
import type { ThreadWork } from './scoring-thread.ts';

export interface ScoringThread {
  all(work: readonly ThreadWork[], onDone?: (index: number) => void): Promise<void>;
  readonly steps: LongSteps;
  close(): Promise<void>;
}

export function startScoringThread(place: LocalPlace): ScoringThread {
  const pool = new Piscina<ThreadWork, unknown>({
    filename: new URL('./scoring-thread.ts', import.meta.url).href,
    name: 'doWork',
    minThreads: 1,
    maxThreads: 1,
    workerData: place,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
    // A thread has its store open: its event loop must not stop.
    atomics: 'disabled',
  });
  const all: ScoringThread['all'] = async (work, onDone = () => undefined) => {
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
      custom: {
        plan: (run_id) => pool.run({ kind: 'custom-plan', run_id }) as Promise<readonly CustomBatch[]>,
        score: (batch) => pool.run({ kind: 'custom-batch', batch }),
        close: (run_id, batches) => pool.run({ kind: 'custom-close', run_id, batches }),
      },
      after: (run_id, now) => pool.run({ kind: 'after', run_id, now }),
    },
    close: () => pool.destroy(),
  };
}
