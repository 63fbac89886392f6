import { webhookRequest } from '#contracts/api/alerts/webhooks.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerVersion } from '#functions/http/conditional-response.ts';
import { webhooks } from './alerts.services.ts';
import { existingItem } from './stored-items.ts';
import { shownWebhook, WEBHOOK } from './webhooks.ts';

export const handler = apiHandler(webhookRequest, async ({ path, caller, event }) => {
  const stored = await existingItem(webhooks(), WEBHOOK, caller.client, path.id);
  return answerVersion(event, stored, shownWebhook(stored));
});
