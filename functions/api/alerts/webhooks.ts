import { createHash, randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { MOST_WEBHOOKS, type putWebhookRequest } from '#contracts/api/alerts.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import {
  newDelivery,
  type WebhookDeliveries,
  type WebhookDelivery,
} from '#functions/store/alerts/webhook-deliveries.ts';
import type {
  NamedSecret,
  Webhook,
  Webhooks,
  WriteWebhookSecrets,
} from '#functions/store/alerts/webhooks.ts';
import type { ClientItem } from '#functions/store/clients/client-items.ts';
import { endItem, existingItem, type ItemChange, type KindOfItem, storeItem } from './stored-items.ts';

/** Standard Webhooks: 24 to 64. */
const SECRET_BYTES = 32;

export const makeWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

export const WEBHOOK: KindOfItem = { one: 'webhook', list: '/v1/webhooks', most: MOST_WEBHOOKS };

/** A replaced secret signs beside the new one. */
const OLD_SECRET_DAYS = 1;
const DAY_MS = 86_400_000;

/** `secret`: only in the answer that made it. `isWhole`: with its whole address. */
export function shownWebhook(
  { id, version, updated_at, content }: ClientItem<Webhook>,
  secret: string | null = null,
  isWhole = true,
) {
  const { rules, enabled, format, schedule, disabled_because } = content;
  const { origin, protocol } = new URL(content.url);
  const url = isWhole ? content.url : protocol === 'mailto:' ? protocol : origin;
  const links = { deliveries: `/v1/webhooks/${encodeURIComponent(id)}/deliveries` };
  return {
    id,
    version,
    updated_at,
    webhook: { url, format, schedule, rules, enabled },
    secret,
    disabled_because,
    links,
  };
}

type SentWebhook = z.output<typeof putWebhookRequest.body>;

/**
 * Makes a secret where messages are signed and there is none or another is asked for. Throws
 * `invalid_request` for an address to which nothing is sent, and as `storeItem` does.
 */
export async function storeWebhook(
  { webhooks, secrets }: WebhookStores,
  { content: { new_secret, ...sent }, ...change }: ItemChange<SentWebhook>,
  addressFault: (sent: Pick<SentWebhook, 'url' | 'format'>) => string | null,
  makeSecret: () => string,
) {
  const refusal = addressFault(sent);
  if (refusal !== null) throw invalidRequest([{ pointer: '/url', code: 'invalid_value', detail: refusal }]);
  const present = await webhooks.get(change.client, change.id);
  const kept = present === null || present.deleted ? [] : present.content.secrets;
  const made = sent.format === 'event' && (kept.length === 0 || new_secret) ? makeSecret() : null;
  const newest = made === null ? null : { name: nameOf(made), until: null };
  const named = newest === null ? kept : [newest, ...outgoing(kept, change.now)];
  // Who turns it on again has mended it.
  const disabled_because = sent.enabled ? null : (present?.content.disabled_because ?? null);
  const content = { ...sent, disabled_because, secrets: named };
  if (newest === null || made === null)
    return { stored: await storeItem(webhooks, WEBHOOK, { ...change, content }), secret: null };
  const of = { client: change.client, webhook: change.id };
  // First: whoever delivers must find it.
  await secrets.add(of, newest.name, made);
  try {
    const stored = await storeItem(webhooks, WEBHOOK, { ...change, content });
    await secrets.remove(of, namesOf(kept.slice(1)));
    return { stored, secret: made };
  } catch (error) {
    await secrets.remove(of, [newest.name]);
    throw error;
  }
}

export async function endWebhook(
  { webhooks, secrets }: WebhookStores,
  change: Parameters<typeof endItem>[2],
) {
  const { content } = await existingItem(webhooks, WEBHOOK, change.client, change.id);
  const ended = await endItem(webhooks, WEBHOOK, change);
  await secrets.remove({ client: change.client, webhook: change.id }, namesOf(content.secrets));
  return ended;
}

type WebhookStores = Readonly<{
  webhooks: Webhooks;
  secrets: WriteWebhookSecrets;
}>;

const nameOf = (secret: string) => createHash('sha256').update(secret).digest('base64url').slice(0, 22);

const namesOf = (secrets: readonly NamedSecret[]): readonly string[] => secrets.map(({ name }) => name);

function outgoing([newest]: readonly NamedSecret[], now: string): readonly NamedSecret[] {
  return newest === undefined
    ? []
    : [{ name: newest.name, until: new Date(Date.parse(now) + OLD_SECRET_DAYS * DAY_MS).toISOString() }];
}

/** Without its body, which is the alert. */
export function shownDelivery({
  id,
  webhook,
  type,
  message,
  status,
  created_at,
  next_attempt_at,
  attempts,
}: WebhookDelivery) {
  const links = { replay: `/v1/webhooks/${encodeURIComponent(webhook)}/deliveries?replay=${id}` };
  return { id, type, message, status, created_at, next_attempt_at, attempts, links };
}

const MOST_TESTS_WAITING = 5;

/** Throws `rate_limited` while several wait. `requestId` makes its id. */
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
  const data = {
    webhook,
    summary: 'A test message of Chokepoint: verify its signature, and answer with 2xx.',
  };
  const body = JSON.stringify({ type: 'webhook.test', timestamp: now, data });
  const delivery = newDelivery({ client, webhook, type: 'webhook.test', message, body, created_at: now });
  await deliveries.add(delivery);
  return delivery;
}

const MOST_TRIES = 5;

/** With all its tries. Throws `not_found` and `version_conflict`. */
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
  throw new ExpectedError(
    'version_conflict',
    `The delivery ${key.id} is being changed by another request. Read it and try again.`,
  );
}
