import { subjectsRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { listSubjects } from './list-subjects.ts';

export const handler = apiHandler(subjectsRequest, (request) => {
  const scores = publishedScores();
  const { buyer, limit } = request.query;
  const type = subjectTypeOf(request.event);
  return answerFromCurrentRun(request, scores, async (run) => {
    const paging = pagingOf(request.event, run.run_id);
    const page = await listSubjects(scores, run.run_id, { type, buyer, limit }, paging.at);
    return { body: { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer } };
  });
});
