import { statusRequest } from '#contracts/api/service/service-request.ts';
import { readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getStatus } from './get-status.ts';
import { sourceClocks } from './source-clocks.services.ts';

export const handler = apiHandler(statusRequest, async ({ caller }) => ({
  body: await getStatus(
    publishedScores(),
    sourceClocks(),
    { mode: readEnvironment(readingApiEnvironmentSchema).ACCESS, client: caller.client },
    Date.now(),
  ),
  headers: { 'cache-control': 'no-store' },
}));
