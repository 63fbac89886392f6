import { CSV, importSuppliersRequest, NDJSON } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { objectsOfRuns } from '#functions/adapters/archive/run-objects.ts';
import { dynamodbForReads } from '#functions/adapters/dynamodb/dynamodb-clients.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { dynamodbTable } from '#functions/store/dynamodb-table.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { importSuppliers } from './import-suppliers.ts';
import { knownFacts } from './known-facts.ts';

const services = oncePerColdStart(() => {
  const environment = readEnvironment(apiEnvironmentSchema);
  const client = dynamodbForReads();
  return {
    scores: publishedScoresIn(dynamodbTable(client, environment.SCORES_TABLE_NAME), objectsOfRuns(environment.SNAPSHOTS_BUCKET_NAME)),
    suppliers: customSuppliersIn(dynamodbTable(client, environment.SIGNALS_TABLE_NAME)),
  };
});

/** Rows that are under way are finished, and the answer is kept and sent. */
const TIME_FOR_THE_ANSWER_MS = 3000;

export const handler = writingApiHandler(importSuppliersRequest, async ({ query, body, caller, event, remainingMs }) => {
  const { scores, suppliers } = services();
  const mediaType = (event.headers['content-type'] ?? '').startsWith(CSV) ? CSV : NDJSON;
  const hasTime = (): boolean => remainingMs() > TIME_FOR_THE_ANSWER_MS;
  const place = {
    suppliers,
    client: caller.client,
    key: caller.key,
    now: new Date().toISOString(),
    known: await knownFacts(scores),
    hasTime,
  };
  return { body: await importSuppliers(body, mediaType, query.dry_run === 'true', place) };
});
