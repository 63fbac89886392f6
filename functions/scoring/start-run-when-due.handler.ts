import { startRunWhenDue } from './start-run-when-due.ts';
import { startRunServices } from './start-run.services.ts';

/** Looks every minute whether facts came in that no run has read, and starts the state machine if so. */
export const handler = async (): Promise<void> => {
  await startRunWhenDue(new Date().toISOString(), startRunServices());
};
