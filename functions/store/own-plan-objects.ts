import { rankOwnRequestsSchema } from '#contracts/run/run-messages.ts';
import { runObjects } from '#contracts/store/table-layout.ts';
import type { ArchivedObjects } from '#functions/store/archived-objects.ts';
import type { OwnPlans } from '#functions/store/custom-scores.ts';

const jsonBytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/** Plans of own suppliers as objects of their run. */
export function ownPlanObjects(objects: ArchivedObjects): OwnPlans {
  return {
    async handOut({ run_id, batches, clients }) {
      await objects.write(runObjects.ownClients(run_id), jsonBytes(clients));
      await objects.write(runObjects.ownPlan(run_id), jsonBytes(batches));
      return { run_id, batches: batches.length, clients: clients.length, plan: runObjects.ownPlan(run_id) };
    },
    async clients(runId) {
      const key = runObjects.ownClients(runId);
      const bytes = await objects.read(key);
      if (bytes === null) throw new Error(`there is no ${key}: own suppliers were not planned in this run`);
      return rankOwnRequestsSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    },
  };
}
