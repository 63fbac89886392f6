import { setTimeout as sleep } from 'node:timers/promises';
import { startRunServices } from './start-run.services.ts';
import { startRunWhenCollected } from './start-run-when-due.ts';

/** Looks every minute whether facts came in that no run has read, and starts the state machine if so. */
export const handler = async (): Promise<void> => {
  await startRunWhenCollected(() => new Date().toISOString(), startRunServices(), sleep);
};
