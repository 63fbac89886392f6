import { signalsApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { CSV, importSuppliersRequest, NDJSON } from '#contracts/own-suppliers.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb-clients.ts';
import { dynamodbOwnSuppliers } from '#functions/adapters/dynamodb-own-suppliers.ts';
import { dynamodbPublishedScores } from '#functions/adapters/dynamodb-published-scores.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { writingApiHandler } from '#functions/runtime/writing-api-handler.ts';
import { importSuppliers } from './import-suppliers.ts';
import { knownFacts } from './known-facts.ts';

const services = oncePerColdStart(() => {
  const environment = readEnvironment(signalsApiEnvironmentSchema);
  const client = dynamodbForReads();
  return {
    scores: dynamodbPublishedScores(client, environment.SCORES_TABLE_NAME),
    suppliers: dynamodbOwnSuppliers(client, environment.SIGNALS_TABLE_NAME),
  };
});

export const handler = writingApiHandler(importSuppliersRequest, async ({ query, body, caller, event }) => {
  const { scores, suppliers } = services();
  const mediaType = (event.headers['content-type'] ?? '').startsWith(CSV) ? CSV : NDJSON;
  const place = { suppliers, client: caller.client, now: new Date().toISOString(), known: await knownFacts(scores) };
  return { body: await importSuppliers(body, mediaType, query.dry_run === 'true', place) };
});
