import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Caller } from '#contracts/api/access.ts';
import { collectionOf, type RequestContract, SUBJECT_COLLECTIONS, scopeOf } from '#contracts/api/request-parts.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { accessControl, callerOf } from './access/access-control.ts';
import { type ApiHandler, httpChain } from './http-chain.ts';
import type { ApiResponse } from './http-response.ts';
import { parseRequest } from './parse-request.ts';
import type { PublicRequest } from './public-api-handler.ts';

/** A request that its contract has accepted, of a caller who may send it. */
export interface ApiRequest<C extends RequestContract> extends PublicRequest<C> {
  readonly caller: Caller;
  /** Milliseconds until the function is ended. */
  readonly remainingMs: () => number;
}

/** The chain for an operation that needs the scope of its contract. */
export function apiHandler<C extends RequestContract>(contract: C, answer: (request: ApiRequest<C>) => Promise<ApiResponse>): ApiHandler {
  const scope = scopeOf(contract);
  if (scope === 'public') throw new Error('the contract of this operation is public: use publicApiHandler');
  const codeVersion = oncePerColdStart(() => readEnvironment(describingApiEnvironmentSchema).CODE_VERSION);
  return httpChain(accessControl(scope), async (event, context) =>
    answer({
      ...parseRequest(contract, event),
      event,
      codeVersion: codeVersion(),
      caller: callerOf(event),
      remainingMs: () => context.getRemainingTimeInMillis(),
    }),
  );
}

/** Which type of subject the address speaks of: `/v1/elements/...` is about elements. */
export function subjectTypeOf(event: APIGatewayProxyEventV2): SubjectType {
  const type = (Object.keys(collectionOf) as SubjectType[]).find((name) => event.rawPath.split('/')[2] === collectionOf[name]);
  if (type === undefined) throw new Error(`${event.routeKey} is routed to a function about ${Object.keys(SUBJECT_COLLECTIONS).join(', ')}`);
  return type;
}
