import './api-handler.ts'; // loaded when the function starts, not with the first request
import type { Context } from 'aws-lambda';
import type { ApiHandler } from './api-handler.ts';
import { routeMatcher } from './route-match.ts';

export type Operation = Readonly<{
  methods: readonly string[];
  path: string;
  /** A cold start pays for one resource, not for all. */
  load: () => Promise<ApiHandler>;
}>;

/** A handler can ask other operations. */
export interface AskingContext extends Context {
  readonly ask: ApiHandler;
}

const UNKNOWN_ROUTE: Operation['load'] = async () => (await import('./unknown-route.ts')).handler;

/**
 * Answers by method and path, whatever route of the gateway a request came by. Handlers see their own route
 * key and path parameters.
 */
export function dispatch(operations: readonly Operation[]): ApiHandler {
  const routes = routeMatcher(operations);
  const loaded = new Map<Operation['load'], ApiHandler>();
  const ask: ApiHandler = async (event, context) => {
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
      Object.assign(context, { ask }),
    );
  };
  return ask;
}
