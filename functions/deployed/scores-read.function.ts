import * as getExplanation from '#functions/api/scores/get-explanation.handler.ts';
import * as getHistory from '#functions/api/scores/get-history.handler.ts';
import * as getScore from '#functions/api/scores/get-score.handler.ts';
import { dispatchGuarded } from './dispatch-guarded.ts';

/** Score, explanation and history are asked for most and loaded with the function: files of their own take longer to find than to read. */
export const handler = dispatchGuarded({
  'GET /v1/elements/{id}/score': async () => getScore,
  'GET /v1/elements/{id}/explanation': async () => getExplanation,
  'GET /v1/elements/{id}/report': () => import('#functions/api/report/get-report.handler.ts'),
  'GET /v1/elements/{id}/history': async () => getHistory,
  'GET /v1/countries/{id}/score': async () => getScore,
  'GET /v1/countries/{id}/explanation': async () => getExplanation,
  'GET /v1/countries/{id}/report': () => import('#functions/api/report/get-report.handler.ts'),
  'GET /v1/countries/{id}/history': async () => getHistory,
  'GET /v1/series': () => import('#functions/api/scores/get-series.handler.ts'),
});
