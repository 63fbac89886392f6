import { healthRequest } from '#contracts/api/service-requests.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { noObjects } from '#functions/store/objects/run-objects.ts';
import { publishedScoresIn } from '#functions/store/scores/published-scores.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import { requirePublished } from '../published-run/run-documents.ts';

const publishedScores = oncePerColdStart(() =>
  publishedScoresIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME), noObjects),
);

const headers = { 'cache-control': 'no-store' };

/** Liveness reads nothing: a store that is down is no reason to restart. */
export const getHealthHandler = apiHandler(
  healthRequest,
  async ({ query }) => {
    if (query.probe === undefined) return { body: { status: 'ok' }, headers };
    const { run_id } = await requirePublished(publishedScores());
    return { body: { status: 'ok', ready: true, run_id }, headers };
  },
  'at once',
);
