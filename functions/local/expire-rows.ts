import { DeleteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { EXPIRY_ATTRIBUTE } from '#contracts/store/table-layout.ts';
import { LOCAL_TABLES } from './local-tables.ts';

/**
 * Deletes expired rows, as the time to live of DynamoDB does on AWS, and returns how many. It reads the whole table, which only a service
 * in the background may do; no reader waits for it.
 */
async function expireRows(client: DynamoDBDocumentClient, table: string, nowSeconds: number): Promise<number> {
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      FilterExpression: '#expiry < :now',
      ProjectionExpression: 'pk, sk',
      ExpressionAttributeNames: { '#expiry': EXPIRY_ATTRIBUTE },
      ExpressionAttributeValues: { ':now': nowSeconds },
    },
  );
  let deleted = 0;
  for await (const { Items: items } of pages) {
    for (const item of items ?? []) {
      await client.send(new DeleteCommand({ TableName: table, Key: { pk: item.pk, sk: item.sk } }));
      deleted += 1;
    }
  }
  return deleted;
}

/** Deletes what has expired in every table of a place: rows of old runs, answers of a day ago, what waited in quarantine for a quarter. Returns how many rows. */
export async function expireEverywhere(client: DynamoDBDocumentClient, scores: string, nowSeconds: number): Promise<number> {
  let deleted = 0;
  for (const table of [scores, LOCAL_TABLES.access, LOCAL_TABLES.signals]) deleted += await expireRows(client, table, nowSeconds);
  return deleted;
}
