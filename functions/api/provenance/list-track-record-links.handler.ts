import { trackRecordLinksRequest } from '#contracts/api/provenance/track-record-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { listTrackRecordLinks } from './list-track-record-links.ts';
import { publishedTrackRecord } from './track-record.services.ts';

/** Links never change, so a cursor outlives the run it was made under. */
export const handler = apiHandler(trackRecordLinksRequest, async ({ event, query }) => {
  await requirePublished(publishedScores());
  const paging = pagingOf(event, null);
  const page = await listTrackRecordLinks(publishedTrackRecord(), query, paging.at);
  return answerIfChanged(event, { body: { data: page.rows, ...paging.links(page.at) } });
});
