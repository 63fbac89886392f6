import {
  runStepsEnvironmentSchema,
  scoringEnvironmentSchema,
} from '#contracts/environment/scoring-environment.ts';
import { withObservations } from '#domain/signals/observations.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { logger } from '#functions/http/logger.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { s3ForRuns } from '#functions/store/objects/s3-objects.ts';
import { inputSnapshotsIn } from '#functions/store/runs/input-snapshots.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/sources/observation-log.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import type { BeginRunPorts } from './begin-run.ts';
import { scoringServices } from './scoring.services.ts';
import type { PinnedScoringPorts } from './scoring-ports.ts';

export const logUnreadableObject = (key: string, why: unknown): void =>
  logger().error('an observation cannot be read and is left out of every run', {
    key,
    error: why as Error,
    what_to_do:
      'look at this item of the Signals table; restore its text from a backup, or send the observation again',
  });

/** With the observations that had come in and were known by a day. */
export const factsWithObservations =
  (log: Pick<ObservationLog, 'all'>, shipped: ReferenceData = bundledReferenceData) =>
  async (knownAt: string): Promise<ReferenceData> =>
    withObservations(shipped, await log.all(), knownAt);

/** Both work on the inputs that the run has pinned. */
export const pinnedRunServices: () => PinnedScoringPorts = oncePerColdStart(() => {
  const environment = readEnvironment(scoringEnvironmentSchema);
  const objects = s3ForRuns(environment.SNAPSHOTS_BUCKET_NAME);
  return scoringServices({
    tables: tablesForRuns(),
    table: environment.SCORES_TABLE_NAME,
    snapshots: inputSnapshotsIn(objects),
    objects,
    codeVersion: environment.CODE_VERSION,
  });
});

const observationsForRuns: () => ObservationLog = /* @__PURE__ */ oncePerColdStart(() =>
  observationLogIn(
    tablesForRuns()(readEnvironment(runStepsEnvironmentSchema).SIGNALS_TABLE_NAME),
    logUnreadableObject,
  ),
);

/** Marked pure: bundles of other steps leave out the facts (4 MB). */
export const beginRunServices: () => BeginRunPorts = /* @__PURE__ */ oncePerColdStart(() => ({
  ...pinnedRunServices(),
  newestFacts: factsWithObservations(observationsForRuns()),
}));
