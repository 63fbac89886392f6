import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fileArchivedObjects } from '#functions/adapters/archive/file-archived-objects.ts';
import { s3ArchivedObjects } from '#functions/adapters/archive/s3-archived-objects.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import { type ApiKeys, apiKeysIn } from '#functions/store/api-keys.ts';
import type { ArchivedObjects } from '#functions/store/archived-objects.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { DataFolderUnusable, isDataFolderTaken, prepareDataFolder } from './data-folder.ts';
import { LOCAL_SCORES_TABLE, LOCAL_TABLES } from './local-tables.ts';
import { storeOfCommand } from './store/embedded-client.ts';
import { prepareStore } from './store/store-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface CommandTable {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
  /** Where that is, for the person at the keyboard. */
  readonly where: string;
  close(): Promise<void>;
}

/**
 * The table a command works on. With the variable set: that table on AWS, or wherever AWS_ENDPOINT_URL_DYNAMODB points. Without: the one in
 * DATA_DIR, also while a service has it open: the database takes both.
 */
async function commandTable(environment: Environment, variable: string, local: string): Promise<CommandTable> {
  const named = environment[variable];
  if (named !== undefined && named !== '') {
    const client = dynamodbForRuns();
    return { client, table: named, where: `table ${named}`, close: async () => client.destroy() };
  }
  const folder = prepareDataFolder(environment.DATA_DIR ?? '.data');
  prepareStore(folder, 'marks');
  const { client, close } = storeOfCommand(folder);
  await ensureTable(client, local);
  const where = `data directory ${folder}${isDataFolderTaken(folder) ? ', beside the running service' : ''}`;
  return { client, table: local, where, close };
}

export async function accessTable(environment: Environment): Promise<CommandTable & { readonly keys: ApiKeys }> {
  const place = await commandTable(environment, 'ACCESS_TABLE_NAME', LOCAL_TABLES.access);
  return { ...place, keys: apiKeysIn(dynamodbTable(place.client, place.table)) };
}

export const signalsTable = (environment: Environment): Promise<CommandTable> =>
  commandTable(environment, 'SIGNALS_TABLE_NAME', LOCAL_TABLES.signals);

/**
 * The log of observations, and the requests for runs that follow what comes in. A table of observations on AWS needs SCORES_TABLE_NAME beside
 * it: `requests` is `null` without, and what comes in then counts from the nightly run on.
 */
export async function collectionTables(environment: Environment): Promise<CommandTable & { readonly requests: RescoreRequests | null }> {
  const place = await signalsTable(environment);
  const scores = environment.SIGNALS_TABLE_NAME ? environment.SCORES_TABLE_NAME : LOCAL_SCORES_TABLE;
  if (!scores) return { ...place, requests: null };
  if (!environment.SIGNALS_TABLE_NAME) await ensureTable(place.client, scores);
  return { ...place, requests: rescoreRequestsIn(dynamodbTable(place.client, scores)) };
}

/**
 * The table of scores, and the objects of runs beside it. A table on AWS needs SNAPSHOTS_BUCKET_NAME beside it as soon as an object is read.
 */
export async function scoresTable(environment: Environment): Promise<CommandTable & { readonly objects: ArchivedObjects }> {
  const place = await commandTable(environment, 'SCORES_TABLE_NAME', LOCAL_SCORES_TABLE);
  if (!environment.SCORES_TABLE_NAME) return { ...place, objects: fileArchivedObjects(prepareDataFolder(environment.DATA_DIR ?? '.data')) };
  const bucket = environment.SNAPSHOTS_BUCKET_NAME;
  return { ...place, objects: bucket ? s3ArchivedObjects(new S3Client({}), bucket) : withoutBucket };
}

const missingBucket = (): Promise<never> =>
  Promise.reject(
    new DataFolderUnusable(
      'Set SNAPSHOTS_BUCKET_NAME beside SCORES_TABLE_NAME: what runs have found lies in that bucket, the output SnapshotsBucketName.',
    ),
  );
const withoutBucket: ArchivedObjects = {
  read: missingBucket,
  readPart: missingBucket,
  has: missingBucket,
  write: missingBucket,
  keys: missingBucket,
};
