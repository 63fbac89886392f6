import { trackRecordForecastsRequest } from '#contracts/api/provenance/track-record-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { JSON_TYPE } from '#functions/http/http-response.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { trackRecordForecasts } from './get-track-record-forecasts.ts';
import { publishedTrackRecord } from './track-record.services.ts';

/** The bytes that were pinned: not parsed and written again. */
export const handler = apiHandler(trackRecordForecastsRequest, async ({ event, path, query }) => {
  await requirePublished(publishedScores());
  return answerIfChanged(event, { body: await trackRecordForecasts(publishedTrackRecord(), path.run_id, query), headers: JSON_TYPE });
});
