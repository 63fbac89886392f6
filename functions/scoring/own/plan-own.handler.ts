import { type HandedOutOwnPlan, runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { observedStep } from '../nights/observed-step.ts';
import { stepWatch } from '../nights/step-watch.services.ts';
import { ownStepServices } from './own-steps.services.ts';
import { whileThereIsTime } from './own-time-budget.ts';
import { planOwnBatches } from './plan-own-batches.ts';

/** Plans what there is to score for clients. The batches go to the next step as an object. */
export const handler = async (event: unknown): Promise<HandedOutOwnPlan> => {
  const { run_id } = runStepRequestSchema.parse(event);
  const ports = ownStepServices();
  const now = new Date().toISOString();
  const work = async () => {
    const plan = await whileThereIsTime('score', run_id, now, ports.ledger, () => planOwnBatches(run_id, now, ports));
    return ports.plans.handOut(plan ?? { run_id, batches: [], clients: [] });
  };
  return observedStep('PlanOwn', { run_id }, work, stepWatch());
};
