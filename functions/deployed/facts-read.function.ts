import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/signals': () => import('#functions/api/facts/list-signals.handler.ts'),
  'GET /v1/signals/{theatre}': () => import('#functions/api/facts/get-signal.handler.ts'),
  'GET /v1/measures': () => import('#functions/api/facts/list-measures.handler.ts'),
  'GET /v1/sources': () => import('#functions/api/facts/list-sources.handler.ts'),
});
