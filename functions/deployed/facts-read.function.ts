import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/signals': () => import('#functions/api/facts/list-signals.handler.ts'),
  'GET /v1/signals/{theatre}': () => import('#functions/api/facts/get-signal.handler.ts'),
  'GET /v1/security-events': () => import('#functions/api/facts/list-security-events.handler.ts'),
  'GET /v1/control-events': () => import('#functions/api/facts/list-control-events.handler.ts'),
  'GET /v1/sources': () => import('#functions/api/facts/list-sources.handler.ts'),
  'GET /v1/map': () => import('#functions/api/facts/get-map.handler.ts'),
});
