import type { PlanOwnResponse, RankOwnRequest, ScoreOwnBatchRequest } from '#contracts/run/run-messages.ts';
import { logger } from '#functions/runtime/logger.ts';
import type { Instant } from '../run-clock.ts';
import type { OwnScoringPorts } from './own-scoring-ports.ts';
import { planOwnBatches } from './plan-own-batches.ts';
import { rankOwnSuppliers } from './rank-own-suppliers.ts';
import { scoreOwnBatch } from './score-own-batch.ts';

/** The steps that score own suppliers, wherever each of them is done. */
export interface OwnSteps {
  plan(runId: string, now: Instant): Promise<PlanOwnResponse>;
  score(request: ScoreOwnBatchRequest): Promise<unknown>;
  rank(request: RankOwnRequest): Promise<unknown>;
  /** How many batches and clients are given out at once. */
  readonly atOnce: number;
}

/** All steps in this thread, one after another. */
export const ownStepsHere = (ports: OwnScoringPorts): OwnSteps => ({
  plan: (runId, now) => planOwnBatches(runId, now, ports),
  score: (request) => scoreOwnBatch(request, ports),
  rank: (request) => rankOwnSuppliers(request, ports),
  atOnce: 1,
});

/**
 * Scores the own suppliers of all clients in a run that is about to be published. It never rejects: whatever fails is logged, and the clients
 * that it concerns have their suppliers scored when they read them; the run and all other clients go on.
 */
export async function scoreOwnSuppliers(runId: string, now: Instant, steps: OwnSteps): Promise<void> {
  await guarded(
    async () => {
      const { batches, clients } = await steps.plan(runId, now);
      await inTurns(batches, steps.atOnce, steps.score, ({ batch }) => ({ run_id: runId, step: 'score', batch }));
      await rankOwnClients(clients, steps);
    },
    { run_id: runId, step: 'plan' },
  );
}

/** Ranks the own suppliers of each client, and resolves to how many clients have no ranking. It never rejects: a client that cannot be ranked is logged, and the others go on. */
export const rankOwnClients = (clients: readonly RankOwnRequest[], { rank, atOnce }: Pick<OwnSteps, 'rank' | 'atOnce'>): Promise<number> =>
  inTurns(clients, atOnce, rank, ({ run_id, client }) => ({ run_id, step: 'rank', client }));

/** Resolves to how many requests were not done: they failed, or there was no time left for them. */
async function inTurns<T>(
  requests: readonly T[],
  atOnce: number,
  work: (request: T) => Promise<unknown>,
  where: (request: T) => object,
): Promise<number> {
  const queue = requests.values();
  let undone = 0;
  const worker = async (): Promise<void> => {
    for (const request of queue) if (!(await guarded(() => work(request), where(request)))) undone += 1;
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, requests.length) }, worker));
  return undone;
}

/** Resolves to whether the work was done. */
async function guarded(work: () => Promise<unknown>, where: object): Promise<boolean> {
  try {
    return (await work()) !== null;
  } catch (error) {
    logger().error('own suppliers could not be scored at night; the run goes on without them', {
      ...where,
      who: 'the clients concerned: their suppliers are scored when they are read, and more than 1,000 cannot be put in order of score',
      what_to_do: 'mend what the error names; the next run scores them again',
      error: error instanceof Error ? error : String(error),
    });
    return false;
  }
}
