import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { dynamodbRunRows } from '#functions/adapters/dynamodb-run-rows.ts';
import { dynamodbScoreChanges } from '#functions/adapters/dynamodb-score-changes.ts';
import { dynamodbScoreHistory } from '#functions/adapters/dynamodb-score-history.ts';
import type { AfterRunPorts } from '#functions/scoring/after-run.ts';
import { changeExplainer } from '#functions/scoring/explain-change.ts';
import { SUPERSEDED_RUN_DAYS } from '#functions/scoring/operational-settings.ts';
import { oncePerColdStart } from './once-per-cold-start.ts';
import { runEventsOnBus } from './run-events-on-bus.ts';
import { runLedger, runPlace } from './run-store.ts';

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
