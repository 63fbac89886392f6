import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/runs': () => import('#functions/api/provenance/list-runs.handler.ts'),
  'GET /v1/runs/{id}': () => import('#functions/api/provenance/get-run.handler.ts'),
  'GET /v1/track-record': () => import('#functions/api/provenance/get-track-record.handler.ts'),
  'GET /v1/track-record/links': () => import('#functions/api/provenance/list-track-record-links.handler.ts'),
  'GET /v1/track-record/links/{run_id}/forecasts': () => import('#functions/api/provenance/get-track-record-forecasts.handler.ts'),
  'GET /metrics': () => import('#functions/api/service/get-metrics.handler.ts'),
});
