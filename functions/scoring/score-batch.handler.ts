import { scoreBatchRequestSchema } from '#contracts/run/run-messages.ts';
import { observedStep } from './nights/observed-step.ts';
import { stepWatch } from './nights/step-watch.services.ts';
import { scoreBatch } from './score-batch.ts';
import { pinnedRunServices } from './scoring-steps.services.ts';

/** Step 2 of a run, once per batch. */
export const handler = async (event: unknown) => {
  const request = scoreBatchRequestSchema.parse(event);
  const { run_id, batch } = request;
  return observedStep('ScoreBatch', { run_id, batch }, () => scoreBatch(request, pinnedRunServices()), stepWatch());
};
