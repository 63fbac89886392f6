import { type ApiKeys, apiKeysIn } from '#functions/store/access/api-keys.ts';
import { type ArchivedObjects, fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { s3ForRuns } from '#functions/store/objects/s3-objects.ts';
import { type RescoreRequests, rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import {
  DataFolderUnusable,
  isDataFolderTaken,
  prepareDataFolder,
} from '#functions/store/sqlite/data-folder.ts';
import { prepareStore } from '#functions/store/sqlite/sqlite-file.ts';
import { LOCAL_TABLES, storeBeside } from '#functions/store/sqlite/sqlite-store.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import type { Table, Tables } from '#functions/store/table/table.ts';

type Environment = Readonly<Record<string, string | undefined>>;

type CommandTable = Readonly<{
  table: Table;
  tables: Tables;
  where: string;
  close(): Promise<void>;
}>;

/**
 * The table that the variable names, on AWS or at AWS_ENDPOINT_URL_DYNAMODB; else that in DATA_DIR, also
 * beside a running service.
 */
async function commandTable(
  environment: Environment,
  variable: string,
  local: string,
): Promise<CommandTable> {
  const named = environment[variable];
  if (named !== undefined && named !== '') {
    const tables = tablesForRuns();
    return { table: tables(named), tables, where: `table ${named}`, close: async () => undefined };
  }
  const folder = prepareDataFolder(environment.DATA_DIR ?? '.data');
  prepareStore(folder, 'marks');
  const { tables, close } = storeBeside(folder, 'accepted');
  const where = `data directory ${folder}${isDataFolderTaken(folder) ? ', beside the running service' : ''}`;
  return { table: tables(local), tables, where, close };
}

export async function accessTable(
  environment: Environment,
): Promise<CommandTable & Readonly<{ keys: ApiKeys }>> {
  const place = await commandTable(environment, 'ACCESS_TABLE_NAME', LOCAL_TABLES.access);
  return { ...place, keys: apiKeysIn(place.table) };
}

export const signalsTable = (environment: Environment): Promise<CommandTable> =>
  commandTable(environment, 'SIGNALS_TABLE_NAME', LOCAL_TABLES.signals);

/** On AWS `requests` needs SCORES_TABLE_NAME; without, what comes in counts from the nightly run on. */
export async function collectionTables(
  environment: Environment,
): Promise<CommandTable & Readonly<{ requests: RescoreRequests | null }>> {
  const place = await signalsTable(environment);
  const scores = environment.SIGNALS_TABLE_NAME ? environment.SCORES_TABLE_NAME : LOCAL_TABLES.scores;
  return { ...place, requests: scores ? rescoreRequestsIn(place.tables(scores)) : null };
}

/** On AWS objects need SNAPSHOTS_BUCKET_NAME. */
export async function scoresTable(
  environment: Environment,
): Promise<CommandTable & Readonly<{ objects: ArchivedObjects }>> {
  const place = await commandTable(environment, 'SCORES_TABLE_NAME', LOCAL_TABLES.scores);
  if (!environment.SCORES_TABLE_NAME)
    return { ...place, objects: fileArchivedObjects(prepareDataFolder(environment.DATA_DIR ?? '.data')) };
  const bucket = environment.SNAPSHOTS_BUCKET_NAME;
  return { ...place, objects: bucket ? s3ForRuns(bucket) : withoutBucket };
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
