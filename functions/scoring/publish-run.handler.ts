import { runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { observedStep } from './nights/observed-step.ts';
import { stepWatch } from './nights/step-watch.services.ts';
import { publishRun } from './publish-run.ts';
import { runLedger } from './publishing-steps.services.ts';

/** Step 4 of a run: the pointer. */
export const handler = async (event: unknown) => {
  const { run_id } = runStepRequestSchema.parse(event);
  return observedStep('Publish', { run_id }, () => publishRun(run_id, new Date().toISOString(), runLedger()), stepWatch());
};
