import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { readScoreChangesIn } from '#functions/store/score-changes.ts';

/** The feed of changes, for functions that may read the Scores table and no other. */
export const publishedChanges = oncePerColdStart(() =>
  readScoreChangesIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
);
