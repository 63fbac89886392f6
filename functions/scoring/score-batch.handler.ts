import { scoreBatchRequestSchema } from '#contracts/run/run-messages.ts';
import { runServices } from './run.services.ts';
import { scoreBatch } from './score-batch.ts';

/** Step 2 of a run, once per batch. */
export const handler = async (event: unknown) => scoreBatch(scoreBatchRequestSchema.parse(event), runServices());
