/** The ports of the steps for own suppliers on AWS. */

import { scoreBatchEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import type { OwnPlans } from '#functions/store/custom-scores.ts';
import { tablesForRuns } from '#functions/store/dynamodb-table.ts';
import { inputSnapshotsIn } from '#functions/store/input-snapshots.ts';
import { ownPlanObjects } from '#functions/store/own-plan-objects.ts';
import { s3ForRuns } from '#functions/store/s3-objects.ts';
import { ownScoringServices } from './own-scoring.services.ts';
import type { OwnScoringPorts } from './own-scoring-ports.ts';

/** The ports, and the plan that goes from step to step as objects. */
export const ownStepServices: () => OwnScoringPorts & { readonly plans: OwnPlans } = oncePerColdStart(() => {
  const environment = readEnvironment(scoreBatchEnvironmentSchema);
  const objects = s3ForRuns(environment.SNAPSHOTS_BUCKET_NAME);
  return {
    ...ownScoringServices({
      tables: tablesForRuns(),
      scoresTable: environment.SCORES_TABLE_NAME,
      signalsTable: environment.SIGNALS_TABLE_NAME,
      snapshots: inputSnapshotsIn(objects),
      codeVersion: environment.CODE_VERSION,
    }),
    plans: ownPlanObjects(objects),
  };
});
