import { dispatch } from './dispatch.ts';

export const handler = dispatch({
  'GET /v1/health': () => import('#functions/api/service/get-health.handler.ts'),
  'GET /openapi.json': () => import('#functions/api/service/get-openapi.handler.ts'),
  'GET /docs': () => import('#functions/api/service/get-docs.handler.ts'),
  'GET /': () => import('#functions/api/service/get-index.handler.ts'),
});
