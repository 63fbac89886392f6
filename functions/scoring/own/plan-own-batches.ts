import type { PlanOwnResponse, RankOwnRequest } from '#contracts/run/run-messages.ts';
import { logger } from '#functions/runtime/logger.ts';
import type { OwnBatch } from '#functions/store/custom-scores.ts';
import { runBeingMade } from '../run-being-made.ts';
import { epochSecondsAfter, type Instant } from '../run-clock.ts';
import { OWN_SITES_PER_BATCH, OWN_SUPPLIERS_PER_BATCH, OWN_WORK_DAYS, type OwnScoringPorts } from './own-scoring-ports.ts';

const SUPPLIERS_PER_READ = 500;

/**
 * Lists the own suppliers of all clients and cuts them into batches, each of one client. A client whose suppliers cannot be listed is left
 * out and logged: its suppliers are then scored when they are read. `now`: when the listing began.
 */
export async function planOwnBatches(runId: string, now: Instant, ports: OwnScoringPorts): Promise<PlanOwnResponse> {
  const run = await runBeingMade(runId, ports);
  const batches: OwnBatch[] = [];
  const clients: RankOwnRequest[] = [];
  for (const client of await ports.suppliers.clients()) {
    try {
      const ofClient = await batchesOf(client, ports);
      clients.push({ run_id: runId, client, batches: ofClient.length, listed_at: now });
      batches.push(...ofClient);
    } catch (error) {
      logger().error('the own suppliers of a client cannot be listed; the run goes on without their scores', {
        run_id: runId,
        client,
        who: 'this client alone: its suppliers are scored when they are read, and more than 1,000 cannot be put in order of score',
        what_to_do: 'mend what the error names; the next run scores them',
        error: error as Error,
      });
    }
  }
  await ports.own.putPlan(runId, batches, epochSecondsAfter(run.started_at, OWN_WORK_DAYS));
  return { run_id: runId, batches: batches.map((_, batch) => ({ run_id: runId, batch })), clients };
}

async function batchesOf(client: string, { suppliers }: Pick<OwnScoringPorts, 'suppliers'>): Promise<readonly OwnBatch[]> {
  const batches: OwnBatch[] = [];
  let after: string | null = null;
  let begin: string | null = null;
  let [count, sites] = [0, 0];
  const close = (): void => {
    if (count > 0 && after !== null) batches.push({ client, after: begin, last: after });
    [begin, count, sites] = [after, 0, 0];
  };
  for (;;) {
    const some = await suppliers.list(client, SUPPLIERS_PER_READ, after);
    for (const { id, supplier } of some) {
      if (count === OWN_SUPPLIERS_PER_BATCH || (count > 0 && sites + supplier.sites.length > OWN_SITES_PER_BATCH)) close();
      after = id;
      count += 1;
      sites += supplier.sites.length;
    }
    if (some.length < SUPPLIERS_PER_READ) break;
  }
  close();
  return batches;
}
