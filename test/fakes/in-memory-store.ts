import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { InputSnapshots } from '#functions/ports/input-snapshots.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { runLedgerIn } from '#functions/store/run-ledger.ts';
import { runRowsIn } from '#functions/store/run-rows.ts';
import { scoreChangesIn } from '#functions/store/score-changes.ts';
import { scoreHistoryIn } from '#functions/store/score-history.ts';
import { scoreTablesIn } from '#functions/store/score-tables.ts';
import { sqliteTablesInMemory } from '#functions/store/sqlite-table.ts';
import type { Table } from '#functions/store/table.ts';
import { trackRecordIn } from '#functions/store/track-record.ts';
import { inMemoryArchivedObjects } from './in-memory-archived-objects.ts';
import { inMemoryRunEvents } from './in-memory-run-events.ts';

/** Snapshots of inputs, in memory. */
function inMemorySnapshots(): InputSnapshots {
  const snapshots = new Map<string, ReferenceData>();
  let current: string | null = null;
  return {
    async put(data) {
      const sha256 = createHash('sha256').update(canonicalJson(data)).digest('hex');
      snapshots.set(sha256, structuredClone(data));
      return sha256;
    },
    async get(sha256) {
      const data = snapshots.get(sha256);
      if (data === undefined) throw new Error(`there is no snapshot ${sha256}`);
      return structuredClone(data);
    },
    current: async () => current,
    async setCurrent(sha256) {
      current = sha256;
    },
  };
}

/** The store of a run, in memory or on a table. The pointer is not cached, so that a test sees what it has just written. */
export function inMemoryStore(table: Table = sqliteTablesInMemory()('Scores')) {
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
    snapshots: inMemorySnapshots(),
  };
}
