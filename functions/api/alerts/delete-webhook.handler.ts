import { deleteWebhookRequest } from '#contracts/api/alerts/webhooks.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { expectedOf } from '#functions/http/preconditions.ts';
import { writingApiHandler } from '#functions/http/writing-api-handler.ts';
import { webhooks } from './alerts.services.ts';
import { endItem } from './stored-items.ts';
import { WEBHOOK } from './webhooks.ts';

export const handler = writingApiHandler(deleteWebhookRequest, async ({ path, caller, event }) => {
  const change = { client: caller.client, id: path.id, expected: expectedOf(event.headers), now: new Date().toISOString() };
  return { body: await endItem(webhooks(), WEBHOOK, change), headers: PRIVATE };
});
