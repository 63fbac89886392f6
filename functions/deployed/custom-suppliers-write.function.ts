import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'PUT /v1/suppliers/{id}': () => import('#functions/api/custom-suppliers/put-supplier.handler.ts'),
  'DELETE /v1/suppliers/{id}': () => import('#functions/api/custom-suppliers/delete-supplier.handler.ts'),
  'POST /v1/suppliers:import': () => import('#functions/api/custom-suppliers/import-suppliers.handler.ts'),
});
