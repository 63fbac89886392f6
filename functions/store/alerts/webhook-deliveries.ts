import * as z from 'zod';
import { deliverySchema } from '#contracts/api/alerts.ts';
import {
  DUE_DELIVERIES_PARTITION,
  deliveriesPartition,
  deliveryKey,
  dueDeliveryKey,
} from '#contracts/store/signals-layout.ts';
import type { Frozen } from '#domain/vocabulary/frozen.ts';
import { jsonText, readItem, readItemOrNull } from '../table/stored-item.ts';
import type { Condition, Item, Table } from '../table/table.ts';

const webhookDelivery = z.object({
  /** Digits of the instant and a hash: later ones sort behind. */
  id: z.string(),
  client: z.string(),
  webhook: z.string(),
  type: z.enum(['alert.fired', 'webhook.test']),
  message: z.string(),
  body: z.string(),
  created_at: z.string(),
  status: z.enum(['waiting', 'delivered', 'given_up']),
  /** Since it was made or replayed. */
  tries: z.int(),
  next_attempt_at: z.string().nullable(),
  claimed_until: z.string().nullable(),
  attempts: jsonText(deliverySchema.shape.attempts),
  revision: z.int(),
  expires_at: z.number(),
});
export type WebhookDelivery = Frozen<z.infer<typeof webhookDelivery>>;
export type DeliveryAttempt = WebhookDelivery['attempts'][number];
const dueDelivery = webhookDelivery.pick({ client: true, webhook: true, id: true }).extend({
  at: z.string(),
});

export type DeliveryKey = Pick<WebhookDelivery, 'client' | 'webhook' | 'id'>;

export type DueDelivery = Readonly<z.infer<typeof dueDelivery>>;

const KEPT_SECONDS = 30 * 86_400;
const HASH_CHARACTERS = 22;

/** Making it again makes the same id. */
export function newDelivery(
  made: Pick<WebhookDelivery, 'client' | 'webhook' | 'type' | 'message' | 'body' | 'created_at'>,
  due = made.created_at,
): WebhookDelivery {
  const { message, created_at } = made;
  return {
    ...made,
    id: `${created_at.replace(/\D/g, '')}-${message.slice(-HASH_CHARACTERS)}`,
    status: 'waiting',
    tries: 0,
    next_attempt_at: due,
    claimed_until: null,
    attempts: [],
    revision: 1,
    expires_at: Math.ceil(Date.parse(created_at) / 1000) + KEPT_SECONDS,
  };
}

const itemOf = ({ attempts, ...delivery }: WebhookDelivery): Item => ({
  ...deliveryKey(delivery.client, delivery.webhook, delivery.id),
  ...delivery,
  attempts: JSON.stringify(attempts),
});
const deliveryOf = (item: Item): WebhookDelivery => readItem(webhookDelivery, item);

const BEHIND = '#~';

export type WebhookDeliveries = ReturnType<typeof webhookDeliveriesIn>;

/** The note of when it is due is first: without it a delivery would never be tried. */
export function webhookDeliveriesIn(table: Table) {
  async function putWithNote(delivery: WebhookDelivery, condition: Condition): Promise<boolean> {
    const { client, webhook, id, next_attempt_at: at, expires_at } = delivery;
    if (at !== null)
      await table.put({ ...dueDeliveryKey(at, client, webhook, id), client, webhook, id, at, expires_at });
    return table.put(itemOf(delivery), condition);
  }

  return {
    add: (delivery: WebhookDelivery): Promise<boolean> => putWithNote(delivery, 'absent'),
    async get({ client, webhook, id }: DeliveryKey): Promise<WebhookDelivery | null> {
      const item = await table.get(deliveryKey(client, webhook, id));
      return readItemOrNull(webhookDelivery, item);
    },
    async list(
      client: string,
      webhook: string,
      limit: number,
      before: string | null,
    ): Promise<readonly WebhookDelivery[]> {
      const pk = deliveriesPartition(client, webhook);
      return (await table.range({ pk, before, limit, descending: true })).map(deliveryOf);
    },
    /** The longest due first; one may be done, or not stored yet. */
    async due(now: string, limit: number): Promise<readonly DueDelivery[]> {
      const items = await table.range({ pk: DUE_DELIVERIES_PARTITION, before: `${now}${BEHIND}`, limit });
      return items.map((item) => readItem(dueDelivery, item));
    },
    /** `next` has the next revision; `false`: somebody else has changed it. */
    change: (next: WebhookDelivery): Promise<boolean> =>
      putWithNote(next, { equal: { revision: next.revision - 1 } }),
    settle: ({ client, webhook, id, at }: DueDelivery): Promise<void> =>
      table.delete(dueDeliveryKey(at, client, webhook, id)),
  };
}
