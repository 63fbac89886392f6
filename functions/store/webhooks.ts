import * as z from 'zod';
import { WEBHOOKS_PARTITION, webhookSecretKey } from '#contracts/store/signals-layout.ts';
import type { Frozen } from '#domain/vocabulary/frozen.ts';
import { type ClientItems, clientItemsIn } from './client-items.ts';
import type { Table } from './table.ts';

/**
 * A secret that signs, by its name: the secret itself is kept apart, where whoever delivers reads it and
 * nobody else.
 */
const namedSecret = z.object({
  name: z.string(),
  /** It signs beside the newer one until this instant; null: it is the newest. */
  until: z.string().nullable(),
});
export type NamedSecret = Readonly<z.infer<typeof namedSecret>>;

/** Where alerts of a client are sent. */
const webhook = z.object({
  url: z.string(),
  /** Ids of rules; null: all. */
  rules: z.array(z.string()).nullable(),
  enabled: z.boolean(),
  /** Why the service has turned it off; null where it has not. */
  disabled_because: z.string().nullable(),
  /** Newest first, at most two. */
  secrets: z.array(namedSecret),
});
export type Webhook = Frozen<z.infer<typeof webhook>>;

export type Webhooks = ClientItems<Webhook>;
export const webhooksIn = (table: Table): Webhooks =>
  clientItemsIn(table, WEBHOOKS_PARTITION, 'webhook', webhook);

/** A webhook of a client. */
export interface WebhookOfClient {
  readonly client: string;
  readonly webhook: string;
}

/**
 * Adds and removes secrets, `whsec_` and base64. Cannot read them. A secret is never in an answer but the one
 * that made it, never in a log.
 */
export type WriteWebhookSecrets = Pick<ReturnType<typeof webhookSecretsIn>, 'add' | 'remove'>;
export type ReadWebhookSecrets = Pick<ReturnType<typeof webhookSecretsIn>, 'read'>;

/**
 * Secrets in a partition of their own in the Signals table. They are written by BatchWriteItem alone: of all
 * writes it is the one that cannot
 * be made to return what was there, so the right to it gives no secret away.
 */
export function webhookSecretsIn(table: Table) {
  return {
    add: (of: WebhookOfClient, name: string, secret: string): Promise<void> =>
      table.putMany([{ ...webhookSecretKey(of, name), secret }]),
    /** Never rejects for the store: a secret that stays is named by nothing. */
    remove: (of: WebhookOfClient, names: readonly string[]): Promise<void> =>
      table.deleteMany(names.map((name) => webhookSecretKey(of, name))).catch(() => undefined),
    /** Secrets by their names, in that order; those that are gone are left out. */
    async read(of: WebhookOfClient, names: readonly string[]): Promise<readonly string[]> {
      const found = await Promise.all(names.map((name) => table.get(webhookSecretKey(of, name))));
      return found.flatMap((item) => (item === undefined ? [] : [item.secret as string]));
    },
  };
}
