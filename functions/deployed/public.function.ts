import { dispatch } from './dispatch.ts';

export const handler = dispatch({
  'GET /openapi.json': () => import('#functions/api/service/get-openapi.handler.ts'),
  'GET /docs': () => import('#functions/api/service/get-docs.handler.ts'),
  'GET /': () => import('#functions/api/service/get-index.handler.ts'),
});
