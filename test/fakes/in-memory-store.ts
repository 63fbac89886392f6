import { inputSnapshotsIn } from '#functions/store/runs/input-snapshots.ts';
import { runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { runRowsIn } from '#functions/store/runs/run-rows.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { scoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { scoreHistoryIn } from '#functions/store/scores/score-history.ts';
import { scoreTablesIn } from '#functions/store/scores/score-tables.ts';
import { trackRecordIn } from '#functions/store/scores/track-record.ts';
import { storeInMemory } from '#functions/store/sqlite/sqlite-store.ts';
import type { Table } from '#functions/store/table/table.ts';
import { inMemoryArchivedObjects } from './in-memory-archived-objects.ts';
import { inMemoryRunEvents } from './in-memory-run-events.ts';

/**
 * The store of a run, in memory or on a table. The pointer is not cached, so that a test sees what it has
 * just written.
 */
export function inMemoryStore(table: Table = storeInMemory().tables('Scores')) {
  const objects = inMemoryArchivedObjects();
  return {
    table,
    objects,
    ledger: runLedgerIn(table),
    rows: runRowsIn(table, objects),
    history: scoreHistoryIn(table),
    changes: scoreChangesIn(table),
    scores: publishedScoresIn(table, objects, { pointerLifetimeMs: 0 }),
    events: inMemoryRunEvents(),
    trackRecord: trackRecordIn(table),
    tables: scoreTablesIn(objects),
    snapshots: inputSnapshotsIn(objects),
  };
}
