import type * as z from 'zod';
import words from './api-words.json' with { type: 'json' };
import { hasSideEffects, type RequestContract } from './request-parts.ts';

/** File and export of a handler: `functions/api/scores/scores.handler.ts#getScoreHandler`. */
export type ApiHandlerName = `functions/api/${string}.handler.ts#${string}`;

/** What the contract says of itself, of its tags, and of every operation in a line and in a paragraph. */
export const API_WORDS = words;
type ApiTag = keyof typeof words.tags;

type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export interface ApiRoute {
  /** HTTP methods of the operation. HEAD comes with GET. The first method names the operation. */
  readonly methods: readonly [HttpMethod, ...HttpMethod[]];
  /** API Gateway syntax: `{name}` for a part of the path. */
  readonly path: string;
  readonly operationId: keyof typeof words.operations;
  readonly handler: ApiHandlerName;
  /** Whether the operation reads the Scores table. */
  readonly readsScores: boolean;
  /** Whether the operation scores something anew, or looks up what is sent, and stores nothing. */
  readonly computes: boolean;
  /** Whether only browsers ask for it: no part of the contract with programs. */
  readonly forBrowsers: boolean;
  readonly tag: ApiTag;
  readonly request: RequestContract;
  /** Name of the JSON response in the OpenAPI document, and its schema; `null`: the response is no JSON. */
  readonly answer: { readonly name: string; readonly schema: z.ZodType } | null;
  /** Media types beside JSON. */
  readonly otherMedia: readonly string[];
  /** Status of the response when something was made. */
  readonly created: boolean;
  /** A request that works on the shipped data. */
  readonly example: string;
  /** Body of the example request: JSON, or text of the first media type of `request.textMedia`. */
  readonly exampleBody?: unknown;
}

type Optional = 'methods' | 'otherMedia' | 'readsScores' | 'computes' | 'created' | 'forBrowsers';
type Entry = Omit<ApiRoute, Optional> & Partial<Pick<ApiRoute, Optional>>;

/**
 * A route with what is known of it when the code is compiled: its method and path, and the schemas of request
 * and answer.
 */
type RouteOf<E extends Entry> = Omit<ApiRoute, 'path' | 'request' | 'answer' | 'methods'> &
  Pick<E, 'path' | 'request' | 'answer'> & {
    readonly methods: E extends { readonly methods: infer M } ? M : readonly ['GET', 'HEAD'];
  };

/**
 * An entry of the table of routes. Not given: GET and HEAD, JSON only, reads scores and computes none, makes
 * nothing, for programs.
 */
export const route = <const E extends Entry>(entry: E): RouteOf<E> =>
  ({
    methods: ['GET', 'HEAD'],
    otherMedia: [],
    readsScores: true,
    computes: false,
    created: false,
    forBrowsers: false,
    ...entry,
  }) as ApiRoute as unknown as RouteOf<E>;

/**
 * `read`: answers what is published and what clients have stored. `write`: operations that store something,
 * and those that list what only a scope of writing
 * or of administration may see. `compute`: scores something anew for one answer, and stores nothing.
 */
export const API_FUNCTIONS = ['read', 'write', 'compute'] as const;
export type ApiFunctionName = (typeof API_FUNCTIONS)[number];

export function functionOf({
  methods: [method],
  request,
  computes,
}: Pick<ApiRoute, 'methods' | 'request' | 'computes'>): ApiFunctionName {
  if (computes) return 'compute';
  return method !== 'GET' || hasSideEffects(request) ? 'write' : 'read';
}

/**
 * A route of API Gateway. `ANY` takes every method of the path that has no route of its own; `/{proxy+}`
 * takes every path.
 */
export interface GatewayRoute {
  readonly method: 'ANY' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly function: ApiFunctionName;
  /**
   * Work that a request makes, for limits: reads of what is published, writes, many writes, or scoring anew.
   */
  readonly work: 'read' | 'write' | 'import' | 'compute';
}

/** Every request that no route takes, GET and HEAD above all. */
export const DEFAULT_FUNCTION: ApiFunctionName = 'read';

const ALL_WRITES = (['POST', 'PUT', 'DELETE'] as const).map(
  (method): GatewayRoute => ({ method, path: '/{proxy+}', function: 'write', work: 'write' }),
);

/**
 * POST, PUT and DELETE go to `write` and all else to `read`, whatever the path: functions find the operation
 * themselves. Operations of another function,
 * and imports, which have a limit of their own, have a route each. One that is read has `ANY`, which takes
 * HEAD.
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
