import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { scoresRequest } from '#contracts/scores-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun } from '#functions/runtime/conditional-answer.ts';
import { loadRescorer } from '#functions/runtime/load-rescorer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { serviceAddress } from '#functions/runtime/service-address.ts';
import { rankingInTime } from './ranking-in-time.ts';
import { refuseContradictions, scoresAnswer } from './scores-answer.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(scoresRequest, (request) => {
  const scores = publishedScores();
  refuseContradictions(request.query);
  return answerFromCurrentRun(request, scores, async (run) => {
    const paging = pagingOf(request.event, run.run_id);
    const { page, stamp } = await rankingInTime({ scores, loadRescorer }, run, request.query, paging.at);
    return scoresAnswer(page.rows, request.query, stamp, paging.links(page.at), serviceAddress(request.event));
  });
});
