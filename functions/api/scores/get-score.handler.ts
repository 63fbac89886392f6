import { scoreInLanguageRequest } from '#contracts/api/subjects/subjects-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { askedTime } from '../published-run/point-in-time.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getScoreAt } from './get-score.ts';
import { scoreAnswer, scoreLanguage } from './score-answer.services.ts';

export const handler = apiHandler(scoreInLanguageRequest, (request) => {
  const scores = publishedScores();
  const { buyer, lang: _lang, ...how } = request.query;
  const time = askedTime(how);
  const form = scoreLanguage(request.event, request.query);
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(
    request,
    scores,
    async (run) => scoreAnswer(await getScoreAt({ scores, loadRescorer }, run, subject, time), form.lang),
    form,
  );
});
