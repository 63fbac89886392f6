import { signalsApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { lookupsRequest } from '#contracts/lookups-request.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbOwnSuppliers } from '#functions/adapters/dynamodb-own-suppliers.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { lookUpSubjects } from './look-up-subjects.ts';
import { requirePublished } from './require-published.ts';

const services = oncePerColdStart(() => {
  const { SCORES_TABLE_NAME, SIGNALS_TABLE_NAME } = readEnvironment(signalsApiEnvironmentSchema);
  const client = dynamodbForReads();
  const suppliers = dynamodbOwnSuppliers(client, SIGNALS_TABLE_NAME);
  return { scores: dynamodbPublishedScores(client, SCORES_TABLE_NAME), suppliers: () => suppliers };
});

export const handler = apiHandler(lookupsRequest, async ({ body, caller }) => {
  const run = await requirePublished(services().scores);
  return { body: await lookUpSubjects(body, caller.client, run, services()), headers: { 'cache-control': 'no-store' } };
});
