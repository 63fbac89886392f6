/** Messages to webhooks: how answers show them, tests, and sending one again. */
import { createHash } from 'node:crypto';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { newDelivery, type WebhookDeliveries, type WebhookDelivery } from '#functions/store/webhook-deliveries.ts';

/** As an answer shows it: without its body, which is the alert. */
export function shownDelivery({ id, webhook, type, message, status, created_at, next_attempt_at, attempts }: WebhookDelivery) {
  const links = { replay: `/v1/webhooks/${encodeURIComponent(webhook)}/deliveries/${id}/replay` };
  return { id, type, message, status, created_at, next_attempt_at, attempts, links };
}

/** Tests of a webhook that may wait at a time. */
const MOST_TESTS_WAITING = 5;

/** Has a test message sent. Throws `rate_limited` while several wait. `requestId` makes its id, so that each request sends another one. */
export async function sendTest(
  deliveries: WebhookDeliveries,
  { client, webhook }: Pick<WebhookDelivery, 'client' | 'webhook'>,
  requestId: string,
  now: string,
): Promise<WebhookDelivery> {
  const waiting = (await deliveries.list(client, webhook, MOST_TESTS_WAITING, null)).filter(
    ({ type, status }) => type === 'webhook.test' && status === 'waiting',
  );
  if (waiting.length >= MOST_TESTS_WAITING) {
    const detail = `${MOST_TESTS_WAITING} test messages to the webhook ${webhook} wait for an answer of its receiver. GET /v1/webhooks/${webhook}/deliveries says what became of each; send the next test when one has ended.`;
    throw new ExpectedError('rate_limited', detail, [], { retryAfterSeconds: 60 });
  }
  const message = `test_${createHash('sha256').update(requestId).digest('base64url').slice(0, 22)}`;
  const data = { webhook, summary: 'A test message of Chokepoint: verify its signature, and answer with 2xx.' };
  const body = JSON.stringify({ type: 'webhook.test', timestamp: now, data });
  const delivery = newDelivery({ client, webhook, type: 'webhook.test', message, body, created_at: now });
  await deliveries.add(delivery);
  return delivery;
}

const MOST_TRIES = 5;

/** Has a message that is not waiting sent again, with all its tries. Throws `not_found` and `version_conflict`. */
export async function replayDelivery(
  deliveries: WebhookDeliveries,
  key: Pick<WebhookDelivery, 'client' | 'webhook' | 'id'>,
  now: string,
): Promise<WebhookDelivery> {
  for (let n = 0; n < MOST_TRIES; n += 1) {
    const present = await deliveries.get(key);
    if (present === null) {
      const detail = `There is no delivery ${key.id} to the webhook ${key.webhook}; they are kept for 30 days. GET /v1/webhooks/${key.webhook}/deliveries lists them.`;
      throw new ExpectedError('not_found', detail);
    }
    if (present.status === 'waiting') return present;
    const next: WebhookDelivery = {
      ...present,
      status: 'waiting',
      tries: 0,
      next_attempt_at: now,
      claimed_until: null,
      revision: present.revision + 1,
    };
    if (await deliveries.change(next)) return next;
  }
  throw new ExpectedError('version_conflict', `The delivery ${key.id} is being changed by another request. Read it and try again.`);
}
