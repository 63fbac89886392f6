/** Which Lambda function answers an operation, and which routes the gateway needs for that. Both follow from the table of routes. */
import type { ApiRoute } from './api-route.ts';
import { hasSideEffects } from './request-parts.ts';

/**
 * `read`: answers what is published and what clients have stored. `write`: operations with a scope of writing or of administration, those that list
 * what only they may see included. `compute`: scores something anew for one answer, and stores nothing.
 */
export const API_FUNCTIONS = ['read', 'write', 'compute'] as const;
export type ApiFunctionName = (typeof API_FUNCTIONS)[number];

/** A question that is sent, and not stored, is one that no run has answered. */
export function functionOf({ methods: [method], request, computes }: Pick<ApiRoute, 'methods' | 'request' | 'computes'>): ApiFunctionName {
  if (hasSideEffects(request)) return 'write';
  return method !== 'GET' || computes ? 'compute' : 'read';
}

/** A route of API Gateway. `ANY` takes every method of the path that has no route of its own; `/{proxy+}` takes every path. */
export interface GatewayRoute {
  readonly method: 'ANY' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly function: ApiFunctionName;
  /** Work that a request makes, for limits: reads of what is published, writes, many writes, or scoring anew. */
  readonly work: 'read' | 'write' | 'import' | 'compute';
}

/** Every request that no route takes, GET and HEAD above all. */
export const DEFAULT_FUNCTION: ApiFunctionName = 'read';

const ALL_WRITES = (['POST', 'PUT', 'DELETE'] as const).map(
  (method): GatewayRoute => ({ method, path: '/{proxy+}', function: 'write', work: 'write' }),
);

/**
 * POST, PUT and DELETE go to `write` and all else to `read`, whatever the path: functions find the operation themselves. Operations of another function,
 * and imports, which have a limit of their own, have a route each. One that is read has `ANY`, which takes HEAD.
 */
export function gatewayRoutesOf(routes: readonly ApiRoute[]): readonly GatewayRoute[] {
  const own = routes.flatMap((route): readonly GatewayRoute[] => {
    const { path, methods } = route;
    const name = functionOf(route);
    const method = methods[0] === 'GET' || methods[0] === 'HEAD' ? 'ANY' : methods[0];
    const isImport = path.endsWith(':import');
    if (!isImport && name === (method === 'ANY' ? DEFAULT_FUNCTION : 'write')) return [];
    return [{ method, path, function: name, work: isImport ? 'import' : name }];
  });
  const takesAny = new Map(own.filter(({ method }) => method === 'ANY').map((route) => [route.path, route.function]));
  return [...ALL_WRITES, ...own.filter((route) => route.method === 'ANY' || takesAny.get(route.path) !== route.function)];
}
