import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'PUT /v1/suppliers/{id}': () => import('#functions/api/custom-suppliers/put-supplier.handler.ts'),
  'DELETE /v1/suppliers/{id}': () => import('#functions/api/custom-suppliers/delete-supplier.handler.ts'),
  'POST /v1/suppliers:import': () => import('#functions/api/custom-suppliers/import-suppliers.handler.ts'),
  'POST /v1/measures': () => import('#functions/api/custom-measures/post-measure.handler.ts'),
  'POST /v1/measures/{id}/release': () => import('#functions/api/custom-measures/release-measure.handler.ts'),
  'DELETE /v1/measures/{id}': () => import('#functions/api/custom-measures/delete-measure.handler.ts'),
});
