import * as environments from '../environment/function-environments.ts';
import type { ApiFunctionName, ApiHandlerFile, ApiRoute } from './api-route.ts';
import { hasSideEffects, scopeOf } from './request-parts.ts';

export type ApiFunctionFile = `functions/deployed/${ApiFunctionName}.function.ts`;

/** A Lambda function of the API, and what it may touch: what its operations need together, and no more. */
export interface ApiFunction {
  readonly name: ApiFunctionName;
  readonly file: ApiFunctionFile;
  readonly routes: readonly ApiRoute[];
  readonly readsScores: boolean;
  readonly usesSignals: boolean;
  /** Adds requests for runs to the Scores table. */
  readonly asksForRuns: boolean;
  /** Whether its operations need an API key, and so the Access table. */
  readonly isGuarded: boolean;
  /** Changes what is stored: keeps responses by Idempotency-Key, and writes the Signals table if it uses it. */
  readonly writes: boolean;
}

/** Route key `$default`: every request that no route takes. It answers 404, 405 with `Allow`, and CORS preflights. */
export const DEFAULT_ROUTE: { readonly function: ApiFunctionName; readonly handler: ApiHandlerFile } = {
  function: 'public',
  handler: 'functions/api/service/answer-unknown-route.handler.ts',
};

/** The functions named in a table of routes. */
export const apiFunctionsOf = (routes: readonly ApiRoute[]): readonly ApiFunction[] =>
  [...Map.groupBy(routes, (route) => route.function)].map(([name, own]) => ({
    name,
    file: `functions/deployed/${name}.function.ts`,
    routes: own,
    readsScores: own.some((route) => route.readsScores),
    usesSignals: own.some((route) => route.usesSignals),
    asksForRuns: own.some((route) => route.asksForRuns),
    isGuarded: own.some(({ request }) => scopeOf(request) !== 'public'),
    writes: own.some(({ request }) => hasSideEffects(request)),
  }));

/** A route of API Gateway. `ANY` takes every method of the path that has no route of its own. */
export interface GatewayRoute {
  readonly method: ApiRoute['methods'][number] | 'ANY';
  readonly path: string;
  readonly function: ApiFunctionName;
  /** Work that a request makes, for limits: reads of what is published, writes, many writes, or scoring anew. */
  readonly work: 'read' | 'write' | 'import' | 'compute';
  /** Whether everybody may ask, without showing who he is. */
  readonly isPublic: boolean;
}

/** Functions all of whose operations score something anew, or for many subjects. */
const COMPUTING: readonly ApiFunctionName[] = ['analysis', 'scenarios'];

function workOf({ methods: [first], path, function: name, request }: ApiRoute): GatewayRoute['work'] {
  if (hasSideEffects(request)) return path.endsWith(':import') ? 'import' : 'write';
  // What is sent and not stored is a question that no run has answered.
  return first === 'POST' || COMPUTING.includes(name) ? 'compute' : 'read';
}

/**
 * One route per operation. A route for GET would not take HEAD, so a path that can be read has `ANY`: HEAD reaches the function that may
 * read what GET reads, and so does a method that the path does not have, which the function answers with 405.
 */
export const gatewayRoutesOf = (routes: readonly ApiRoute[]): readonly GatewayRoute[] =>
  routes.map((route) => ({
    method: route.methods[0] === 'GET' ? 'ANY' : route.methods[0],
    path: route.path,
    function: route.function,
    work: workOf(route),
    isPublic: scopeOf(route.request) === 'public',
  }));

/** The schema of the environment of a function. */
export function environmentSchemaOf({ isGuarded, readsScores, usesSignals }: ApiFunction) {
  if (usesSignals) return environments.signalsApiEnvironmentSchema;
  if (readsScores) return isGuarded ? environments.readingApiEnvironmentSchema : environments.healthEnvironmentSchema;
  return isGuarded ? environments.guardedApiEnvironmentSchema : environments.describingApiEnvironmentSchema;
}
