import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type KeyRecord, keyRecordSchema } from '#contracts/api/access.ts';
import { apiKeyKey, CLIENTS_PARTITION, clientKey, usedKey } from '#contracts/store/access-layout.ts';
import type { ApiKeys, KnownKeys } from '#functions/ports/api-keys.ts';
import { conditionHeld } from './conditional-write.ts';

const MAX_ATTEMPTS = 10;

/** Keys as functions of the API see them: no way to make or change one is in their bundle. */
export function dynamodbKnownKeys(client: DynamoDBDocumentClient, table: string): KnownKeys {
  return {
    async find(id) {
      const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: apiKeyKey(id) }));
      return item === undefined ? null : keyRecordSchema.parse(item);
    },
    async markUsed(id, day) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: usedKey(id),
          UpdateExpression: 'SET #day = :day',
          ExpressionAttributeNames: { '#day': 'day' },
          ExpressionAttributeValues: { ':day': day },
        }),
      );
    },
  };
}

/** Keys as the command that makes them sees them. Reads are strongly consistent: a key that was just made is listed. */
export function dynamodbApiKeys(client: DynamoDBDocumentClient, table: string): ApiKeys {
  const get = async (key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;

  async function keysOf(name: string): Promise<{ readonly revision: number; readonly records: readonly KeyRecord[] }> {
    const item = await get(clientKey(name));
    if (item === undefined) return { revision: 0, records: [] };
    const found = await Promise.all((item.key_ids as string[]).map((id) => get(apiKeyKey(id))));
    return { revision: item.revision as number, records: found.map((record) => keyRecordSchema.parse(record)) };
  }

  /** The record first: a crash in between leaves a key whose secret nobody was shown. */
  async function addOnce(record: KeyRecord, refuse: (present: readonly KeyRecord[]) => void): Promise<boolean> {
    const { revision, records } = await keysOf(record.client);
    refuse(records);
    await client.send(new PutCommand({ TableName: table, Item: { ...apiKeyKey(record.id), ...record } }));
    return conditionHeld(
      client.send(
        new PutCommand({
          TableName: table,
          Item: { ...clientKey(record.client), key_ids: [...records.map(({ id }) => id), record.id], revision: revision + 1 },
          ConditionExpression: 'attribute_not_exists(pk) OR revision = :revision',
          ExpressionAttributeValues: { ':revision': revision },
        }),
      ),
    );
  }

  return {
    ...dynamodbKnownKeys(client, table),
    async clients() {
      const names: string[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const { Items: items = [], LastEvaluatedKey: last } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': CLIENTS_PARTITION },
            ConsistentRead: true,
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        names.push(...items.map((item) => item.sk as string));
        from = last;
      } while (from !== undefined);
      return names;
    },
    ofClient: async (name) => (await keysOf(name)).records,
    async add(record, refuse) {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) if (await addOnce(record, refuse)) return;
      throw new Error(`keys of ${record.client} are being changed by others all the time`);
    },
    async change(id, { expires_at, revoked_at }) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: apiKeyKey(id),
          UpdateExpression: 'SET expires_at = :expires, revoked_at = :revoked',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':expires': expires_at, ':revoked': revoked_at },
        }),
      );
    },
    lastUsedOn: async (id) => ((await get(usedKey(id)))?.day as string | undefined) ?? null,
  };
}
