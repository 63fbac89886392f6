import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { metricsRequest } from '#contracts/service-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { getMetrics, OPENMETRICS } from './get-metrics.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(metricsRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getMetrics(scores, run, request.query.buyer),
    headers: { 'content-type': OPENMETRICS },
  }));
});
