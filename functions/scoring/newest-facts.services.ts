import { withObservations } from '#domain/signals/observations.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { logger } from '#functions/runtime/logger.ts';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';
import type { ObservationLog } from '#functions/store/observation-log.ts';

/** Names an observation that is stored and cannot be read; runs leave it out. */
export const tellUnreadable = (key: string, why: unknown): void =>
  logger().error('an observation cannot be read and is left out of every run', {
    key,
    error: why as Error,
    what_to_do: 'look at this item of the Signals table; restore its text from a backup, or send the observation again',
  });

/** The facts that ship with this code (`shipped`), with the observations that had come in and were known by a day. */
export const factsWithObservations =
  (log: Pick<ObservationLog, 'all'>, shipped: ReferenceData = bundledReferenceData) =>
  async (knownAt: string): Promise<ReferenceData> =>
    withObservations(shipped, await log.all(), knownAt);
