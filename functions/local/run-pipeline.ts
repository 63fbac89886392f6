import type { BatchRequest, BeginRunRequest, CompleteRunResponse } from '#contracts/run/run-messages.ts';
import { logger } from '#functions/http/logger.ts';
import { afterRun } from '#functions/scoring/after-run.ts';
import {
  type BegunRun,
  beginRun,
  type SettlePorts,
  settleEarlierRuns,
} from '#functions/scoring/begin-run.ts';
import { type CompleteRunPorts, completeRun } from '#functions/scoring/complete-run.ts';
import {
  type CustomSteps,
  customStepsHere,
  scoreCustomSuppliers,
} from '#functions/scoring/custom-scoring.ts';
import { failRun, publishRun } from '#functions/scoring/publish-run.ts';
import { type RankBatchPorts, rankBatch } from '#functions/scoring/rank-batch.ts';
import { scoreBatch } from '#functions/scoring/score-batch.ts';
import type { ScoringPorts } from '#functions/scoring/scoring-ports.ts';

export type PipelineProgress = Readonly<{
  step: 'begin' | 'score' | 'complete' | 'custom' | 'publish' | 'after';
  /** 0 ... 1 of `score`; 0 for the others. */
  done: number;
}>;

export type PipelineOutcome = Readonly<{
  run_id: string;
  published: boolean;
  /** Objections of the guard, or who published first. */
  findings: readonly string[];
  unfinished?: string;
}>;

/** Takes a core for long, and is left to other threads. */
export interface LongSteps {
  score(batches: readonly BatchRequest[], onDone: (index: number) => void): Promise<void>;
  complete(runId: string, now: string): Promise<CompleteRunResponse>;
  /** Null where nobody can store custom suppliers. */
  readonly custom: CustomSteps | null;
  after(runId: string, now: string): Promise<unknown>;
}

export async function completeAndRank(
  runId: string,
  now: string,
  ports: CompleteRunPorts & RankBatchPorts,
): Promise<CompleteRunResponse> {
  const completed = await completeRun(runId, now, ports);
  if (completed.passed)
    for (const batch of (await ports.rows.plan(runId)) ?? []) await rankBatch(batch, ports);
  return completed;
}

export const inThisThread = (ports: ScoringPorts): LongSteps => ({
  async score(batches, onDone) {
    for (const [n, batch] of batches.entries()) {
      await scoreBatch(batch, ports);
      onDone(n);
    }
  },
  complete: (runId, now) => completeAndRank(runId, now, ports),
  custom: ports.customScoring === undefined ? null : customStepsHere(ports.customScoring),
  after: (runId, now) => afterRun(runId, now, ports),
});

/** What cannot be finished is logged, and does not stop the run to come. */
export async function finishEarlierRuns(
  clock: () => string,
  ports: SettlePorts,
  after: LongSteps['after'],
): Promise<void> {
  for (;;) {
    const run = await settleEarlierRuns(clock(), ports);
    if (run === null) return;
    try {
      await after(run.run_id, clock());
    } catch (error) {
      logger().error(
        'an earlier run is published, and what follows its publication failed again; the next run goes on without it',
        {
          run_id: run.run_id,
          who: 'readers see its scores; its points of the history and its changes may be missing until it is finished',
          what_to_do: 'mend what the error names: the next run tells the changes with its own',
          error,
        },
      );
      return;
    }
  }
}

/** A run whose beginning failed says why at once. */
async function begin(request: BeginRunRequest, now: string, ports: ScoringPorts): Promise<BegunRun> {
  try {
    return await beginRun(request, now, ports);
  } catch (error) {
    const [newest] = await ports.ledger.list(1, null);
    if (newest?.started_at === now)
      await failRun(newest.run_id, error instanceof Error ? error.message : String(error), now, ports.ledger);
    throw error;
  }
}

/**
 * As Step Functions on AWS. A step that throws marks the run as failed, but for the last: it is published by
 * then, and the failure is in the outcome.
 */
export async function runPipeline(
  request: BeginRunRequest,
  ports: ScoringPorts,
  clock: () => string,
  onProgress: (progress: PipelineProgress) => void = () => undefined,
  long: LongSteps = inThisThread(ports),
): Promise<PipelineOutcome> {
  onProgress({ step: 'begin', done: 0 });
  await finishEarlierRuns(clock, ports, long.after);
  const { run_id, batches } = await begin(request, clock(), ports);
  let objections: readonly string[];
  try {
    let done = 0;
    await long.score(batches, () => onProgress({ step: 'score', done: ++done / batches.length }));
    onProgress({ step: 'complete', done: 0 });
    const { passed, findings } = await long.complete(run_id, clock());
    if (!passed) return { run_id, published: false, findings };
    objections = findings;
    if (long.custom !== null) {
      onProgress({ step: 'custom', done: 0 });
      await scoreCustomSuppliers(run_id, long.custom);
    }
    onProgress({ step: 'publish', done: 0 });
    const { published } = await publishRun(run_id, clock(), ports.ledger);
    if (!published) return { run_id, published, findings: ['another run was published first'] };
  } catch (error) {
    await failRun(run_id, error instanceof Error ? error.message : String(error), clock(), ports.ledger);
    throw error;
  }
  onProgress({ step: 'after', done: 0 });
  try {
    await long.after(run_id, clock());
    return { run_id, published: true, findings: objections };
  } catch (error) {
    logger().error('a run is published, and what follows its publication failed; the next run tries again', {
      run_id,
      who: 'readers see the new scores; their history and the feed of changes may miss this run until then',
      what_to_do: 'mend what the error names; nothing has to be scored again',
      error,
    });
    return {
      run_id,
      published: true,
      findings: objections,
      unfinished: error instanceof Error ? error.message : String(error),
    };
  }
}
