import { measuresRequest } from '#contracts/api/facts/facts-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { measuresTime } from './facts-in-time.ts';
import { listMeasures } from './list-measures.ts';

export const handler = apiHandler(measuresRequest, (request) => {
  const scores = publishedScores();
  const { query } = request;
  return answerFromCurrentRun(request, scores, async (run) => {
    const paging = pagingOf(request.event, run.run_id);
    const time = await measuresTime(query, run, scores);
    const page = await listMeasures(scores, time.readFrom, { ...query, on: time.as_of, known_at: time.known_at }, paging.at);
    return { body: { data: page.rows, ...paging.links(page.at), on: time.as_of, ...time.stamp } };
  });
});
