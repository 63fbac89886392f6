import '#functions/http/api-handler.ts'; // the chain is loaded when the function starts, not with the first request
import type { ApiHandler } from '#functions/http/api-handler.ts';

/** Loads the module of a handler at the first request for its operation: a cold start pays for one operation, not for all of a function. */
export type LoadHandler = () => Promise<{ readonly handler: ApiHandler }>;

/** Method and path, as in the table of routes (`GET /v1/elements/{id}/score`) -> what answers it. */
export type Operations = Readonly<Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, LoadHandler>>;

/** Answers 404, 405 with `Allow`, and CORS preflights. */
const unknownRoute: LoadHandler = () => import('#functions/api/service/answer-unknown-route.handler.ts');

/**
 * One Lambda function that serves several operations. The gateway has chosen the path (`event.routeKey`: `ANY /v1/elements/{id}/score`, or
 * `$default` when no path fits); the method of the request chooses the operation, and HEAD is served as GET. Handlers see the route key of
 * their own method, `GET /v1/elements/{id}/score`, which is also the one in the log.
 */
export function dispatch(operations: Operations): ApiHandler {
  const loaders = new Map<string, LoadHandler>(Object.entries(operations));
  return async (event, context) => {
    const { method } = event.requestContext.http;
    const path = event.routeKey.slice(event.routeKey.indexOf(' ') + 1);
    const load = loaders.get(`${method === 'HEAD' ? 'GET' : method} ${path}`);
    const { handler } = await (load ?? unknownRoute)();
    const routeKey = load === undefined ? '$default' : `${method} ${path}`;
    return handler({ ...event, routeKey, requestContext: { ...event.requestContext, routeKey } }, context);
  };
}
