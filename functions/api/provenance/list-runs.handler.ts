import { runsRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { listRuns } from './list-runs.ts';

/** Runs change while one is at work, so the response is compared by its content. */
export const handler = apiHandler(runsRequest, async ({ event, query }) => {
  const paging = pagingOf(event, null);
  const page = await listRuns(publishedScores(), query.limit, paging.at);
  return answerIfChanged(event, { body: { data: page.rows, ...paging.links(page.at) }, headers: { 'cache-control': 'no-cache' } });
});
