import { runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { afterRun } from './after-run.ts';
import { afterRunServices } from './publishing-steps.services.ts';

/** Step 5 of a run: history, changes, events, and the time to live of what it superseded. */
export const handler = async (event: unknown) =>
  afterRun(runStepRequestSchema.parse(event).run_id, new Date().toISOString(), afterRunServices());
