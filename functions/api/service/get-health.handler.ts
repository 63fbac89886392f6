import { plainRequest } from '#contracts/api/service/service-request.ts';
import { publicApiHandler } from '#functions/http/public-api-handler.ts';

/** Liveness: the function runs. What the data are like is told by `/v1/status`. */
export const handler = publicApiHandler(plainRequest, async () => ({ body: { status: 'ok' }, headers: { 'cache-control': 'no-store' } }));
