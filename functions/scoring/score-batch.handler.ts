import { scoreBatchRequestSchema } from '#contracts/run/run-messages.ts';
import { scoreBatch } from './score-batch.ts';
import { pinnedRunServices } from './scoring-steps.services.ts';

/** Step 2 of a run, once per batch. */
export const handler = async (event: unknown) => scoreBatch(scoreBatchRequestSchema.parse(event), pinnedRunServices());
