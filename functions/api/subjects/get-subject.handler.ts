import { subjectRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getSubject } from './get-subject.ts';

export const handler = apiHandler(subjectRequest, (request) => {
  const scores = publishedScores();
  const { buyer } = request.query;
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, async (run) => {
    const entry = await getSubject(scores, run.run_id, subject);
    return { body: { ...entry, buyer, run_id: run.run_id, as_of: run.as_of } };
  });
});
