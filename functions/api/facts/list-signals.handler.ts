import { signalsRequest } from '#contracts/api/facts/facts-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { loadRescorer } from '#functions/rescoring/load-rescorer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { signalsInTime } from './facts-in-time.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(signalsRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const { data, stamp } = await signalsInTime({ scores, loadRescorer }, run, request.query);
    return { body: { data, ...pagingOf(request.event, run.run_id).links(null), ...stamp } };
  });
});
