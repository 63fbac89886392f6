import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/scores': () => import('#functions/api/scores/list-scores.handler.ts'),
  'GET /v1/suppliers': () => import('#functions/api/custom-suppliers/list-suppliers.handler.ts'),
  'GET /v1/suppliers/{id}': () => import('#functions/api/custom-suppliers/get-supplier.handler.ts'),
  'GET /v1/suppliers/{id}/score': () => import('#functions/api/custom-suppliers/get-supplier-score.handler.ts'),
  'GET /v1/suppliers/{id}/explanation': () => import('#functions/api/custom-suppliers/get-supplier-explanation.handler.ts'),
  'GET /v1/suppliers/{id}/report': () => import('#functions/api/report/get-supplier-report.handler.ts'),
  'GET /v1/suppliers/{id}/history': () => import('#functions/api/custom-suppliers/get-supplier-history.handler.ts'),
  'GET /v1/suppliers/{id}/changes': () => import('#functions/api/custom-suppliers/get-supplier-changes.handler.ts'),
  'GET /v1/suppliers:custom': () => import('#functions/api/custom-suppliers/list-custom-suppliers.handler.ts'),
});
