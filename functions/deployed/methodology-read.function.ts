import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/scenario-templates': () => import('#functions/api/analysis/list-scenario-templates.handler.ts'),
  'GET /v1/methodologies': () => import('#functions/api/provenance/list-methodologies.handler.ts'),
  'GET /v1/methodologies/{version}': () => import('#functions/api/provenance/get-methodology.handler.ts'),
  'GET /v1/words': () => import('#functions/api/service/get-words.handler.ts'),
});
