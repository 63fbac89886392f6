import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/runs': () => import('#functions/api/provenance/list-runs.handler.ts'),
  'GET /v1/runs/{id}': () => import('#functions/api/provenance/get-run.handler.ts'),
  'GET /v1/status': () => import('#functions/api/service/get-status.handler.ts'),
  'GET /metrics': () => import('#functions/api/service/get-metrics.handler.ts'),
});
