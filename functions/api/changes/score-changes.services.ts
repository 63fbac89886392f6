import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { readScoreChangesIn } from '#functions/store/score-changes.ts';

/** The feed of changes, for functions that may read the Scores table and no other. */
export const publishedChanges = oncePerColdStart(() =>
  readScoreChangesIn(dynamodbTable(dynamodbForReads(), readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME)),
);
