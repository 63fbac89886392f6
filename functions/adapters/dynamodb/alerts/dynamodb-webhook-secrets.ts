import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { webhookSecretKey } from '#contracts/store/signals-layout.ts';
import type { ReadWebhookSecrets, WriteWebhookSecrets } from '#functions/ports/alerts/webhook.ts';
import { putItems } from '../dynamodb-batch-write.ts';

/**
 * Secrets in a partition of their own in the Signals table. They are written by BatchWriteItem alone: of all writes it is the one that cannot
 * be made to return what was there, so the right to it gives no secret away.
 */
export function dynamodbWebhookSecrets(client: DynamoDBDocumentClient, table: string): WriteWebhookSecrets & ReadWebhookSecrets {
  return {
    add: (of, name, secret) => putItems(client, table, [{ ...webhookSecretKey(of, name), secret }]),
    async remove(of, names) {
      if (names.length === 0) return;
      const RequestItems = { [table]: names.map((name) => ({ DeleteRequest: { Key: webhookSecretKey(of, name) } })) };
      await client.send(new BatchWriteCommand({ RequestItems })).catch(() => undefined);
    },
    async read(of, names) {
      const keys = names.map((name) => webhookSecretKey(of, name));
      const found = await Promise.all(keys.map((key) => client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))));
      return found.flatMap(({ Item: item }) => (item === undefined ? [] : [item.secret as string]));
    },
  };
}
