import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** Reader of published runs, for functions that may read the Scores table and no other. */
export const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);
