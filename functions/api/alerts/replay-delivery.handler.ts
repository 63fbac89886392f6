import { replayDeliveryRequest } from '#contracts/api/alerts/webhooks.ts';
import { PRIVATE } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { webhookDeliveries, webhooks } from './alerts.services.ts';
import { replayDelivery, shownDelivery } from './deliveries.ts';
import { existingItem } from './stored-items.ts';
import { WEBHOOK } from './webhooks.ts';

export const handler = writingApiHandler(replayDeliveryRequest, async ({ path, caller: { client } }) => {
  await existingItem(webhooks(), WEBHOOK, client, path.id);
  const key = { client, webhook: path.id, id: path.delivery };
  return { body: shownDelivery(await replayDelivery(webhookDeliveries(), key, new Date().toISOString())), headers: PRIVATE };
});
