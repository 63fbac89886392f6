import { scoringEnvironmentSchema } from '#contracts/scoring-environment.ts';
import { dynamodbForRuns } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbRunLedger } from '#functions/adapters/dynamodb-run-ledger.ts';
import type { RunLedger } from '#functions/ports/run-ledger.ts';
import { oncePerColdStart } from './once-per-cold-start.ts';
import { readEnvironment } from './read-environment.ts';

/** For the steps of a run that score nothing: without facts and methodologies their bundle is small and their start short. */
export const runPlace = oncePerColdStart(() => ({
  client: dynamodbForRuns(),
  table: readEnvironment(scoringEnvironmentSchema).SCORES_TABLE_NAME,
}));

export const runLedger: () => RunLedger = oncePerColdStart(() => dynamodbRunLedger(runPlace().client, runPlace().table));
