import { deliveriesRequest } from '#contracts/api/alerts/webhooks.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged, PRIVATE } from '#functions/http/conditional-response.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { pagingOf } from '#functions/http/paging.ts';
import { webhookDeliveries, webhooks } from './alerts.services.ts';
import { shownDelivery } from './deliveries.ts';

export const handler = apiHandler(deliveriesRequest, async ({ path, query, caller: { client }, event }) => {
  const paging = pagingOf(event, null);
  const before = typeof paging.at?.[0] === 'string' ? paging.at[0] : null;
  const [known, found] = await Promise.all([
    webhooks().get(client, path.id),
    webhookDeliveries().list(client, path.id, query.limit + 1, before),
  ]);
  if (known === null)
    throw new ExpectedError('not_found', `You have stored no webhook ${JSON.stringify(path.id)}. GET /v1/webhooks lists yours.`);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const at = found.length > page.length && last !== undefined ? [last.id] : null;
  return answerIfChanged(event, { body: { data: page.map(shownDelivery), ...paging.links(at) }, headers: PRIVATE });
});
