import { testWebhookRequest } from '#contracts/api/alerts/webhooks.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { webhookDeliveries, webhooks } from './alerts.services.ts';
import { sendTest, shownDelivery } from './deliveries.ts';
import { existingItem } from './stored-items.ts';
import { WEBHOOK } from './webhooks.ts';

export const handler = writingApiHandler(testWebhookRequest, async ({ path, caller: { client }, event }) => {
  await existingItem(webhooks(), WEBHOOK, client, path.id);
  const now = new Date().toISOString();
  const sent = await sendTest(webhookDeliveries(), { client, webhook: path.id }, event.requestContext.requestId, now);
  return { status: 201, body: shownDelivery(sent), headers: PRIVATE };
});
