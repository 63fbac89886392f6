import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import {
  afterRunEnvironmentSchema,
  measuringEnvironmentSchema,
  scoringEnvironmentSchema,
  watchRunsEnvironmentSchema,
} from '#contracts/environment/scoring-environment.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { cloudWatchMetrics, type Metrics } from '#functions/http/metrics.ts';
import { runPace } from '#functions/http/run-pace.ts';
import { PARAMETERS } from '#functions/store/facts/bundled-methodology.ts';
import { s3ForRuns } from '#functions/store/objects/s3-objects.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { eventbridgeRunEvents, type RunEvents } from '#functions/store/runs/run-events.ts';
import { type RunLedger, runLedgerIn } from '#functions/store/runs/run-ledger.ts';
import { runRowsIn } from '#functions/store/runs/run-rows.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { scoreChangesIn } from '#functions/store/scores/score-changes.ts';
import { scoreHistoryIn } from '#functions/store/scores/score-history.ts';
import { scoreTablesIn } from '#functions/store/scores/score-tables.ts';
import { trackRecordIn } from '#functions/store/scores/track-record.ts';
import { PATIENT, QUICK } from '#functions/store/table/aws-calls.ts';
import { capacityUsed, tablesForRuns } from '#functions/store/table/dynamodb-table.ts';
import type { AfterRunPorts } from './after-run.ts';
import type { StepWatch } from './observed-step.ts';
import { RUN_ROW_DAYS, SUPERSEDED_SAME_DAY_DAYS } from './operational-settings.ts';
import type { EndedExecutionPorts } from './record-ended-execution.ts';
import { changeExplainer } from './run-changes.ts';
import type { MakeUpPorts, StartRunPorts } from './start-run.ts';
import { startExecutionOf, startNightOf } from './step-functions-start.services.ts';

/** Of the steps that score nothing: without facts and methods their bundles are small and start fast. */

const runPlace = oncePerColdStart(() => ({
  tables: tablesForRuns(),
  table: readEnvironment(scoringEnvironmentSchema).SCORES_TABLE_NAME,
}));

export const runLedger: () => RunLedger = oncePerColdStart(() =>
  runLedgerIn(runPlace().tables(runPlace().table)),
);

/** Nobody waits for a run: patient. */
const runEventsOnBus: () => RunEvents = /* @__PURE__ */ oncePerColdStart(() =>
  eventbridgeRunEvents(
    new EventBridgeClient(PATIENT),
    readEnvironment(afterRunEnvironmentSchema).EVENT_BUS_ARN,
  ),
);

export const endedExecutionServices: () => EndedExecutionPorts = /* @__PURE__ */ oncePerColdStart(() => ({
  ledger: runLedger(),
  events: runEventsOnBus(),
  codeVersion: readEnvironment(afterRunEnvironmentSchema).CODE_VERSION,
}));

/** Marked pure, as the bus is: bundles of other steps leave both out. */
export const afterRunServices: () => AfterRunPorts = /* @__PURE__ */ oncePerColdStart(() => {
  const { tables, table } = runPlace();
  const objects = s3ForRuns(readEnvironment(scoringEnvironmentSchema).SNAPSHOTS_BUCKET_NAME);
  const scores = publishedScoresIn(tables(table), objects);
  return {
    ledger: runLedger(),
    rows: runRowsIn(tables(table), objects),
    history: scoreHistoryIn(tables(table)),
    tables: scoreTablesIn(objects),
    trackRecord: trackRecordIn(tables(table)),
    scores,
    changes: scoreChangesIn(tables(table)),
    events: runEventsOnBus(),
    explainChange: changeExplainer(PARAMETERS),
    runRowDays: RUN_ROW_DAYS,
    supersededSameDayDays: SUPERSEDED_SAME_DAY_DAYS,
  };
});

export const runMetrics: () => Metrics = oncePerColdStart(() =>
  cloudWatchMetrics(readEnvironment(measuringEnvironmentSchema).METRICS_NAMESPACE),
);

export const stepWatch: () => StepWatch = oncePerColdStart(() => ({
  metrics: runMetrics(),
  capacityUsed,
  clock: () => performance.now(),
  level: 'info',
}));

export const startRunServices: () => StartRunPorts & MakeUpPorts = oncePerColdStart(() => {
  const environment = readEnvironment(watchRunsEnvironmentSchema);
  const tables = tablesForRuns();
  const machines = new SFNClient(QUICK);
  return {
    ledger: runLedgerIn(tables(environment.SCORES_TABLE_NAME)),
    requests: rescoreRequestsIn(tables(environment.SCORES_TABLE_NAME)),
    start: startExecutionOf(machines, environment.RUN_MACHINE_ARN),
    startNight: startNightOf(machines, environment.RUN_MACHINE_ARN),
    pace: runPace(),
    makesRunsItself: false,
  };
});
