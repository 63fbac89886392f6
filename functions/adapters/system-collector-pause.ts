import { setTimeout as sleep } from 'node:timers/promises';
import type { CollectorPause } from '#functions/ports/collector-pause.ts';

/** The clock, the timers and the randomness of this machine. */
export const systemCollectorPause = (): CollectorPause => ({
  now: () => Date.now(),
  wait: (milliseconds) => sleep(milliseconds),
  random: () => Math.random(),
});
