import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export type Item = Readonly<Record<string, unknown>>;

/** Limit of BatchWriteItem. */
const ITEMS_PER_CALL = 25;
/** Write units are the limit of a table, not connections: more in flight only makes throttles. */
const CALLS_IN_FLIGHT = 4;
const MAX_ROUNDS = 10;
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

/** Runs `work` over all entries, at most `atOnce` at a time. The first failure stops the rest. */
export async function inParallel<T>(entries: readonly T[], atOnce: number, work: (entry: T) => Promise<void>): Promise<void> {
  const queue = entries.values();
  const worker = async (): Promise<void> => {
    for (const entry of queue) await work(entry);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, entries.length) }, worker));
}

/**
 * Puts all items; what DynamoDB leaves unprocessed is sent again after a growing, jittered wait.
 * Throws when items are still unprocessed after ten rounds. Not atomic: the run makes rows visible by its pointer only.
 */
export async function putItems(client: DynamoDBDocumentClient, table: string, items: readonly Item[]): Promise<void> {
  const chunks = Array.from({ length: Math.ceil(items.length / ITEMS_PER_CALL) }, (_, n) =>
    items.slice(n * ITEMS_PER_CALL, (n + 1) * ITEMS_PER_CALL),
  );
  await inParallel(chunks, CALLS_IN_FLIGHT, (chunk) => putChunk(client, table, chunk));
}

async function putChunk(client: DynamoDBDocumentClient, table: string, chunk: readonly Item[]): Promise<void> {
  let requests = chunk.map((item) => ({ PutRequest: { Item: item as Record<string, unknown> } }));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const answer = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    requests = (answer.UnprocessedItems?.[table] ?? []) as typeof requests;
    if (requests.length === 0) return;
    await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** round));
  }
  throw new Error(
    `${requests.length} items are still unprocessed after ${MAX_ROUNDS} rounds: the table takes fewer writes than the run makes`,
  );
}
