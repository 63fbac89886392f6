import { readingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { scoreRequest } from '#contracts/subjects-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler, subjectTypeOf } from '#functions/runtime/api-handler.ts';
import { answerFromCurrentRun } from '#functions/runtime/conditional-answer.ts';
import { loadRescorer } from '#functions/runtime/load-rescorer.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { getScoreAt } from './get-score.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(scoreRequest, (request) => {
  const scores = publishedScores();
  const { buyer, ...time } = request.query;
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, (run) => getScoreAt({ scores, loadRescorer }, run, subject, time));
});
