import { reportRequest } from '#contracts/api/scores/report-request.ts';
import { apiHandler, subjectTypeOf } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { loadRescorer } from '#functions/scoring/load-rescorer.services.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { scoreLanguage } from '../scores/score-answer.services.ts';
import { explanationForReport } from './get-report.ts';
import { reportAnswer } from './report-answer.services.ts';

export const handler = apiHandler(reportRequest, (request) => {
  const { event, query, path } = request;
  const scores = publishedScores();
  const subject = { type: subjectTypeOf(event), id: path.id, buyer: query.buyer };
  return answerFromCurrentRun(
    request,
    scores,
    async (run) => reportAnswer(event, query, await explanationForReport({ scores, loadRescorer }, run, subject, query)),
    scoreLanguage(event, query),
  );
});
