import { plainRequest } from '#contracts/service-request.ts';
import { apiHandler } from '#functions/runtime/api-handler.ts';

/** Liveness: the function runs. What the data are like is told by `/v1/status`. */
export const handler = apiHandler(plainRequest, async () => ({ body: { status: 'ok' }, headers: { 'cache-control': 'no-store' } }));
