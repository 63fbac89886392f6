import { endedExecutionSchema } from '#contracts/run/run-messages.ts';
import { observedStep } from './nights/observed-step.ts';
import { recordEndedExecution } from './nights/record-ended-execution.ts';
import { stepWatch } from './nights/step-watch.services.ts';
import { endedExecutionServices } from './publishing-steps.services.ts';

/** Called by EventBridge when an execution of the state machine has failed, timed out or was stopped. */
export const handler = async (event: unknown): Promise<void> => {
  const { detail } = endedExecutionSchema.parse(event);
  const work = () => recordEndedExecution(detail, new Date().toISOString(), endedExecutionServices());
  await observedStep('RecordEnded', { run_id: null, execution: detail.name }, work, stepWatch());
};
