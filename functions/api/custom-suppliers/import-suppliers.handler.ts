import { CSV, importSuppliersRequest, NDJSON } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { writingApiHandler } from '#functions/http/writes.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { publishedScoresIn } from '#functions/store/published-scores.ts';
import { objectsOfRuns } from '#functions/store/run-objects.ts';
import { importSuppliers } from './import-suppliers.ts';
import { knownFacts } from './known-facts.ts';

const services = oncePerColdStart(() => {
  const environment = readEnvironment(apiEnvironmentSchema);
  const tables = tablesForReads();
  return {
    scores: publishedScoresIn(tables(environment.SCORES_TABLE_NAME), objectsOfRuns(environment.SNAPSHOTS_BUCKET_NAME)),
    suppliers: customSuppliersIn(tables(environment.SIGNALS_TABLE_NAME)),
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
