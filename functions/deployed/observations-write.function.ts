import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'POST /v1/signals': () => import('#functions/ingestion/post-signals.handler.ts'),
  'GET /v1/signals/quarantine': () => import('#functions/ingestion/list-quarantine.handler.ts'),
  'POST /v1/signals/quarantine/{id}': () => import('#functions/ingestion/decide-quarantine.handler.ts'),
  'GET /v1/audit': () => import('#functions/api/provenance/list-audit.handler.ts'),
});
