import { metricsRequest, statusRequest } from '#contracts/api/service-requests.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { accessOf } from '#functions/http/access-control.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { oncePerColdStart } from '#functions/http/kept-values.ts';
import { readEnvironment } from '#functions/http/read-environment.ts';
import { tablesForReads } from '#functions/store/dynamodb-table.ts';
import { rescoreRequestsIn } from '#functions/store/rescore-requests.ts';
import { sourceClocksIn } from '#functions/store/source-clocks.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getMetrics, OPENMETRICS } from './get-metrics.ts';
import { getStatus } from './get-status.ts';

/** Clocks of the sources that are collected. */
export const sourceClocks = oncePerColdStart(() =>
  sourceClocksIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);

const requestsAsTheyStand = oncePerColdStart(() =>
  rescoreRequestsIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME), true),
);

export const getStatusHandler = apiHandler(statusRequest, async ({ caller }) => ({
  body: await getStatus(publishedScores(), sourceClocks(), requestsAsTheyStand(), accessOf(caller), Date.now()),
  headers: { 'cache-control': 'no-store' },
}));

export const getMetricsHandler = apiHandler(metricsRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getMetrics(scores, run, request.query.buyer),
    headers: { 'content-type': OPENMETRICS },
  }));
});
