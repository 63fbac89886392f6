import { trackRecordRequest } from '#contracts/api/provenance/track-record-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { missesPage, trackRecordParts } from './get-track-record.ts';
import { publishedTrackRecord } from './track-record.services.ts';

/** The record grows after a run is published, so the response is compared by its content and not by its run. */
export const handler = apiHandler(trackRecordRequest, async ({ event, query }) => {
  const run = await requirePublished(publishedScores());
  const { madeBy, body } = await trackRecordParts(publishedTrackRecord());
  const paging = pagingOf(event, madeBy);
  const page = await missesPage(publishedTrackRecord(), query.outcome, query.limit, paging.at);
  return answerIfChanged(event, { body: { ...body, data: page.rows, ...paging.links(page.at), run_id: run.run_id, as_of: run.as_of } });
});
