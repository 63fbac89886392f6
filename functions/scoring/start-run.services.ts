/** The ports of starting a run on AWS. */

import { SFNClient } from '@aws-sdk/client-sfn';
import { watchRunsEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { tablesForRuns } from '#functions/store/dynamodb-table.ts';
import { rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { runLedgerIn } from '#functions/store/run-ledger.ts';
import type { MakeUpPorts } from './nights/make-up-night.ts';
import type { StartRunPorts } from './start-run-when-due.ts';
import { startExecutionOf, startNightOf } from './step-functions-start.services.ts';

export const startRunServices: () => StartRunPorts & MakeUpPorts = oncePerColdStart(() => {
  const environment = readEnvironment(watchRunsEnvironmentSchema);
  const tables = tablesForRuns();
  const machines = new SFNClient({});
  return {
    ledger: runLedgerIn(tables(environment.SCORES_TABLE_NAME)),
    requests: rescoreRequestsIn(tables(environment.SCORES_TABLE_NAME)),
    start: startExecutionOf(machines, environment.RUN_MACHINE_ARN),
    startNight: startNightOf(machines, environment.RUN_MACHINE_ARN),
    makesRunsItself: false,
  };
});
