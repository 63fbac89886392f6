import { type FailRunResponse, failRunRequestSchema } from '#contracts/run/run-messages.ts';
import { failRun } from './fail-run.ts';
import { observedStep } from './nights/observed-step.ts';
import { stepWatch } from './nights/step-watch.services.ts';
import { runLedger } from './publishing-steps.services.ts';

/** Called by the state machine when a step failed for good: marks the run as failed, unless readers see it. */
export const handler = async (event: unknown): Promise<FailRunResponse> => {
  const { run_id, failure } = failRunRequestSchema.parse(event);
  return observedStep('MarkFailed', { run_id }, () => failRun(run_id, failure, new Date().toISOString(), runLedger()), stepWatch());
};
