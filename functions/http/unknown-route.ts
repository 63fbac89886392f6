import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { SUBJECT_COLLECTIONS } from '#contracts/api/request-parts.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { httpChain } from './api-handler.ts';
import { readEnvironment } from './cold-start.ts';
import { closestMatch, ExpectedError, HttpError } from './expected-errors.ts';
import { mayRead } from './http-response.ts';
import { routeMatcher } from './route-match.ts';

const { allowedMethods } = routeMatcher(API_ROUTES);

const PREFLIGHT_SECONDS = '600';

/** 404, 405, and CORS preflights of known addresses. */
export const handler = httpChain('public', async (event) => {
  const { method } = event.requestContext.http;
  const allowed = allowedMethods(event.rawPath);
  if (method !== 'OPTIONS' || allowed.length === 0) throw unknownRoute(method, event.rawPath, allowed);
  const list = [...allowed, 'OPTIONS'].join(', ');
  const origin = event.headers.origin ?? '';
  const readable = mayRead(origin, readEnvironment(describingApiEnvironmentSchema).CORS_ALLOWED_ORIGINS);
  const preflight = {
    'access-control-allow-methods': list,
    'access-control-allow-headers':
      'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Api-Key, X-Request-Id',
    'access-control-max-age': PREFLIGHT_SECONDS,
  };
  return { status: 204, body: null, headers: { allow: list, ...(readable ? preflight : {}) } };
});

function unknownRoute(method: string, path: string, allowed: readonly string[]): ExpectedError {
  if (allowed.length > 0) {
    const list = [...allowed, 'OPTIONS'].join(', ');
    return new HttpError('method_not_allowed', `${method} is not served at ${shown(path)}; use ${list}.`, {
      allow: list,
    });
  }
  const nearest = nearestAddress(path);
  const guess = nearest === null ? '' : ` Did you mean ${nearest}?`;
  return new ExpectedError(
    'unknown_route',
    `Nothing is served at ${shown(path)}.${guess} GET / lists where to begin, /docs describes everything.`,
  );
}

function nearestAddress(path: string): string | null {
  const trimmed = path.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');
  if (allowedMethods(trimmed).length > 0) return shown(trimmed);
  if (allowedMethods(`/v1${trimmed}`).length > 0) return shown(`/v1${trimmed}`);
  return closestMatch(
    shown(trimmed),
    API_ROUTES.flatMap(({ path }) =>
      Object.keys(SUBJECT_COLLECTIONS).map((name) => path.replace('{collection}', name)),
    ),
  );
}

const shown = (path: string) => (path.length > 100 ? `${path.slice(0, 100)}…` : path);
