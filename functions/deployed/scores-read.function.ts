import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/elements/{id}/score': () => import('#functions/api/scores/get-score.handler.ts'),
  'GET /v1/elements/{id}/explanation': () => import('#functions/api/scores/get-explanation.handler.ts'),
  'GET /v1/elements/{id}/report': () => import('#functions/api/report/get-report.handler.ts'),
  'GET /v1/elements/{id}/history': () => import('#functions/api/scores/get-history.handler.ts'),
  'GET /v1/countries/{id}/score': () => import('#functions/api/scores/get-score.handler.ts'),
  'GET /v1/countries/{id}/explanation': () => import('#functions/api/scores/get-explanation.handler.ts'),
  'GET /v1/countries/{id}/report': () => import('#functions/api/report/get-report.handler.ts'),
  'GET /v1/countries/{id}/history': () => import('#functions/api/scores/get-history.handler.ts'),
  'GET /v1/series': () => import('#functions/api/scores/get-series.handler.ts'),
});
