import { scoringEnvironmentSchema } from '#contracts/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb-run-ledger.ts';
import { dynamodbRunRows } from '#functions/adapters/dynamodb-run-rows.ts';
import { dynamodbScoreChanges } from '#functions/adapters/dynamodb-score-changes.ts';
import { dynamodbScoreHistory } from '#functions/adapters/dynamodb-score-history.ts';
import type { RunLedger } from '#functions/ports/run-ledger.ts';
import type { AfterRunPorts } from '#functions/scoring/after-run.ts';
import { changeExplainer } from '#functions/scoring/explain-change.ts';
import { SUPERSEDED_RUN_DAYS } from '#functions/scoring/operational-settings.ts';
import { oncePerColdStart } from './once-per-cold-start.ts';
import { readEnvironment } from './read-environment.ts';
import { runEventsOnBus } from './run-events-on-bus.ts';

/** For the steps of a run that score nothing: without facts and methodologies their bundle is small and their start short. */
const place = oncePerColdStart(() => ({ client: dynamodbForRuns(), table: readEnvironment(scoringEnvironmentSchema).SCORES_TABLE_NAME }));

export const runLedger: () => RunLedger = oncePerColdStart(() => dynamodbRunLedger(place().client, place().table));

export const afterRunServices: () => AfterRunPorts = oncePerColdStart(() => {
  const { client, table } = place();
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
