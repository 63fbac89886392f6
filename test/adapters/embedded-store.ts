import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamodbForReads, dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb/dynamodb-run-ledger.ts';
import { dynamodbRunRows } from '#functions/adapters/dynamodb/dynamodb-run-rows.ts';
import { dynamodbScoreChanges } from '#functions/adapters/dynamodb/dynamodb-score-changes.ts';
import { dynamodbScoreHistory } from '#functions/adapters/dynamodb/dynamodb-score-history.ts';
import { ensureScoresTable } from '#functions/adapters/dynamodb/dynamodb-scores-table.ts';
import { ensureTable } from '#functions/adapters/dynamodb/dynamodb-tables.ts';
import { dynamodbTrackRecord } from '#functions/adapters/dynamodb/dynamodb-track-record.ts';
import { startEmbeddedDynamodb } from '#functions/local/embedded-dynamodb.ts';
import { inMemoryRunEvents } from '#test/fakes/in-memory-run-events.ts';

export const TABLE = 'Scores';
export const ACCESS_TABLE = 'Access';
export const SIGNALS_TABLE = 'Signals';

/** The real adapters on an embedded DynamoDB in memory. The pointer is not cached, so that a test sees what it has just written; there is no bus. */
export async function embeddedStore(folder: string | null = null) {
  const database = await startEmbeddedDynamodb(folder);
  const runs: DynamoDBDocumentClient = dynamodbForRuns(database.place);
  const reads: DynamoDBDocumentClient = dynamodbForReads(database.place);
  await Promise.all([ensureScoresTable(runs, TABLE), ensureTable(runs, ACCESS_TABLE), ensureTable(runs, SIGNALS_TABLE)]);
  return {
    ledger: dynamodbRunLedger(runs, TABLE),
    rows: dynamodbRunRows(runs, TABLE),
    history: dynamodbScoreHistory(runs, TABLE),
    trackRecord: dynamodbTrackRecord(runs, TABLE),
    changes: dynamodbScoreChanges(runs, TABLE),
    events: inMemoryRunEvents(),
    scores: dynamodbPublishedScores(reads, TABLE, { pointerLifetimeMs: 0 }),
    runs,
    reads,
    place: database.place,
    async close() {
      runs.destroy();
      reads.destroy();
      await database.close();
    },
  };
}
