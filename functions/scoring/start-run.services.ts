/** The ports of starting a run on AWS. */
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { startRunEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { s3ArchivedObjects } from '#functions/adapters/archive/s3-archived-objects.ts';
import { pointerCopyIn } from '#functions/adapters/archive/score-copies.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbRescoreRequests } from '#functions/adapters/dynamodb/dynamodb-rescore-requests.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb/dynamodb-run-ledger.ts';
import { startExecutionOf, startNightOf } from '#functions/adapters/step-functions-start.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { pointerCopier } from './nights/copy-pointer.ts';
import type { MakeUpPorts } from './nights/make-up-night.ts';
import type { StartRunPorts } from './start-run-when-due.ts';

/** Keeps the copy of the pointer that readers have while the table is away. */
export const copyPointer = oncePerColdStart(() => {
  const { SNAPSHOTS_BUCKET_NAME } = readEnvironment(startRunEnvironmentSchema);
  return pointerCopier(pointerCopyIn(s3ArchivedObjects(new S3Client({}), SNAPSHOTS_BUCKET_NAME)));
});

export const startRunServices: () => StartRunPorts & MakeUpPorts = oncePerColdStart(() => {
  const environment = readEnvironment(startRunEnvironmentSchema);
  const client = dynamodbForRuns();
  const machines = new SFNClient({});
  return {
    ledger: dynamodbRunLedger(client, environment.SCORES_TABLE_NAME),
    requests: dynamodbRescoreRequests(client, environment.SCORES_TABLE_NAME),
    start: startExecutionOf(machines, environment.RUN_MACHINE_ARN),
    startNight: startNightOf(machines, environment.RUN_MACHINE_ARN),
    makesRunsItself: false,
  };
});
