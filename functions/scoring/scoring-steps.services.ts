/** The ports of the steps of a run on AWS that score: they carry the method, and the first of them the facts. */

import { beginRunEnvironmentSchema, scoringEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { s3ArchivedObjects } from '#functions/adapters/archive/s3-archived-objects.ts';
import { s3ForRuns } from '#functions/adapters/archive/s3-client-for-runs.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { s3InputSnapshots } from '#functions/adapters/s3-input-snapshots.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { type ObservationLog, observationLogIn } from '#functions/store/observation-log.ts';
import { factsWithObservations, tellUnreadable } from './newest-facts.services.ts';
import { runEventsOnBus } from './publishing-steps.services.ts';
import { scoringServices } from './scoring.services.ts';
import type { PinnedScoringPorts, ScoringPorts } from './scoring-ports.ts';

/** The ports of scoring a batch and of completing a run: both work on the inputs that the run has pinned. */
export const pinnedRunServices: () => PinnedScoringPorts = oncePerColdStart(() => {
  const environment = readEnvironment(scoringEnvironmentSchema);
  const s3 = s3ForRuns();
  return scoringServices({
    client: dynamodbForRuns(),
    table: environment.SCORES_TABLE_NAME,
    snapshots: s3InputSnapshots(s3, environment.SNAPSHOTS_BUCKET_NAME),
    objects: s3ArchivedObjects(s3, environment.SNAPSHOTS_BUCKET_NAME),
    codeVersion: environment.CODE_VERSION,
  });
});

/** The observations that came in. */
export const observationsForRuns: () => ObservationLog = /* @__PURE__ */ oncePerColdStart(() =>
  observationLogIn(dynamodbTable(dynamodbForRuns(), readEnvironment(beginRunEnvironmentSchema).SIGNALS_TABLE_NAME), tellUnreadable),
);

/** The ports of the first step. Marked pure: the bundles of the other steps leave out the facts (4 MB). */
export const beginRunServices: () => ScoringPorts = /* @__PURE__ */ oncePerColdStart(() => ({
  ...pinnedRunServices(),
  newestFacts: factsWithObservations(observationsForRuns()),
  events: runEventsOnBus(),
}));
