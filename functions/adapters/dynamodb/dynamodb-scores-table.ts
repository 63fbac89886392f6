import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { layoutKey, READABLE_LAYOUTS, TABLE_LAYOUT_VERSION } from '#contracts/store/table-layout.ts';
import { createTable } from './dynamodb-tables.ts';

/** The store was written by another version of the product. */
export class StoreVersionMismatch extends Error {
  override readonly name = 'StoreVersionMismatch';
  readonly found: number;
  constructor(found: number) {
    super(`the store has layout version ${found}, this version of Chokepoint needs ${TABLE_LAYOUT_VERSION}`);
    this.found = found;
  }
}

async function layoutVersion(client: DynamoDBDocumentClient, table: string): Promise<number | 'no table' | 'empty'> {
  try {
    const { Item: item } = await client.send(new GetCommand({ TableName: table, Key: layoutKey, ConsistentRead: true }));
    return item === undefined ? 'empty' : (item.version as number);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'no table';
    throw error;
  }
}

/** Makes the Scores table where nobody else does (locally, in tests; on AWS the stack does). Throws `StoreVersionMismatch`. */
export async function ensureScoresTable(client: DynamoDBDocumentClient, table: string): Promise<void> {
  const found = await layoutVersion(client, table);
  if (found === TABLE_LAYOUT_VERSION) return;
  if (typeof found === 'number' && !READABLE_LAYOUTS.includes(found)) throw new StoreVersionMismatch(found);
  if (found === 'no table') await createTable(client, table);
  await client.send(new PutCommand({ TableName: table, Item: { ...layoutKey, version: TABLE_LAYOUT_VERSION } }));
}
