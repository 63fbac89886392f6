import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbReadScoreChanges } from '#functions/adapters/dynamodb/dynamodb-score-changes.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** The feed of changes, for functions that may read the Scores table and no other. */
export const publishedChanges = oncePerColdStart(() =>
  dynamodbReadScoreChanges(dynamodbForReads(), readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME),
);
