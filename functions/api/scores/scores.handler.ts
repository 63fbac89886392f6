import { historyRequest, scoreInLanguageRequest, scoreRequest } from '#contracts/api/subjects-requests.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { dayRange } from '../published-run/day-range.ts';
import { askedTime } from '../published-run/point-in-time.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/run-documents.ts';
import { historyResponse } from './get-history.ts';
import { getExplanation, getScoreAt } from './get-score.ts';
import { scoreAnswer, scoreLanguage } from './score-answer.services.ts';

export const getScoreHandler = apiHandler(scoreInLanguageRequest, (request) => {
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

export const getExplanationHandler = apiHandler(scoreRequest, (request) => {
  const scores = publishedScores();
  const { buyer, ...how } = request.query;
  const time = askedTime(how);
  const subject = { type: subjectTypeOf(request.event), id: request.path.id, buyer };
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getExplanation({ scores, loadRescorer }, run, subject, time),
  }));
});

/** Replays fill the past while a run stands, so the response is compared by its content and not by its run. */
export const getHistoryHandler = apiHandler(historyRequest, async ({ event, path, query }) => {
  const scores = publishedScores();
  const subject = { type: subjectTypeOf(event), id: path.id, buyer: query.buyer };
  const run = await requirePublished(scores);
  const range = dayRange(query, run.as_of);
  return answerIfChanged(event, { body: await historyResponse(scores, run, subject, { ...query, range }, pagingOf(event, null)) });
});
