import type * as z from 'zod';
import words from './api-words.json' with { type: 'json' };
import { hasSideEffects, type RequestContract } from './request-parts.ts';

/** File and export of a handler: `functions/api/scores/scores.handler.ts#getScoreHandler`. */
export type ApiHandlerName = `functions/api/${string}.handler.ts#${string}`;

export const API_WORDS = words;
type ApiTag = keyof typeof words.tags;

type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export type ApiRoute = Readonly<{
  /** HEAD comes with GET. The first names the operation. */
  methods: readonly [HttpMethod, ...HttpMethod[]];
  /** API Gateway syntax: `{name}` for a part of the path. */
  path: string;
  operationId: keyof typeof words.operations;
  handler: ApiHandlerName;
  /** Whether the operation reads the Scores table. */
  readsScores: boolean;
  /** Scores anew or looks up, and stores nothing. */
  computes: boolean;
  /** For browsers, or in a protocol of its own. */
  outsideContract: boolean;
  tag: ApiTag;
  request: RequestContract;
  /** Null: the response is no JSON. */
  answer: Readonly<{ name: string; schema: z.ZodType }> | null;
  /** Media types beside JSON. */
  otherMedia: readonly string[];
  /** Whether it may answer 201. */
  created: boolean;
  /** A request that works on the shipped data. */
  example: string;
  /** JSON, or text of the first of `textMedia`. */
  exampleBody?: unknown;
}>;

type Optional =
  | 'methods'
  | 'example'
  | 'otherMedia'
  | 'readsScores'
  | 'computes'
  | 'created'
  | 'outsideContract';
type Entry = Omit<ApiRoute, Optional> & Partial<Pick<ApiRoute, Optional>>;

/** With what is known when the code is compiled. */
type RouteOf<E extends Entry> = Omit<ApiRoute, 'path' | 'request' | 'answer' | 'methods'> &
  Pick<E, 'path' | 'request' | 'answer'> &
  Readonly<{
    methods: E extends Readonly<{ methods: infer M }> ? M : readonly ['GET', 'HEAD'];
  }>;

/** Not given: GET and HEAD, JSON only, reads scores, computes and makes nothing, for programs; the path is its example. */
export const route = <const E extends Entry>(entry: E): RouteOf<E> =>
  ({
    methods: ['GET', 'HEAD'],
    example: entry.path,
    otherMedia: [],
    readsScores: true,
    computes: false,
    created: false,
    outsideContract: false,
    ...entry,
  }) as ApiRoute as unknown as RouteOf<E>;

/** `write` also lists what only writers or administrators may see. */
export const API_FUNCTIONS = ['read', 'write', 'compute'] as const;
export type ApiFunctionName = (typeof API_FUNCTIONS)[number];

export function functionOf({ methods: [method], request, computes }: ApiRoute): ApiFunctionName {
  if (computes) return 'compute';
  return method !== 'GET' || hasSideEffects(request) ? 'write' : 'read';
}

/** `ANY` takes methods that have no route of their own, `/{proxy+}` every path. */
export type GatewayRoute = Readonly<{
  method: 'ANY' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  function: ApiFunctionName;
  /** For limits. */
  work: 'read' | 'write' | 'import' | 'compute';
}>;

/** For what no route takes. */
export const DEFAULT_FUNCTION: ApiFunctionName = 'read';

const ALL_WRITES = (['POST', 'PUT', 'DELETE'] as const).map(
  (method): GatewayRoute => ({ method, path: '/{proxy+}', function: 'write', work: 'write' }),
);

/**
 * POST, PUT and DELETE go to `write`, all else to `read`. Operations of another function, and imports, which
 * have a limit of their own, have a route each; one that is read has `ANY`, which takes HEAD.
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
  const takesAny = new Map(
    own.filter(({ method }) => method === 'ANY').map((route) => [route.path, route.function]),
  );
  return [
    ...ALL_WRITES,
    ...own.filter((route) => route.method === 'ANY' || takesAny.get(route.path) !== route.function),
  ];
}
