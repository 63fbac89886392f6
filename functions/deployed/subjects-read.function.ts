import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/elements': () => import('#functions/api/subjects/list-subjects.handler.ts'),
  'GET /v1/elements/{id}': () => import('#functions/api/subjects/get-subject.handler.ts'),
  'GET /v1/countries': () => import('#functions/api/subjects/list-subjects.handler.ts'),
  'GET /v1/countries/{id}': () => import('#functions/api/subjects/get-subject.handler.ts'),
});
