import { dispatchGuarded } from './dispatch-guarded.ts';

export const handler = dispatchGuarded({
  'GET /v1/changes': () => import('#functions/api/changes/list-changes.handler.ts'),
  'GET /v1/changes.atom': () => import('#functions/api/changes/get-band-changes-feed.handler.ts'),
  'GET /v1/elements/{id}/changes': () => import('#functions/api/changes/get-subject-changes.handler.ts'),
  'GET /v1/countries/{id}/changes': () => import('#functions/api/changes/get-subject-changes.handler.ts'),
});
