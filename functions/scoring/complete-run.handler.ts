import { runStepRequestSchema } from '#contracts/run-messages.ts';
import { runServices } from '#functions/runtime/run-services.ts';
import { completeRun } from './complete-run.ts';

/** Step 3 of a run: fan-in and guard. */
export const handler = async (event: unknown) =>
  completeRun(runStepRequestSchema.parse(event).run_id, new Date().toISOString(), runServices());
