import { setTimeout as sleep } from 'node:timers/promises';
import { makeUpNight } from './nights/make-up-night.ts';
import { measureAge } from './nights/run-metrics.ts';
import { runMetrics } from './nights/step-watch.services.ts';
import { startRunServices } from './start-run.services.ts';
import { startRunWhenCollected } from './start-run-when-due.ts';

/**
 * Looks every minute whether the last night has to be made up, or facts came in that no run has read, and starts the state machine if so.
 * Measures how old the scores are that readers see.
 */
export const handler = async (): Promise<void> => {
  const ports = startRunServices();
  const pointer = await ports.ledger.pointer();
  measureAge(pointer, new Date().toISOString(), runMetrics());
  await makeUpNight(new Date().toISOString(), ports);
  await startRunWhenCollected(() => new Date().toISOString(), ports, sleep);
};
