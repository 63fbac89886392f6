import { runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { completeRun } from './complete-run.ts';
import { pinnedRunServices } from './scoring-steps.services.ts';

/** Step 3 of a run: fan-in and guard. */
export const handler = async (event: unknown) =>
  completeRun(runStepRequestSchema.parse(event).run_id, new Date().toISOString(), pinnedRunServices());
