import { signalRequest } from '#contracts/facts-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun } from '#functions/runtime/conditional-answer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { pagingOf } from '#functions/runtime/paging.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { dayRange } from './day-range.ts';
import { getSignal } from './get-signal.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(signalRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const range = dayRange(request.query, run.as_of);
    const paging = pagingOf(request.event, run.run_id);
    const wanted = { range, limit: request.query.limit };
    const { state, rows, at } = await getSignal(scores, run.run_id, request.path.theatre, wanted, paging.at);
    return { body: { ...state, ...range, data: rows, ...paging.links(at), run_id: run.run_id, as_of: run.as_of } };
  });
});
