import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { EXPIRY_ATTRIBUTE, RUN_DRAWS_FOLDER, RUN_OBJECTS_FOLDER } from '#contracts/store/table-layout.ts';
import type { RunLedger } from '#functions/store/run-ledger.ts';
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

/**
 * Deletes what has expired of a data folder: rows, and the objects of runs. While the run that readers see has expired itself, because no other was made for
 * long, nothing is deleted: they keep it until the next one is published. Returns how many rows were deleted.
 */
export async function expireLocally(
  nowSeconds: number,
  folder: string,
  ledger: Pick<RunLedger, 'get' | 'pointer'>,
  expireStore: (nowSeconds: number) => Promise<number>,
): Promise<number> {
  const hasExpired = async (runId: string): Promise<boolean> => {
    const run = await ledger.get(runId);
    return run?.rows_expire_at != null && Date.parse(run.rows_expire_at) / 1000 < nowSeconds;
  };
  const active = await ledger.pointer();
  if (active !== null && (await hasExpired(active.run_id))) return 0;
  for (const runs of [RUN_OBJECTS_FOLDER, RUN_DRAWS_FOLDER].map((one) => join(folder, one))) {
    for (const runId of await readdir(runs).catch(() => [])) {
      if (await hasExpired(runId)) await rm(join(runs, runId), { recursive: true, force: true });
    }
  }
  return expireStore(nowSeconds);
}
