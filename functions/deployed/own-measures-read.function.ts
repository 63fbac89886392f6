import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/measures': () => import('#functions/api/own-measures/list-measures.handler.ts'),
  'GET /v1/measures:own': () => import('#functions/api/own-measures/list-own-measures.handler.ts'),
  'GET /v1/elements/{id}/own-measures': () => import('#functions/api/own-measures/get-element-with-own.handler.ts'),
});
