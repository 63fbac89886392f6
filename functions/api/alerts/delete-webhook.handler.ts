import { deleteWebhookRequest } from '#contracts/api/alerts/webhooks.ts';
import { expectedOf, PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { webhookStores } from './alerts.services.ts';
import { endWebhook } from './webhooks.ts';

export const handler = writingApiHandler(deleteWebhookRequest, async ({ path, caller, event }) => {
  const change = { client: caller.client, id: path.id, expected: expectedOf(event.headers), now: new Date().toISOString() };
  return { body: await endWebhook(webhookStores(), change), headers: PRIVATE };
});
