import { runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { observedStep } from '../nights/observed-step.ts';
import { runMetrics, stepWatch } from '../nights/step-watch.services.ts';
import { ownStepServices } from './own-steps.services.ts';
import { whileThereIsTime } from './own-time-budget.ts';
import { rankOwnSuppliers } from './rank-own-suppliers.ts';
import { rankOwnClients } from './score-own-suppliers.ts';

/** Ranks the own suppliers of each client, one client after another: the largest is the limit, and it has a core. */
export const handler = async (event: unknown) => {
  const { run_id } = runStepRequestSchema.parse(event);
  const ports = ownStepServices();
  const rank: Parameters<typeof rankOwnClients>[1]['rank'] = (request) =>
    whileThereIsTime('rank', run_id, new Date().toISOString(), ports.ledger, () => rankOwnSuppliers(request, ports));
  const work = async () => {
    const unranked = await rankOwnClients(await ports.plans.clients(run_id), { rank, atOnce: 1 });
    runMetrics().put({ of: {}, values: { OwnClientsUnranked: unranked } });
  };
  return observedStep('RankOwn', { run_id }, work, stepWatch());
};
