import { type ArchivedObjects, fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { runRowsIn } from '#functions/store/runs/run-rows.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { scoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { scoreHistoryIn } from '#functions/store/scores/score-history.ts';
import { scoreTablesIn } from '#functions/store/scores/score-tables.ts';
import { trackRecordIn } from '#functions/store/scores/track-record.ts';
import { prepareDataFolder } from '#functions/store/sqlite/data-folder.ts';
import { prepareStore } from '#functions/store/sqlite/sqlite-file.ts';
import { LOCAL_TABLES, storeBeside, storeInMemory } from '#functions/store/sqlite/sqlite-store.ts';
import { tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import type { Tables } from '#functions/store/table/table.ts';
import { startDynamodbDouble } from '#test/fakes/dynamodb-double.ts';
import { inMemoryArchivedObjects } from '#test/fakes/in-memory-archived-objects.ts';
import { inMemoryRunEvents } from '#test/fakes/in-memory-run-events.ts';

export const { scores: TABLE, access: ACCESS_TABLE, signals: SIGNALS_TABLE } = LOCAL_TABLES;

/** The pointer is not cached, so that a test sees what it has just written; there is no bus. */
const adaptersOn = (table: Tables, objects: ArchivedObjects) => ({
  /** The table of a name. */
  table,
  objects,
  ledger: runLedgerIn(table(TABLE)),
  tables: scoreTablesIn(objects),
  rows: runRowsIn(table(TABLE), objects),
  history: scoreHistoryIn(table(TABLE)),
  trackRecord: trackRecordIn(table(TABLE)),
  changes: scoreChangesIn(table(TABLE)),
  events: inMemoryRunEvents(),
  scores: publishedScoresIn(table(TABLE), objects, { pointerLifetimeMs: 0 }),
});

/** The real adapters on DynamoDB's double, for what needs an address. */
export async function dynaliteStore() {
  const { place, close } = await startDynamodbDouble([TABLE, ACCESS_TABLE, SIGNALS_TABLE]);
  return { ...adaptersOn(tablesForRuns(place), inMemoryArchivedObjects()), place, close };
}

/**
 * The real adapters on the store of this machine, in a folder or in memory. `around`: puts something between
 * them and their tables.
 */
export async function sqliteStore(
  folder: string | null = null,
  around: (tables: Tables) => Tables = (tables) => tables,
) {
  if (folder !== null) prepareStore(prepareDataFolder(folder), 'all');
  const { tables, close } = folder === null ? storeInMemory() : storeBeside(folder, 'accepted');
  return {
    ...adaptersOn(around(tables), folder === null ? inMemoryArchivedObjects() : fileArchivedObjects(folder)),
    close,
  };
}
