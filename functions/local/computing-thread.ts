/**
 * Entry point of a worker of the pool in computing.ts: it answers requests that have to be computed, each as
 * a function on AWS would.
 */
import { workerData } from 'node:worker_threads';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Caller } from '#contracts/api/access.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import { problemOf } from '#functions/http/problems.ts';
import { storeBeside } from '#functions/store/sqlite-store.ts';
import { serveStore } from './handler-environment.ts';
import { loadHandler } from './load-handler.ts';
import type { LocalPlace } from './local-scoring.ts';

/** A request that was let in by the thread of HTTP. */
export interface ComputedRequest {
  readonly event: APIGatewayProxyEventV2;
  readonly caller: Caller;
  /** When its time is over, in epoch milliseconds. */
  readonly endsAt: number;
}

const place = workerData as LocalPlace;
serveStore({ place, tables: storeBeside(place.folder, 'accepted').tables }, 'keys');

/** Method and path -> handler. */
const HANDLERS = new Map(
  API_ROUTES.flatMap(({ methods, path, handler }) => methods.map((method) => [`${method} ${path}`, handler])),
);

/** The answer, or the problem that it has become. The pool loads this by its name. */
export async function compute({ event, caller, endsAt }: ComputedRequest): Promise<ApiResponse> {
  const name = HANDLERS.get(event.routeKey);
  if (name === undefined) throw new Error(`no handler answers ${event.routeKey}`);
  const handler = await loadHandler(name);
  try {
    const {
      status = 200,
      body,
      headers = {},
    } = await handler.operation(event, { getRemainingTimeInMillis: () => endsAt - Date.now() }, caller);
    return { status, headers, body };
  } catch (error) {
    const { statusCode = 500, body = null, headers = {} } = problemOf(event, error as Error);
    return { status: statusCode, headers: headers as Record<string, string>, body };
  }
}
