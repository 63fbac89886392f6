import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { httpChain } from '#functions/http/api-handler.ts';
import { mayRead } from '#functions/http/response-headers.ts';
import { allowedMethods, unknownRoute } from '#functions/http/unknown-route.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';

/** How long a browser may keep the response to a preflight. */
const PREFLIGHT_SECONDS = '600';

/** `$default`: what no route takes. CORS preflights of known addresses are answered here; the chain adds the allowed origin. */
export const handler = httpChain('public', async (event) => {
  const { method } = event.requestContext.http;
  const allowed = allowedMethods(event.rawPath);
  if (method !== 'OPTIONS' || allowed.length === 0) throw unknownRoute(method, event.rawPath);
  const list = [...allowed, 'OPTIONS'].join(', ');
  const origin = event.headers.origin ?? '';
  const readable = mayRead(origin, readEnvironment(describingApiEnvironmentSchema).CORS_ALLOWED_ORIGINS);
  const preflight = {
    'access-control-allow-methods': list,
    'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Api-Key, X-Request-Id',
    'access-control-max-age': PREFLIGHT_SECONDS,
  };
  return { status: 204, body: null, headers: { allow: list, ...(readable ? preflight : {}) } };
});
