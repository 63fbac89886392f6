import { sourcesRequest } from '#contracts/api/facts/facts-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { listSources } from './list-sources.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(sourcesRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const data = await listSources(scores, run.run_id, run.as_of);
    return { body: { data, ...pagingOf(request.event, run.run_id).links(null), run_id: run.run_id, as_of: run.as_of } };
  });
});
