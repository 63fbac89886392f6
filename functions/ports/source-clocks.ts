import type { SourceClock } from '#contracts/collection/source-clock.ts';

/** When each source was last collected, and when it last had something new. */
export interface SourceClocks {
  /** In byte order of the names of the sources; a source that was never collected is missing. */
  all(): Promise<readonly SourceClock[]>;
  /** Replaces the clock of the source. */
  put(clock: SourceClock): Promise<void>;
}
