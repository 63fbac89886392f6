import { scoreBatchRequestSchema } from '#contracts/run-messages.ts';
import { runServices } from '#functions/runtime/run-services.ts';
import { scoreBatch } from './score-batch.ts';

/** Step 2 of a run, once per batch. */
export const handler = async (event: unknown) => scoreBatch(scoreBatchRequestSchema.parse(event), runServices());
