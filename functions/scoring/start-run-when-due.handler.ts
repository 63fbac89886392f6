import { setTimeout as sleep } from 'node:timers/promises';
import { makeUpNight } from './nights/make-up-night.ts';
import { startRunServices } from './start-run.services.ts';
import { startRunWhenCollected } from './start-run-when-due.ts';

/** Looks every minute whether the last night has to be made up, or facts came in that no run has read, and starts the state machine if so. */
export const handler = async (): Promise<void> => {
  const ports = startRunServices();
  await makeUpNight(new Date().toISOString(), ports);
  await startRunWhenCollected(() => new Date().toISOString(), ports, sleep);
};
