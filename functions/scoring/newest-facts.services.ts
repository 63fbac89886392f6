import { withObservations } from '#domain/signals/observations.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import type { ObservationLog } from '#functions/ports/observation-log.ts';

/** The facts that ship with this code, with the observations that had come in and were known by a day. */
export const factsWithObservations =
  (log: Pick<ObservationLog, 'all'>) =>
  async (knownAt: string): Promise<ReferenceData> =>
    withObservations(bundledReferenceData, await log.all(), knownAt);
