import { setTimeout as sleep } from 'node:timers/promises';
import type { KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableKey } from '#contracts/store/table-layout.ts';
import { WriteLost } from '#functions/ports/run-ledger.ts';
import type { Item } from './dynamodb-batch-write.ts';

/** Limit of BatchGetItem. */
const KEYS_PER_CALL = 100;
const MAX_ROUNDS = 10;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

/** How a key is named among the items that were read. */
export const nameOf = ({ pk, sk }: TableKey): string => `${pk}\n${sk}`;

/** How items are read: whole and eventually consistent where nothing is said. */
type HowToRead = Pick<KeysAndAttributes, 'ConsistentRead' | 'ProjectionExpression'>;

/**
 * Reads the items of these keys that exist, by `nameOf`, eventually consistent. Keys that DynamoDB leaves unread are read again after a
 * growing, jittered wait; throws when some are still unread after ten rounds.
 */
export async function getItems(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly TableKey[],
  how: HowToRead = {},
): Promise<ReadonlyMap<string, Item>> {
  const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const items: Item[] = [];
  for (let n = 0; n < distinct.length; n += KEYS_PER_CALL)
    items.push(...(await getChunk(client, table, distinct.slice(n, n + KEYS_PER_CALL), how)));
  return new Map(items.map((item) => [nameOf(item as unknown as TableKey), item]));
}

/**
 * Looks whether items that were just written are there: one read unit each up to 4 KB.
 * @throws {WriteLost} when one is not.
 */
export async function requireItems(client: DynamoDBDocumentClient, table: string, keys: readonly TableKey[]): Promise<void> {
  const there = await getItems(client, table, keys, { ConsistentRead: true, ProjectionExpression: 'pk, sk' });
  const lost = keys.filter((key) => !there.has(nameOf(key)));
  const [first] = lost;
  if (first === undefined) return;
  throw new WriteLost(
    `${lost.length} of ${keys.length} items whose write was confirmed are not in the table, the first is ${first.pk} ${first.sk}`,
  );
}

async function getChunk(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly TableKey[],
  how: HowToRead,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let left: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const answer = await client.send(new BatchGetCommand({ RequestItems: { [table]: { ...how, Keys: left } } }));
    items.push(...(answer.Responses?.[table] ?? []));
    left = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    if (left.length === 0) return items;
    await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** round));
  }
  throw new Error(`${left.length} items are still unread after ${MAX_ROUNDS} rounds: the table takes fewer reads than the run makes`);
}
