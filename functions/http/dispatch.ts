import './api-handler.ts'; // the chain and its store are loaded when the function starts, not with the first request
import type { ApiHandler } from './api-handler.ts';
import { routeMatcher } from './route-match.ts';

/** An entry of the table of routes, and what answers it. */
export interface Operation {
  readonly methods: readonly string[];
  readonly path: string;
  /** Loads the handler at the first request: a cold start pays for one resource, not for all. */
  readonly load: () => Promise<ApiHandler>;
}

const UNKNOWN_ROUTE: Operation['load'] = async () => (await import('./unknown-route.ts')).handler;

/**
 * Answers every operation of the API: the method and path of a request choose it, whatever route of the
 * gateway the request came by. Handlers see the
 * route key and the path parameters of their own entry, `GET /v1/elements/{id}/score`. What none of
 * them takes is answered with 404 or 405, and preflights with 204.
 */
export function dispatch(operations: readonly Operation[]): ApiHandler {
  const routes = routeMatcher(operations);
  const loaded = new Map<Operation['load'], ApiHandler>();
  return async (event, context) => {
    const { method } = event.requestContext.http;
    const found = routes.match(method, event.rawPath);
    const load = found?.route.load ?? UNKNOWN_ROUTE;
    const handler = loaded.get(load) ?? (await load());
    loaded.set(load, handler);
    const routeKey = found === null ? '$default' : `${method} ${found.route.path}`;
    const { pathParameters: _, ...rest } = event;
    const parameters =
      found?.pathParameters === undefined ? {} : { pathParameters: { ...found.pathParameters } };
    return handler(
      { ...rest, ...parameters, routeKey, requestContext: { ...event.requestContext, routeKey } },
      context,
    );
  };
}
