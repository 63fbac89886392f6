import { alertsFeedRequest } from '#contracts/api/alerts/alerts.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { serviceAddress } from '#functions/http/edge.ts';
import { ATOM } from '../changes/atom-feed.ts';
import { firedAlerts } from './alerts.services.ts';
import { alertsFeed } from './get-alerts-feed.ts';

export const handler = apiHandler(alertsFeedRequest, async ({ caller, event }) => {
  const place = { address: serviceAddress(event), self: event.rawPath };
  return answerIfChanged(event, {
    body: await alertsFeed(firedAlerts(), caller.client, place),
    headers: { 'content-type': ATOM, ...PRIVATE },
  });
});
