import { readFileSync } from 'node:fs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';

/** Puts items as a released version has stored them: read from its tables, and never made again by later code. Bytes are base64 in the file. */
export async function putStoredItems(client: DynamoDBDocumentClient, layout: number): Promise<void> {
  const tables = JSON.parse(readFileSync(`test/fixtures/stored-items/layout-${layout}.json`, 'utf8'), (_, value) =>
    typeof value?.bytes === 'string' ? Buffer.from(value.bytes, 'base64') : value,
  ) as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  for (const [table, items] of Object.entries(tables))
    for (const item of items) await client.send(new PutCommand({ TableName: table, Item: item }));
}
