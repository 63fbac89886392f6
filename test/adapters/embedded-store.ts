import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fileArchivedObjects } from '#functions/adapters/archive/file-archived-objects.ts';
import { dynamodbForReads, dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import { prepareDataFolder } from '#functions/local/data-folder.ts';
import { storeInMemory, storeOfCommand } from '#functions/local/store/embedded-client.ts';
import { prepareStore } from '#functions/local/store/store-file.ts';
import type { ArchivedObjects } from '#functions/store/archived-objects.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { runLedgerIn } from '#functions/store/run-ledger.ts';
import { runRowsIn } from '#functions/store/run-rows.ts';
import { scoreChangesIn } from '#functions/store/score-changes.ts';
import { scoreHistoryIn } from '#functions/store/score-history.ts';
import { scoreTablesIn } from '#functions/store/score-tables.ts';
import { trackRecordIn } from '#functions/store/track-record.ts';
import { startDynamodbDouble } from '#test/fakes/dynamodb-double.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { inMemoryRunEvents } from '#test/fakes/in-memory-run-events.ts';

export const TABLE = 'Scores';
export const ACCESS_TABLE = 'Access';
export const SIGNALS_TABLE = 'Signals';

async function adaptersOn(runs: DynamoDBDocumentClient, reads: DynamoDBDocumentClient, objects: ArchivedObjects) {
  await Promise.all([ensureTable(runs, TABLE), ensureTable(runs, ACCESS_TABLE), ensureTable(runs, SIGNALS_TABLE)]);
  return {
    ledger: runLedgerIn(dynamodbTable(runs, TABLE)),
    objects,
    tables: scoreTablesIn(objects),
    rows: runRowsIn(dynamodbTable(runs, TABLE), objects),
    history: scoreHistoryIn(dynamodbTable(runs, TABLE)),
    trackRecord: trackRecordIn(dynamodbTable(runs, TABLE)),
    changes: scoreChangesIn(dynamodbTable(runs, TABLE)),
    events: inMemoryRunEvents(),
    scores: publishedScoresIn(dynamodbTable(reads, TABLE), objects, { pointerLifetimeMs: 0 }),
    runs,
    reads,
  };
}

/**
 * The real adapters on DynamoDB's double, which knows capacity units and middlewares. The pointer is not cached, so that a test sees what it
 * has just written; there is no bus.
 */
export async function dynaliteStore() {
  const database = await startDynamodbDouble();
  const [runs, reads] = [dynamodbForRuns(database.place), dynamodbForReads(database.place)];
  return {
    ...(await adaptersOn(runs, reads, inMemoryArchivedObjects())),
    place: database.place,
    async close() {
      runs.destroy();
      reads.destroy();
      await database.close();
    },
  };
}

/** The real adapters on the store of this machine, in a folder or in memory. `around`: puts something between them and their client. */
export async function sqliteStore(
  folder: string | null = null,
  around: (client: DynamoDBDocumentClient) => DynamoDBDocumentClient = (client) => client,
) {
  if (folder !== null) prepareStore(prepareDataFolder(folder), 'all');
  const { client, close } = folder === null ? storeInMemory() : storeOfCommand(folder);
  return {
    ...(await adaptersOn(around(client), client, folder === null ? inMemoryArchivedObjects() : fileArchivedObjects(folder))),
    close,
  };
}

type AdapterStore = Awaited<ReturnType<typeof sqliteStore>>;

/** Makers of what a contract is about, one for each store that the adapters run on: DynamoDB's semantics, and the store of this machine. */
export const onBothStores = <T extends object>(
  make: (store: AdapterStore) => T,
): Readonly<Record<string, () => Promise<T & { close(): Promise<void> }>>> =>
  Object.fromEntries(
    Object.entries({ 'DynamoDB (dynalite)': dynaliteStore, SQLite: () => sqliteStore() }).map(([name, open]) => [
      name,
      async () => {
        const store = await open();
        return { ...make(store), close: store.close };
      },
    ]),
  );
