import { seriesRequest } from '#contracts/api/scores/series-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { CSV_TYPE } from '#functions/http/http-response.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { getSeries } from './get-series.ts';

/** Replays fill the past while a run stands, so the response is compared by its content and not by its run. */
export const handler = apiHandler(seriesRequest, async ({ event, query }) => {
  const scores = publishedScores();
  const run = await requirePublished(scores);
  const body = await getSeries(scores, run, query);
  return answerIfChanged(event, typeof body === 'string' ? { body, headers: CSV_TYPE } : { body });
});
