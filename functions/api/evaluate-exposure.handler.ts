import { exposuresRequest } from '#contracts/exposures-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { evaluateExposure } from './evaluate-exposure.ts';
import { requirePublished } from './require-published.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(exposuresRequest, async ({ body }) => {
  const scores = publishedScores();
  const run = await requirePublished(scores);
  return { body: await evaluateExposure(scores, run, body), headers: { 'cache-control': 'no-store' } };
});
