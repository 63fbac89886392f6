import type { SourceClock } from '#contracts/collection/source-clock.ts';
import type { SourceClocks } from '#functions/ports/source-clocks.ts';

/** Clocks in memory. */
export function inMemorySourceClocks(): SourceClocks {
  const clocks = new Map<string, SourceClock>();
  return {
    all: async () => [...clocks.values()].sort((one, other) => (one.source < other.source ? -1 : 1)),
    async put(clock) {
      clocks.set(clock.source, clock);
    },
  };
}
