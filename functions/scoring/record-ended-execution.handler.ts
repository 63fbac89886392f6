import { endedExecutionSchema } from '#contracts/run/run-messages.ts';
import { recordEndedExecution } from './nights/record-ended-execution.ts';
import { endedExecutionServices } from './publishing-steps.services.ts';

/** Called by EventBridge when an execution of the state machine has failed, timed out or was stopped. */
export const handler = async (event: unknown): Promise<void> =>
  recordEndedExecution(endedExecutionSchema.parse(event).detail, new Date().toISOString(), endedExecutionServices());
