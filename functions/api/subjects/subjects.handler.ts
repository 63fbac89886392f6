import { subjectRequest, subjectsRequest } from '#contracts/api/subjects-requests.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getSubject, listSubjects } from './subjects.ts';

export const listSubjectsHandler = apiHandler(subjectsRequest, (request) => {
  const scores = publishedScores();
  const { buyer, limit } = request.query;
  const type = subjectTypeOf(request.event);
  return answerFromCurrentRun(request, scores, async (run) => {
    const paging = pagingOf(request.event, run.run_id);
    const page = await listSubjects(scores, run.run_id, { type, buyer, limit }, paging.at);
    return {
      body: { data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of, buyer },
    };
  });
});

export const getSubjectHandler = apiHandler(subjectRequest, (request) => {
  const scores = publishedScores();
  const { buyer } = request.query;
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, async (run) => {
    const entry = await getSubject(scores, run.run_id, subject);
    return { body: { ...entry, buyer, run_id: run.run_id, as_of: run.as_of } };
  });
});
