import { runRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerIfChanged } from '#functions/http/conditional-response.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getRun } from './get-run.ts';

export const handler = apiHandler(runRequest, async ({ event, path }) => {
  const body = await getRun(publishedScores(), path.id);
  return answerIfChanged(event, { body, headers: { 'cache-control': 'no-cache' } });
});
