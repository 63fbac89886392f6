import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/measures': () => import('#functions/api/custom-measures/list-measures.handler.ts'),
  'GET /v1/measures:custom': () => import('#functions/api/custom-measures/list-custom-measures.handler.ts'),
  'GET /v1/elements/{id}/custom-measures': () => import('#functions/api/custom-measures/get-element-with-custom.handler.ts'),
});
