import { signalRequest } from '#contracts/api/facts/facts-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { dayRange } from '../published-run/day-range.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getSignal } from './get-signal.ts';

export const handler = apiHandler(signalRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => {
    const range = dayRange(request.query, run.as_of);
    const paging = pagingOf(request.event, run.run_id);
    const wanted = { range, limit: request.query.limit };
    const { state, rows, at } = await getSignal(scores, run.run_id, request.path.theatre, wanted, paging.at);
    return { body: { ...state, ...range, data: rows, ...paging.links(at), run_id: run.run_id, as_of: run.as_of } };
  });
});
