import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { statusRequest } from '#contracts/service-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { getStatus } from './get-status.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(statusRequest, async ({ caller }) => ({
  body: await getStatus(
    publishedScores(),
    { mode: readEnvironment(readingApiEnvironmentSchema).ACCESS, client: caller.client },
    Date.now(),
  ),
  headers: { 'cache-control': 'no-store' },
}));
