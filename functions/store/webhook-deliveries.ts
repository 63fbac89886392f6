import * as z from 'zod';
import { deliverySchema } from '#contracts/api/alerts.ts';
import {
  DUE_DELIVERIES_PARTITION,
  deliveriesPartition,
  deliveryKey,
  dueDeliveryKey,
} from '#contracts/store/signals-layout.ts';
import type { Frozen } from '#domain/vocabulary/frozen.ts';
import { jsonText, readItem, readItemOrNull } from './stored-item.ts';
import type { Condition, Item, Table } from './table.ts';

/** A message to a webhook, and what became of it. */
const webhookDelivery = z.object({
  /**
   * Seventeen digits of the instant it was made at, a hyphen, and a hash: later ones sort behind earlier
   * ones.
   */
  id: z.string(),
  client: z.string(),
  webhook: z.string(),
  type: z.enum(['alert.fired', 'webhook.test']),
  /** `webhook-id` of the request. */
  message: z.string(),
  /** Bytes that are signed and sent, as text. */
  body: z.string(),
  created_at: z.string(),
  status: z.enum(['waiting', 'delivered', 'given_up']),
  /** Tries since it was made or replayed. */
  tries: z.int(),
  /** Null when it is not tried any more. */
  next_attempt_at: z.string().nullable(),
  /** Somebody is trying it, and has until then. */
  claimed_until: z.string().nullable(),
  /** The newest twenty, oldest first. */
  attempts: jsonText(deliverySchema.shape.attempts),
  /** Grows with every change; the condition of the next one. */
  revision: z.int(),
  /** When its row may go, in epoch seconds. */
  expires_at: z.number(),
});
export type WebhookDelivery = Frozen<z.infer<typeof webhookDelivery>>;
export type DeliveryAttempt = WebhookDelivery['attempts'][number];
const dueDelivery = webhookDelivery.pick({ client: true, webhook: true, id: true }).extend({
  /** The instant for which it was noted. */
  at: z.string(),
});

/** Which delivery. */
export type DeliveryKey = Pick<WebhookDelivery, 'client' | 'webhook' | 'id'>;

/** A delivery that is to be tried. */
export type DueDelivery = Readonly<z.infer<typeof dueDelivery>>;

const KEPT_SECONDS = 30 * 86_400;
/** Characters of the hash at the end of the id of a message. */
const HASH_CHARACTERS = 22;

/**
 * A message that has not been tried. Its id is made of the instant and the message, so that making it again
 * makes the same.
 */
export function newDelivery(
  made: Pick<WebhookDelivery, 'client' | 'webhook' | 'type' | 'message' | 'body' | 'created_at'>,
): WebhookDelivery {
  const { message, created_at } = made;
  return {
    ...made,
    id: `${created_at.replace(/\D/g, '')}-${message.slice(-HASH_CHARACTERS)}`,
    status: 'waiting',
    tries: 0,
    next_attempt_at: created_at,
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

/** Sorts behind every delivery that is due by an instant. */
const BEHIND = '#~';

/** Messages to webhooks of clients, and when each is to be tried. */
export type WebhookDeliveries = ReturnType<typeof webhookDeliveriesIn>;

/**
 * Messages in the Signals table, and notes of when they are due in one partition. The note is written before
 * the delivery: without the delivery it is
 * of no use and is taken away, and a delivery without its note would never be tried.
 */
export function webhookDeliveriesIn(table: Table) {
  async function putWithNote(delivery: WebhookDelivery, condition: Condition): Promise<boolean> {
    const { client, webhook, id, next_attempt_at: at, expires_at } = delivery;
    if (at !== null)
      await table.put({ ...dueDeliveryKey(at, client, webhook, id), client, webhook, id, at, expires_at });
    return table.put(itemOf(delivery), condition);
  }

  return {
    /** Notes when it is due and stores it, unless there is one with its key; returns whether it is new. */
    add: (delivery: WebhookDelivery): Promise<boolean> => putWithNote(delivery, 'absent'),
    async get({ client, webhook, id }: DeliveryKey): Promise<WebhookDelivery | null> {
      const item = await table.get(deliveryKey(client, webhook, id));
      return readItemOrNull(webhookDelivery, item);
    },
    /** Newest first; `before` is exclusive. */
    async list(
      client: string,
      webhook: string,
      limit: number,
      before: string | null,
    ): Promise<readonly WebhookDelivery[]> {
      const pk = deliveriesPartition(client, webhook);
      return (await table.range({ pk, before, limit, descending: true })).map(deliveryOf);
    },
    /**
     * Deliveries that are due by an instant, the longest due first. One may be there that is done, or not
     * stored yet.
     */
    async due(now: string, limit: number): Promise<readonly DueDelivery[]> {
      const items = await table.range({ pk: DUE_DELIVERIES_PARTITION, before: `${now}${BEHIND}`, limit });
      return items.map((item) => readItem(dueDelivery, item));
    },
    /**
     * Changes a delivery that still has the revision of `next` less one, and notes when it is due next;
     * `false`: somebody else has changed it.
     */
    change: (next: WebhookDelivery): Promise<boolean> =>
      putWithNote(next, { equal: { revision: next.revision - 1 } }),
    /** Takes a note away that a delivery is due. */
    settle: ({ client, webhook, id, at }: DueDelivery): Promise<void> =>
      table.delete(dueDeliveryKey(at, client, webhook, id)),
  };
}
