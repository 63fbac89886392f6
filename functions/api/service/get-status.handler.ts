import { statusRequest } from '#contracts/api/service/service-request.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getStatus } from './get-status.ts';
import { sourceClocks } from './source-clocks.services.ts';

const requestsAsTheyStand = oncePerColdStart(() =>
  rescoreRequestsIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME), true),
);

export const handler = apiHandler(statusRequest, async ({ caller }) => ({
  body: await getStatus(
    publishedScores(),
    sourceClocks(),
    requestsAsTheyStand(),
    { mode: readEnvironment(apiEnvironmentSchema).ACCESS, client: caller.client },
    Date.now(),
  ),
  headers: { 'cache-control': 'no-store' },
}));
