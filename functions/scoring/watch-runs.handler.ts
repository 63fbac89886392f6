import { setTimeout as sleep } from 'node:timers/promises';
import { endedExecutionSchema } from '#contracts/run/run-messages.ts';
import { measureAge, observedStep } from './observed-step.ts';
import {
  endedExecutionServices,
  runMetrics,
  startRunServices,
  stepWatch,
} from './publishing-steps.services.ts';
import { recordEndedExecution } from './record-ended-execution.ts';
import { makeUpNight, startRunWhenCollected } from './start-run.ts';

/**
 * Called when an execution has failed, timed out or was stopped, which it records; and every minute, when it
 * starts a run that is due or makes up for the last night. Measures how old the scores are that readers see.
 */
export const handler = async (event: unknown): Promise<void> => {
  const now = () => new Date().toISOString();
  const { success, data: ended } = endedExecutionSchema.safeParse(event);
  if (success) {
    const work = () => recordEndedExecution(ended.detail, now(), endedExecutionServices());
    return observedStep('RecordEnded', { run_id: null, execution: ended.detail.name }, work, stepWatch());
  }
  const ports = startRunServices();
  measureAge(await ports.ledger.pointer(), now(), runMetrics());
  await makeUpNight(now(), ports, runMetrics());
  await startRunWhenCollected(now, ports, sleep);
};
