import {
  DUE_DELIVERIES_PARTITION,
  deliveriesPartition,
  deliveryKey,
  dueDeliveryKey,
} from '#contracts/store/signals-layout.ts';
import type { Condition, Item, Table } from './table.ts';

/** A try to deliver a message. */
export interface DeliveryAttempt {
  readonly at: string;
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** Why it did not work; null where it did. Never holds the address or what was answered. */
  readonly error: string | null;
  readonly milliseconds: number;
}

/** A message to a webhook, and what became of it. */
export interface WebhookDelivery {
  /**
   * Seventeen digits of the instant it was made at, a hyphen, and a hash: later ones sort behind earlier
   * ones.
   */
  readonly id: string;
  readonly client: string;
  readonly webhook: string;
  readonly type: 'alert.fired' | 'webhook.test';
  /** `webhook-id` of the request. */
  readonly message: string;
  /** Bytes that are signed and sent, as text. */
  readonly body: string;
  readonly created_at: string;
  readonly status: 'waiting' | 'delivered' | 'given_up';
  /** Tries since it was made or replayed. */
  readonly tries: number;
  /** Null when it is not tried any more. */
  readonly next_attempt_at: string | null;
  /** Somebody is trying it, and has until then. */
  readonly claimed_until: string | null;
  /** The newest twenty, oldest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /** Grows with every change; the condition of the next one. */
  readonly revision: number;
  /** When its row may go, in epoch seconds. */
  readonly expires_at: number;
}

/** Which delivery. */
export type DeliveryKey = Pick<WebhookDelivery, 'client' | 'webhook' | 'id'>;

/** A delivery that is to be tried, and the instant for which that was noted. */
export interface DueDelivery extends DeliveryKey {
  readonly at: string;
}

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
const deliveryOf = ({ pk: _pk, sk: _sk, attempts, ...delivery }: Item): WebhookDelivery =>
  ({ ...delivery, attempts: JSON.parse(attempts as string) }) as unknown as WebhookDelivery;

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
      return item === undefined ? null : deliveryOf(item);
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
      return items.map(({ client, webhook, id, at }) => ({ client, webhook, id, at }) as DueDelivery);
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
