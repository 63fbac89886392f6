import { scoringEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb/dynamodb-run-ledger.ts';
import type { RunLedger } from '#functions/ports/run-ledger.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** For the steps of a run that score nothing: without facts and methodologies their bundle is small and their start short. */
export const runPlace = oncePerColdStart(() => ({
  client: dynamodbForRuns(),
  table: readEnvironment(scoringEnvironmentSchema).SCORES_TABLE_NAME,
}));

export const runLedger: () => RunLedger = oncePerColdStart(() => dynamodbRunLedger(runPlace().client, runPlace().table));
