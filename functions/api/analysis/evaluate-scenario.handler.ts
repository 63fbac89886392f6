import { scenarioEvaluationRequest } from '#contracts/api/analysis/scenarios-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { answerScenario } from './evaluate-scenario.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(scenarioEvaluationRequest, async ({ body }) => ({
  body: await answerScenario(publishedScores(), body),
  headers: { 'cache-control': 'no-store' },
}));
