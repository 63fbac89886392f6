import * as z from 'zod';
import { webhookShape } from '#contracts/api/alerts.ts';
import { WEBHOOKS_PARTITION, webhookSecretKey } from '#contracts/store/signals-layout.ts';
import type { Frozen } from '#domain/vocabulary/frozen.ts';
import { type ClientItems, clientItemsIn } from '../clients/client-items.ts';
import type { Table } from '../table/table.ts';

/** The secret is kept apart, where only whoever delivers reads it. */
const namedSecret = z.object({
  name: z.string(),
  /** It signs beside the newer one until then; null: it is the newest. */
  until: z.string().nullable(),
});
export type NamedSecret = Readonly<z.infer<typeof namedSecret>>;

const webhook = z.object({
  url: z.string(),
  rules: z.array(z.string()).nullable(),
  enabled: z.boolean(),
  format: webhookShape.format,
  schedule: webhookShape.schedule,
  disabled_because: z.string().nullable(),
  secrets: z.array(namedSecret),
});
export type Webhook = Frozen<z.infer<typeof webhook>>;

export type Webhooks = ClientItems<Webhook>;
export const webhooksIn = (table: Table): Webhooks =>
  clientItemsIn(table, WEBHOOKS_PARTITION, 'webhook', webhook);

export type WebhookOfClient = Readonly<{
  client: string;
  webhook: string;
}>;

/** Cannot read them: a secret is in the answer that made it, and nowhere else. */
export type WriteWebhookSecrets = Pick<ReturnType<typeof webhookSecretsIn>, 'add' | 'remove'>;
export type ReadWebhookSecrets = Pick<ReturnType<typeof webhookSecretsIn>, 'read'>;

/** By BatchWriteItem alone: the one write that cannot return what was there. */
export function webhookSecretsIn(table: Table) {
  return {
    add: (of: WebhookOfClient, name: string, secret: string): Promise<void> =>
      table.putMany([{ ...webhookSecretKey(of, name), secret }]),
    remove: (of: WebhookOfClient, names: readonly string[]): Promise<void> =>
      table.deleteMany(names.map((name) => webhookSecretKey(of, name))).catch(() => undefined),
    async read(of: WebhookOfClient, names: readonly string[]): Promise<readonly string[]> {
      const found = await Promise.all(names.map((name) => table.get(webhookSecretKey(of, name))));
      return found.flatMap((item) => (item === undefined ? [] : [item.secret as string]));
    },
  };
}
