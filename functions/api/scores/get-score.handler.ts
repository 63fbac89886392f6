import { scoreRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { JSON_TYPE } from '#functions/http/http-response.ts';
import { loadRescorer } from '#functions/rescoring/load-rescorer.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getScoreAt } from './get-score.ts';

export const handler = apiHandler(scoreRequest, (request) => {
  const scores = publishedScores();
  const { buyer, ...time } = request.query;
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getScoreAt({ scores, loadRescorer }, run, subject, time),
    headers: JSON_TYPE,
  }));
});
