import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { closestMatch } from './closest-match.ts';
import { ExpectedError, HttpError } from './expected-errors.ts';

/** Methods of the address, or an empty list when there is no such address. */
export function allowedMethods(path: string): readonly string[] {
  return [...new Set(API_ROUTES.filter((route) => patternOf(route.path).test(path)).flatMap((route) => route.methods))];
}

/** Why no route takes the request: a wrong method (405 with `Allow`), or no such address (404 with the nearest one). */
export function unknownRoute(method: string, path: string): ExpectedError {
  const allowed = allowedMethods(path);
  if (allowed.length > 0) {
    const list = [...allowed, 'OPTIONS'].join(', ');
    return new HttpError('method_not_allowed', `${method} is not served at ${shown(path)}; use ${list}.`, { allow: list });
  }
  const nearest = nearestAddress(path);
  const guess = nearest === null ? '' : ` Did you mean ${nearest}?`;
  return new ExpectedError(
    'unknown_route',
    `Nothing is served at ${shown(path)}.${guess} GET / lists where to begin, /docs describes everything.`,
  );
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '[.]').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);

function nearestAddress(path: string): string | null {
  const trimmed = path.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');
  if (allowedMethods(trimmed).length > 0) return shown(trimmed);
  if (allowedMethods(`/v1${trimmed}`).length > 0) return shown(`/v1${trimmed}`);
  return closestMatch(
    shown(trimmed),
    API_ROUTES.map((route) => route.path),
  );
}

const shown = (path: string): string => (path.length > 100 ? `${path.slice(0, 100)}…` : path);
