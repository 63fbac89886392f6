import { scoreRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { askedTime } from '../published-run/point-in-time.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getExplanation } from './get-explanation.ts';

export const handler = apiHandler(scoreRequest, (request) => {
  const scores = publishedScores();
  const { buyer, ...how } = request.query;
  const time = askedTime(how);
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getExplanation({ scores, loadRescorer }, run, subject, time),
  }));
});
