import { failRunRequestSchema } from '#contracts/run/run-messages.ts';
import { failRun } from './fail-run.ts';
import { runLedger } from './publishing-steps.services.ts';

/** Called by the state machine when a step failed for good: marks the run as failed. */
export const handler = async (event: unknown): Promise<void> => {
  const { run_id, failure } = failRunRequestSchema.parse(event);
  await failRun(run_id, failure, new Date().toISOString(), runLedger());
};
