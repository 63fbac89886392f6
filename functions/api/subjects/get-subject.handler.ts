import { subjectRequest } from '#contracts/api/subjects/subjects-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { getSubject } from './get-subject.ts';

const publishedScores = oncePerColdStart(() =>
  dynamodbPublishedScores(dynamodbForReads(), readEnvironment(readingApiEnvironmentSchema).SCORES_TABLE_NAME),
);

export const handler = apiHandler(subjectRequest, (request) => {
  const scores = publishedScores();
  const { buyer } = request.query;
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, async (run) => {
    const entry = await getSubject(scores, run.run_id, subject);
    return { body: { ...entry, buyer, run_id: run.run_id, as_of: run.as_of } };
  });
});
