import { metricsRequest, statusRequest } from '#contracts/api/service-requests.ts';
import { apiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { ENGLISH_SENTENCES } from '#domain/words/render.ts';
import { accessOf } from '#functions/http/access-control.ts';
import { apiHandler } from '#functions/http/api-handler.ts';
import { oncePerColdStart, readEnvironment } from '#functions/http/cold-start.ts';
import { answerFromCurrentRun } from '#functions/http/conditional-response.ts';
import { runPace } from '#functions/http/run-pace.ts';
import { companiesIn } from '#functions/store/clients/companies.ts';
import { rescoreRequestsIn } from '#functions/store/runs/rescore-requests.ts';
import { workProgress } from '#functions/store/runs/work-progress.ts';
import { sourceClocksIn } from '#functions/store/sources/source-clocks.ts';
import { tablesForReads } from '#functions/store/table/dynamodb-table.ts';
import { publishedScores } from '../published-run/published-scores.services.ts';
import { getMetrics, OPENMETRICS } from './get-metrics.ts';
import { getStatus } from './get-status.ts';

export const sourceClocks = oncePerColdStart(() =>
  sourceClocksIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);

const requestsAsTheyStand = oncePerColdStart(() =>
  rescoreRequestsIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SCORES_TABLE_NAME), true),
);

const companies = oncePerColdStart(() =>
  companiesIn(tablesForReads()(readEnvironment(apiEnvironmentSchema).SIGNALS_TABLE_NAME)),
);

const MOST_COMPANIES = 20;

export const getStatusHandler = apiHandler(statusRequest, async ({ caller, lang }) => {
  const own = (await companies().list(caller.client)).filter(({ deleted }) => !deleted);
  const of = {
    access: accessOf(caller),
    companies: own.slice(0, MOST_COMPANIES).map(({ id, content: { name } }) => ({ id, name })),
    progress: workProgress(),
    pace: runPace(),
    language:
      lang === 'en' ? ENGLISH_SENTENCES : (await import('#domain/words/catalogue.ts')).languageOf(lang),
  };
  const body = await getStatus(publishedScores(), sourceClocks(), requestsAsTheyStand(), of, Date.now());
  return { body, headers: { 'cache-control': 'no-store' } };
});

export const getMetricsHandler = apiHandler(metricsRequest, (request) => {
  const scores = publishedScores();
  return answerFromCurrentRun(request, scores, async (run) => ({
    body: await getMetrics(scores, run, request.query.buyer),
    headers: { 'content-type': OPENMETRICS },
  }));
});
