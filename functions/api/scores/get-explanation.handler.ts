import { scoreRequest } from '#contracts/api/subjects/subjects-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/rescoring/load-rescorer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { getExplanation } from './get-explanation.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(scoreRequest, (request) => {
  const scores = publishedScores();
  const { buyer, ...time } = request.query;
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getExplanation({ scores, loadRescorer }, run, subject, time),
  }));
});
