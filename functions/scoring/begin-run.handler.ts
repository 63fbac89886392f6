import { beginRunRequestSchema } from '#contracts/run/run-messages.ts';
import { beginRun } from './begin-run.ts';
import { beginRunServices } from './scoring-steps.services.ts';

/** Step 1 of a run. The clock is read here: use cases have none. */
export const handler = async (event: unknown) => beginRun(beginRunRequestSchema.parse(event), new Date().toISOString(), beginRunServices());
