import { scoreOwnBatchRequestSchema } from '#contracts/run/run-messages.ts';
import { observedStep } from '../nights/observed-step.ts';
import { stepWatch } from '../nights/step-watch.services.ts';
import { ownStepServices } from './own-steps.services.ts';
import { whileThereIsTime } from './own-time-budget.ts';
import { scoreOwnBatch } from './score-own-batch.ts';

/** Scores own suppliers of a client, once per batch. */
export const handler = async (event: unknown) => {
  const request = scoreOwnBatchRequestSchema.parse(event);
  const { run_id, batch } = request;
  const ports = ownStepServices();
  const work = () => whileThereIsTime('score', run_id, new Date().toISOString(), ports.ledger, () => scoreOwnBatch(request, ports));
  return observedStep('ScoreOwnBatch', { run_id, batch }, work, stepWatch());
};
