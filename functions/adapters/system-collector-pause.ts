import { setTimeout as sleep } from 'node:timers/promises';
import type { CollectorPause } from '#functions/ports/collector-pause.ts';

/** The clock, the timers and the randomness of this machine. A wait ends early, with an error, when `stopped` aborts. */
export const systemCollectorPause = (stopped?: AbortSignal): CollectorPause => ({
  now: () => Date.now(),
  wait: (milliseconds) => sleep(milliseconds, undefined, stopped === undefined ? {} : { signal: stopped }),
  random: () => Math.random(),
});
