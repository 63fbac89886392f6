import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/status': () => import('#functions/api/service/get-status.handler.ts'),
});
