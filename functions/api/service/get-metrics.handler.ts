import { metricsRequest } from '#contracts/api/service/service-request.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getMetrics, OPENMETRICS } from './get-metrics.ts';

export const handler = apiHandler(metricsRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getMetrics(scores, run, request.query.buyer),
    headers: { 'content-type': OPENMETRICS },
  }));
});
