import { dispatch } from './dispatch.ts';

/** Alone, because it needs no key and yet reads one item: which run is published. */
export const handler = dispatch({
  'GET /v1/health': () => import('#functions/api/service/get-health.handler.ts'),
});
