/** Answers requests as a function on AWS would. */
import { workerData } from 'node:worker_threads';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Caller } from '#contracts/api/access.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { demandScope } from '#functions/http/access-control.ts';
import { type ComputedAnswer, withBody } from '#functions/http/api-handler.ts';
import { oncePerColdStart } from '#functions/http/cold-start.ts';
import { dispatch } from '#functions/http/dispatch.ts';
import { compressed, httpResult } from '#functions/http/http-response.ts';
import { problemOf } from '#functions/http/problems.ts';
import { type Allowance, spentOn } from '#functions/http/rate-limit.ts';
import { storeBeside } from '#functions/store/sqlite/sqlite-store.ts';
import { serveStore } from './handler-environment.ts';
import { loadHandler } from './load-handler.ts';
import type { LocalPlace } from './local-scoring.ts';

export type ComputedRequest = Readonly<{
  event: APIGatewayProxyEventV2;
  body: Uint8Array | null;
  caller: Caller;
  endsAt: number;
}>;

/** With the first request, which is told why the store cannot be opened. */
const ready = oncePerColdStart(() => {
  const place = workerData as LocalPlace;
  serveStore({ place, tables: storeBeside(place.folder, 'accepted').tables }, 'keys');
  return place;
});

interface CallContext extends Context {
  readonly caller: Caller;
  readonly spent: Allowance[];
}

/** The operation that is asked, and those that it asks. */
const ask = dispatch(
  API_ROUTES.map(({ methods, path, handler }) => ({
    methods,
    path,
    load: async () => {
      const { operation, scope } = await loadHandler(handler);
      return async (event, context) => {
        const { caller, spent } = context as CallContext;
        try {
          demandScope(caller, scope);
          return httpResult(await operation(event, context, caller));
        } catch (error) {
          return problemOf(event, error as Error);
        } finally {
          spent.push(...spentOn(event));
        }
      };
    },
  })),
);

/** As the bytes that are sent. The pool loads it by its name. */
export async function compute(request: ComputedRequest): Promise<ComputedAnswer> {
  const { caller, endsAt } = request;
  const event = withBody(request.event, request.body);
  const spent: Allowance[] = [];
  const context = { getRemainingTimeInMillis: () => endsAt - Date.now(), caller, spent } as CallContext;
  const answered = async () => {
    try {
      ready();
      return await ask(event, context);
    } catch (error) {
      return problemOf(event, error as Error);
    }
  };
  const answer = await answered();
  const sent = answer.body === undefined ? answer : await compressed(event, answer);
  const { statusCode: status = 500, body = null, headers = {}, isBase64Encoded = false } = sent;
  return {
    status,
    body: body === null ? null : Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
    headers: headers as Record<string, string>,
    spent,
  };
}
