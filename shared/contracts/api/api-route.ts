import type * as z from 'zod';
import type { RequestContract } from './request-parts.ts';

export type ApiHandlerFile = `functions/api/${string}.handler.ts`;
export type ApiTag = 'Scores' | 'Subjects' | 'Custom data' | 'Alerts' | 'Analysis' | 'Facts' | 'Provenance' | 'Service';

type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export interface ApiRoute {
  /** HTTP methods of the operation. HEAD comes with GET. The first method names the operation. */
  readonly methods: readonly [HttpMethod, ...HttpMethod[]];
  /** API Gateway syntax: `{name}` for a part of the path. */
  readonly path: string;
  readonly operationId: string;
  readonly handler: ApiHandlerFile;
  /** Whether the operation reads the Scores table. */
  readonly readsScores: boolean;
  /** Whether a GET scores something anew, which no run has done. */
  readonly computes: boolean;
  readonly tag: ApiTag;
  readonly summary: string;
  readonly description: string;
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

type Optional = 'methods' | 'otherMedia' | 'readsScores' | 'computes' | 'created';
type Entry = Omit<ApiRoute, Optional> & Partial<Pick<ApiRoute, Optional>>;

/** A route with what is known of it when the code is compiled: its method and path, and the schemas of request and answer. */
type RouteOf<E extends Entry> = ApiRoute &
  Pick<E, 'path' | 'request' | 'answer'> & { readonly methods: E extends { readonly methods: infer M } ? M : readonly ['GET', 'HEAD'] };

/** An entry of the table of routes. Not given: GET and HEAD, JSON only, reads scores and computes none, makes nothing. */
export const route = <const E extends Entry>(entry: E): RouteOf<E> =>
  ({
    methods: ['GET', 'HEAD'],
    otherMedia: [],
    readsScores: true,
    computes: false,
    created: false,
    ...entry,
  }) as ApiRoute as RouteOf<E>;
