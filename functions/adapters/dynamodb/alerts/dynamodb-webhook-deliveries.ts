import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { DUE_DELIVERIES_PARTITION, deliveriesPartition, deliveryKey, dueDeliveryKey } from '#contracts/store/signals-layout.ts';
import type { DueDelivery, WebhookDeliveries, WebhookDelivery } from '#functions/ports/alerts/webhook-deliveries.ts';
import { conditionHeld } from '../conditional-write.ts';

type Item = Record<string, unknown>;

const itemOf = ({ attempts, ...delivery }: WebhookDelivery): Item => ({
  ...deliveryKey(delivery.client, delivery.webhook, delivery.id),
  ...delivery,
  attempts: JSON.stringify(attempts),
});
const deliveryOf = ({ pk: _pk, sk: _sk, attempts, ...delivery }: Item): WebhookDelivery =>
  ({ ...delivery, attempts: JSON.parse(attempts as string) }) as WebhookDelivery;

/** Sorts behind every delivery that is due by an instant. */
const BEHIND = '#~';

/**
 * Messages in the Signals table, and notes of when they are due in one partition. The note is written before the delivery: without the delivery it is
 * of no use and is taken away, and a delivery without its note would never be tried.
 */
export function dynamodbWebhookDeliveries(client: DynamoDBDocumentClient, table: string): WebhookDeliveries {
  async function note({ client: of, webhook, id, next_attempt_at, expires_at }: WebhookDelivery): Promise<void> {
    if (next_attempt_at === null) return;
    const item = { ...dueDeliveryKey(next_attempt_at, of, webhook, id), client: of, webhook, id, at: next_attempt_at, expires_at };
    await client.send(new PutCommand({ TableName: table, Item: item }));
  }

  async function putIf(delivery: WebhookDelivery, condition: object): Promise<boolean> {
    return conditionHeld(client.send(new PutCommand({ TableName: table, Item: itemOf(delivery), ...condition })));
  }

  return {
    async add(delivery) {
      await note(delivery);
      return putIf(delivery, { ConditionExpression: 'attribute_not_exists(pk)' });
    },
    async get({ client: of, webhook, id }) {
      const { Item: item } = await client.send(
        new GetCommand({ TableName: table, Key: deliveryKey(of, webhook, id), ConsistentRead: true }),
      );
      return item === undefined ? null : deliveryOf(item);
    },
    async list(of, webhook, limit, before) {
      const found: WebhookDelivery[] = [];
      const pages = paginateQuery(
        { client, pageSize: limit },
        {
          TableName: table,
          KeyConditionExpression: before === null ? 'pk = :pk' : 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: { ':pk': deliveriesPartition(of, webhook), ...(before === null ? {} : { ':before': before }) },
          ScanIndexForward: false,
          ConsistentRead: true,
        },
      );
      for await (const { Items: items = [] } of pages) {
        found.push(...items.map(deliveryOf));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async due(now, limit) {
      const found: DueDelivery[] = [];
      const pages = paginateQuery(
        { client, pageSize: limit },
        {
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk < :now',
          ExpressionAttributeValues: { ':pk': DUE_DELIVERIES_PARTITION, ':now': `${now}${BEHIND}` },
          ConsistentRead: true,
        },
      );
      for await (const { Items: items = [] } of pages) {
        found.push(...items.map(({ client: of, webhook, id, at }) => ({ client: of, webhook, id, at }) as DueDelivery));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async change(next) {
      await note(next);
      const expected = { ':revision': next.revision - 1 };
      return putIf(next, { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: expected });
    },
    async settle({ client: of, webhook, id, at }) {
      await client.send(new DeleteCommand({ TableName: table, Key: dueDeliveryKey(at, of, webhook, id) }));
    },
  };
}
