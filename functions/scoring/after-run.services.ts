import { dynamodbPublishedScores } from '#functions/adapters/dynamodb/dynamodb-published-scores.ts';
import { dynamodbRunRows } from '#functions/adapters/dynamodb/dynamodb-run-rows.ts';
import { dynamodbScoreChanges } from '#functions/adapters/dynamodb/dynamodb-score-changes.ts';
import { dynamodbScoreHistory } from '#functions/adapters/dynamodb/dynamodb-score-history.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { changeExplainer } from '#functions/scoring/changes/explain-change.ts';
import type { AfterRunPorts } from './after-run.ts';
import { SUPERSEDED_RUN_DAYS } from './operational-settings.ts';
import { runEventsOnBus } from './run-events.services.ts';
import { runLedger, runPlace } from './run-store.services.ts';

/** The ports of the last step. */
export const afterRunServices: () => AfterRunPorts = oncePerColdStart(() => {
  const { client, table } = runPlace();
  const scores = dynamodbPublishedScores(client, table);
  return {
    ledger: runLedger(),
    rows: dynamodbRunRows(client, table),
    history: dynamodbScoreHistory(client, table),
    scores,
    changes: dynamodbScoreChanges(client, table),
    events: runEventsOnBus(),
    explainChange: changeExplainer(scores),
    supersededRunDays: SUPERSEDED_RUN_DAYS,
  };
});
