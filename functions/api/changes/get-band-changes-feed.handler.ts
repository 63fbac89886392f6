import { bandChangesRequest } from '#contracts/api/changes/changes-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { serviceAddress } from '#functions/http/edge.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { requirePublished } from '../published-run/require-published.ts';
import { ATOM } from './atom-feed.ts';
import { bandChangesFeed } from './get-band-changes-feed.ts';
import { publishedChanges } from './score-changes.services.ts';

export const handler = apiHandler(bandChangesRequest, async ({ event, query }) => {
  const run = await requirePublished(publishedScores());
  const place = {
    address: serviceAddress(event),
    self: `${event.rawPath}${event.rawQueryString === '' ? '' : `?${event.rawQueryString}`}`,
  };
  return answerIfChanged(event, { body: await bandChangesFeed(publishedChanges(), run, query, place), headers: { 'content-type': ATOM } });
});
