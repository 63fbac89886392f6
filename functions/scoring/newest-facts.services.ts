import { withObservations } from '#domain/signals/observations.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import type { ObservationLog } from '#functions/ports/observation-log.ts';

/** The facts that ship with this code (`shipped`), with the observations that had come in and were known by a day. */
export const factsWithObservations =
  (log: Pick<ObservationLog, 'all'>, shipped: ReferenceData = bundledReferenceData) =>
  async (knownAt: string): Promise<ReferenceData> =>
    withObservations(shipped, await log.all(), knownAt);
