/** Webhooks of a client: their secrets, and how answers show them. */

import type * as z from 'zod';
import type { putWebhookRequest } from '#contracts/api/alerts/webhooks.ts';
import { MOST_WEBHOOKS } from '#contracts/api/alerts/webhooks.ts';
import type { ClientItem } from '#functions/ports/alerts/client-items.ts';
import type { Webhook, WebhookSecret, Webhooks } from '#functions/ports/alerts/webhook.ts';
import { invalidRequest } from '#functions/requests/expected-errors.ts';
import { whyNoWebhookAddress } from '#functions/requests/webhook-address.ts';
import { type ItemChange, type KindOfItem, storeItem } from './stored-items.ts';

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
  webhooks: Webhooks,
  { content: { new_secret, ...sent }, ...change }: ItemChange<SentWebhook>,
  access: 'open' | 'keys',
  makeSecret: () => string,
) {
  const refusal = whyNoWebhookAddress(sent.url, access);
  if (refusal !== null) throw invalidRequest([{ pointer: '/url', code: 'invalid_value', detail: refusal }]);
  const present = await webhooks.get(change.client, change.id);
  const kept = present === null || present.deleted ? [] : present.content.secrets;
  const made = kept.length === 0 || new_secret ? makeSecret() : null;
  const secrets = made === null ? kept : [{ secret: made, until: null }, ...outgoing(kept, change.now)];
  // Who turns it on again has mended what it was turned off for.
  const disabled_because = sent.enabled ? null : (present?.content.disabled_because ?? null);
  const stored = await storeItem(webhooks, WEBHOOK, { ...change, content: { ...sent, disabled_because, secrets } });
  return { stored, secret: made };
}

function outgoing([newest]: readonly WebhookSecret[], now: string): readonly WebhookSecret[] {
  return newest === undefined ? [] : [{ secret: newest.secret, until: new Date(Date.parse(now) + OLD_SECRET_DAYS * DAY_MS).toISOString() }];
}
