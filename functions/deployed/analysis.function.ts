import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'POST /v1/lookups': () => import('#functions/api/analysis/look-up-subjects.handler.ts'),
  'POST /v1/exposures': () => import('#functions/api/analysis/evaluate-exposure.handler.ts'),
});
