/** Webhooks of a client: their secrets, and how answers show them. */

import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { whyNoWebhookAddress } from '#contracts/api/alerts/webhook-address.ts';
import type { putWebhookRequest } from '#contracts/api/alerts/webhooks.ts';
import { MOST_WEBHOOKS } from '#contracts/api/alerts/webhooks.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import type { ClientItem } from '#functions/store/client-items.ts';
import type { NamedSecret, Webhook, Webhooks, WriteWebhookSecrets } from '#functions/store/webhooks.ts';
import { endItem, existingItem, type ItemChange, type KindOfItem, storeItem } from './stored-items.ts';

export const WEBHOOK: KindOfItem = { one: 'webhook', list: '/v1/webhooks', most: MOST_WEBHOOKS };

/** How long a secret that was replaced signs beside the new one. */
const OLD_SECRET_DAYS = 1;
const DAY_MS = 86_400_000;

/** As an answer shows it. `secret`: only where this very answer made it. */
export function shownWebhook({ id, version, updated_at, content }: ClientItem<Webhook>, secret: string | null = null) {
  const { url, rules, enabled, disabled_because } = content;
  const self = `/v1/webhooks/${encodeURIComponent(id)}`;
  const links = { self, deliveries: `${self}/deliveries` };
  return { id, version, updated_at, webhook: { url, rules, enabled }, secret, disabled_because, links };
}

type SentWebhook = z.output<typeof putWebhookRequest.body>;

/**
 * Stores a webhook, and makes its secret where it has none or another is asked for. `makeSecret`: another random one. Throws `invalid_request` for an
 * address that nothing is sent to, and as `storeItem` does.
 */
export async function storeWebhook(
  { webhooks, secrets }: WebhookStores,
  { content: { new_secret, ...sent }, ...change }: ItemChange<SentWebhook>,
  access: 'open' | 'keys',
  makeSecret: () => string,
) {
  const refusal = whyNoWebhookAddress(sent.url, access);
  if (refusal !== null) throw invalidRequest([{ pointer: '/url', code: 'invalid_value', detail: refusal }]);
  const present = await webhooks.get(change.client, change.id);
  const kept = present === null || present.deleted ? [] : present.content.secrets;
  const made = kept.length === 0 || new_secret ? makeSecret() : null;
  const newest = made === null ? null : { name: nameOf(made), until: null };
  const named = newest === null ? kept : [newest, ...outgoing(kept, change.now)];
  // Who turns it on again has mended what it was turned off for.
  const disabled_because = sent.enabled ? null : (present?.content.disabled_because ?? null);
  const content = { ...sent, disabled_because, secrets: named };
  if (newest === null || made === null) return { stored: await storeItem(webhooks, WEBHOOK, { ...change, content }), secret: null };
  const of = { client: change.client, webhook: change.id };
  // First, as whoever delivers must find what the webhook names.
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

/** Ends a webhook and removes its secrets. Throws as `endItem` does. */
export async function endWebhook({ webhooks, secrets }: WebhookStores, change: Parameters<typeof endItem>[2]) {
  const { content } = await existingItem(webhooks, WEBHOOK, change.client, change.id);
  const ended = await endItem(webhooks, WEBHOOK, change);
  await secrets.remove({ client: change.client, webhook: change.id }, namesOf(content.secrets));
  return ended;
}

interface WebhookStores {
  readonly webhooks: Webhooks;
  readonly secrets: WriteWebhookSecrets;
}

/** Tells nothing of the secret, which is 32 random bytes. */
const nameOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url').slice(0, 22);

const namesOf = (secrets: readonly NamedSecret[]): readonly string[] => secrets.map(({ name }) => name);

function outgoing([newest]: readonly NamedSecret[], now: string): readonly NamedSecret[] {
  return newest === undefined ? [] : [{ name: newest.name, until: new Date(Date.parse(now) + OLD_SECRET_DAYS * DAY_MS).toISOString() }];
}
