import { putWebhookRequest } from '#contracts/api/alerts/webhooks.ts';
import { accessEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { expectedOf, PRIVATE, tagOfVersion } from '#functions/http/conditional-response.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { webhookStores } from './alerts.services.ts';
import { makeWebhookSecret } from './webhook-secret.ts';
import { shownWebhook, storeWebhook } from './webhooks.ts';

export const handler = writingApiHandler(putWebhookRequest, async ({ path, body, caller, event }) => {
  const expected = expectedOf(event.headers);
  const change = { client: caller.client, id: path.id, content: body, expected, now: new Date().toISOString() };
  const { ACCESS: access } = readEnvironment(accessEnvironmentSchema);
  const { stored, secret } = await storeWebhook(webhookStores(), change, access, makeWebhookSecret);
  const headers = { etag: tagOfVersion(stored), 'cache-control': secret === null ? PRIVATE['cache-control'] : 'no-store' };
  return { status: stored.version === 1 ? 201 : 200, body: shownWebhook(stored, secret), headers };
});
