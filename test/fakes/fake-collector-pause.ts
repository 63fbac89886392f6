import type { CollectorPause } from '#functions/sources/fetching/collector-pause.ts';

/** It stands still but for the waits, which it notes and does not make. */
export function fakeCollectorPause(
  at = '2026-11-27T01:00:00.000Z',
  random = 0.5,
): CollectorPause & { readonly waits: number[] } {
  let now = Date.parse(at);
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    async wait(milliseconds) {
      waits.push(milliseconds);
      now += milliseconds;
    },
    random: () => random,
  };
}
