import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { type Caller, LOCAL_CLIENT } from '#contracts/api/access.ts';
import { collectionOf, type RequestContract, SUBJECT_COLLECTIONS, scopeOf } from '#contracts/api/request-parts.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { neverComputeHere, ToBeComputed } from '#functions/runtime/computing.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { accessControl, callerOf } from './access/access-control.ts';
import { type ApiHandler, httpChain } from './http-chain.ts';
import type { ApiResponse } from './http-response.ts';
import { parseRequest } from './parse-request.ts';
import type { PublicRequest } from './public-api-handler.ts';
import { addressBucket } from './rate-limit.ts';

/** A request that its contract has accepted, of a caller who may send it. */
export interface ApiRequest<C extends RequestContract> extends PublicRequest<C> {
  readonly caller: Caller;
  /** Milliseconds until the function is ended. */
  readonly remainingMs: () => number;
}

/** An operation without its chain: the request was let in, and its errors are for whoever calls. */
type Operation = (
  event: APIGatewayProxyEventV2,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
  caller: Caller,
) => Promise<ApiResponse>;

/** A handler, and what it does once the caller is known. */
export interface OperationHandler extends ApiHandler {
  readonly operation: Operation;
}

/** A request that was let in, for whoever computes its answer. */
export interface RequestToCompute {
  readonly event: APIGatewayProxyEventV2;
  readonly context: Context;
  readonly caller: Caller;
  /** Whose share of the work it takes: a client, or an address where access is open to all. */
  readonly share: string;
  /** Aborts when the time of the request is over. */
  readonly timeIsOver: AbortSignal;
}

type ComputeElsewhere = (request: RequestToCompute) => Promise<ApiResponse>;
let elsewhere: ComputeElsewhere | null = null;

/** From now on handlers of this thread leave what has to be computed to that one. */
export function computeWith(other: ComputeElsewhere): void {
  elsewhere = other;
  neverComputeHere();
}

/** The chain for an operation that needs the scope of its contract. */
export function apiHandler<C extends RequestContract>(
  contract: C,
  answer: (request: ApiRequest<C>) => Promise<ApiResponse>,
): OperationHandler {
  const scope = scopeOf(contract);
  if (scope === 'public') throw new Error('the contract of this operation is public: use publicApiHandler');
  const codeVersion = oncePerColdStart(() => readEnvironment(describingApiEnvironmentSchema).CODE_VERSION);
  const operation: Operation = async (event, context, caller) =>
    answer({
      ...parseRequest(contract, event),
      event,
      codeVersion: codeVersion(),
      caller,
      remainingMs: () => context.getRemainingTimeInMillis(),
    });
  const handler = httpChain(accessControl(scope), async (event, context, timeIsOver) => {
    const caller = callerOf(event);
    try {
      return await operation(event, context, caller);
    } catch (error) {
      if (!(error instanceof ToBeComputed) || elsewhere === null) throw error;
      const share = caller.client === LOCAL_CLIENT ? addressBucket(event) : caller.client;
      return elsewhere({ event, context, caller, share, timeIsOver });
    }
  });
  return Object.assign(handler, { operation });
}

/** Which type of subject the address speaks of: `/v1/elements/...` is about elements. */
export function subjectTypeOf(event: APIGatewayProxyEventV2): SubjectType {
  const type = (Object.keys(collectionOf) as SubjectType[]).find((name) => event.rawPath.split('/')[2] === collectionOf[name]);
  if (type === undefined) throw new Error(`${event.routeKey} is routed to a function about ${Object.keys(SUBJECT_COLLECTIONS).join(', ')}`);
  return type;
}
