import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'POST /v1/scenario-evaluations': () => import('#functions/api/analysis/evaluate-scenario.handler.ts'),
  'GET /v1/scenario-evaluations': () => import('#functions/api/analysis/get-scenario-evaluation.handler.ts'),
});
