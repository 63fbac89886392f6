/** The ports of the steps for own suppliers on AWS. */
import { ownScoringEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { s3ArchivedObjects } from '#functions/adapters/archive/s3-archived-objects.ts';
import { s3ForRuns } from '#functions/adapters/archive/s3-client-for-runs.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { ownPlanObjects } from '#functions/adapters/own-plan-objects.ts';
import { s3InputSnapshots } from '#functions/adapters/s3-input-snapshots.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import type { OwnPlans } from '#functions/store/custom-scores.ts';
import { ownScoringServices } from './own-scoring.services.ts';
import type { OwnScoringPorts } from './own-scoring-ports.ts';

/** The ports, and the plan that goes from step to step as objects. */
export const ownStepServices: () => OwnScoringPorts & { readonly plans: OwnPlans } = oncePerColdStart(() => {
  const environment = readEnvironment(ownScoringEnvironmentSchema);
  const s3 = s3ForRuns();
  return {
    ...ownScoringServices({
      client: dynamodbForRuns(),
      scoresTable: environment.SCORES_TABLE_NAME,
      signalsTable: environment.SIGNALS_TABLE_NAME,
      snapshots: s3InputSnapshots(s3, environment.SNAPSHOTS_BUCKET_NAME),
      codeVersion: environment.CODE_VERSION,
    }),
    plans: ownPlanObjects(s3ArchivedObjects(s3, environment.SNAPSHOTS_BUCKET_NAME)),
  };
});
