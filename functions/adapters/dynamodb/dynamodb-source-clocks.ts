import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sourceClockSchema } from '#contracts/collection/source-clock.ts';
import { CLOCKS_PARTITION, clockKey } from '#contracts/store/signals-layout.ts';
import type { SourceClocks } from '#functions/ports/source-clocks.ts';

/** Clocks in the Signals table: one query, whatever the number of sources. */
export function dynamodbSourceClocks(client: DynamoDBDocumentClient, table: string): SourceClocks {
  return {
    async all() {
      const { Items: items = [] } = await client.send(
        new QueryCommand({ TableName: table, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': CLOCKS_PARTITION } }),
      );
      return items.map(({ pk: _pk, sk: _sk, ...clock }) => sourceClockSchema.parse(clock));
    },
    async put(clock) {
      await client.send(new PutCommand({ TableName: table, Item: { ...clockKey(clock.source), ...clock } }));
    },
  };
}
