import { runStepRequestSchema } from '#contracts/run-messages.ts';
import { runLedger } from '#functions/runtime/run-store.ts';
import { publishRun } from './publish-run.ts';

/** Step 4 of a run: the pointer. */
export const handler = async (event: unknown) =>
  publishRun(runStepRequestSchema.parse(event).run_id, new Date().toISOString(), runLedger());
