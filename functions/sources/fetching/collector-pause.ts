import { setTimeout as sleep } from 'node:timers/promises';

export interface CollectorPause {
  now(): number;
  wait(milliseconds: number): Promise<void>;
  random(): number;
}

export const systemCollectorPause = (): CollectorPause => ({
  now: () => Date.now(),
  wait: (milliseconds) => sleep(milliseconds),
  random: () => Math.random(),
});
