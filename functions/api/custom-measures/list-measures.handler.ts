import { measuresRequest } from '#contracts/api/facts/facts-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun, answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { measuresTime } from '../facts/facts-in-time.ts';
import { listMeasures } from '../facts/list-measures.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { customMeasures } from './custom-measures.services.ts';
import { acceptedRows } from './custom-policy-row.ts';

/** Custom measures can change while a run stays current, so the ETag of a page with them comes from its content, not from its run. */
export const handler = apiHandler(measuresRequest, async (request) => {
  const scores = publishedScores();
  const { query, event, caller } = request;
  async function page(run: Awaited<ReturnType<typeof requirePublished>>, custom: Awaited<ReturnType<typeof acceptedRows>> | null) {
    const paging = pagingOf(event, run.run_id);
    const time = await measuresTime(query, run, scores);
    const asked = { ...query, on: time.as_of, known_at: time.known_at };
    const { rows, at } = await listMeasures(scores, time.readFrom, asked, paging.at, custom);
    return { body: { data: rows, ...paging.links(at), on: time.as_of, ...time.stamp } };
  }
  if (query.custom === 'exclude') return answerFromCurrentRun(request, scores, (run) => page(run, null));
  const run = await requirePublished(scores);
  return answerIfChanged(event, { ...(await page(run, await acceptedRows(caller.client, customMeasures()))), headers: PRIVATE });
});
