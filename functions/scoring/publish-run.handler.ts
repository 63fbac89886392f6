import { runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { publishRun } from './publish-run.ts';
import { runLedger } from './publishing-steps.services.ts';

/** Step 4 of a run: the pointer. */
export const handler = async (event: unknown) =>
  publishRun(runStepRequestSchema.parse(event).run_id, new Date().toISOString(), runLedger());
