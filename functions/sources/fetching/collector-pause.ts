import { setTimeout as sleep } from 'node:timers/promises';

/** Time as a collector needs it: it waits between two requests to a host, and before it asks again. */
export interface CollectorPause {
  /** Epoch milliseconds. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
  /** From 0 to below 1: spreads collectors that failed at the same moment. */
  random(): number;
}

/** The clock, the timers and the randomness of this machine. */
export const systemCollectorPause = (): CollectorPause => ({
  now: () => Date.now(),
  wait: (milliseconds) => sleep(milliseconds),
  random: () => Math.random(),
});
