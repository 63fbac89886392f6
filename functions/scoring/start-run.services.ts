/** The ports of starting a run on AWS. */
import { SFNClient } from '@aws-sdk/client-sfn';
import { startRunEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbRescoreRequests } from '#functions/adapters/dynamodb/dynamodb-rescore-requests.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb/dynamodb-run-ledger.ts';
import { startExecutionOf } from '#functions/adapters/step-functions-start.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import type { StartRunPorts } from './start-run-when-due.ts';

export const startRunServices: () => StartRunPorts = oncePerColdStart(() => {
  const environment = readEnvironment(startRunEnvironmentSchema);
  const client = dynamodbForRuns();
  return {
    ledger: dynamodbRunLedger(client, environment.SCORES_TABLE_NAME),
    requests: dynamodbRescoreRequests(client, environment.SCORES_TABLE_NAME),
    start: startExecutionOf(new SFNClient({}), environment.RUN_MACHINE_ARN),
    makesRunsItself: false,
  };
});
