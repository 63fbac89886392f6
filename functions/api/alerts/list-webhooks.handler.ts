import { webhooksRequest } from '#contracts/api/alerts/webhooks.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { webhooks } from './alerts.services.ts';
import { shownWebhook } from './webhooks.ts';

export const handler = apiHandler(webhooksRequest, async ({ caller, event }) => {
  const stored = (await webhooks().list(caller.client)).filter(({ deleted }) => !deleted);
  const data = stored.map((one) => shownWebhook(one));
  return answerIfChanged(event, { body: { data, links: { self: event.rawPath } }, headers: PRIVATE });
});
