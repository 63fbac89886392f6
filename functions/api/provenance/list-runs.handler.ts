import { runsRequest } from '#contracts/api/service/service-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { listRuns } from './list-runs.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

/** Runs change while one is at work, so the answer is compared by its content. */
export const handler = apiHandler(runsRequest, async ({ event, query }) => {
  const paging = pagingOf(event, null);
  const page = await listRuns(publishedScores(), query.limit, paging.at);
  return answerIfChanged(event, { body: { data: page.rows, ...paging.links(page.at) }, headers: { 'cache-control': 'no-cache' } });
});
