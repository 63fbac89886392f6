import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type RequestContract, scopeOf } from '#contracts/api/request-parts.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { type ApiHandler, type HttpMiddleware, httpChain } from './http-chain.ts';
import type { ApiResponse } from './http-response.ts';
import { type ParsedRequest, parseRequest } from './parse-request.ts';
import { addressBucket, saysWhatIsLeft, spendToken } from './rate-limit.ts';

/** A request that its contract has accepted. */
export interface PublicRequest<C extends RequestContract> extends ParsedRequest<C> {
  readonly event: APIGatewayProxyEventV2;
  /** Part of every ETag. */
  readonly codeVersion: string;
}

/**
 * A handler that everybody may call without a key. The contract itself must state that it is public; every other operation uses
 * `apiHandler`.
 */
export function publicApiHandler<C extends RequestContract>(
  contract: C,
  answer: (request: PublicRequest<C>) => Promise<ApiResponse>,
): ApiHandler {
  if (scopeOf(contract) !== 'public') throw new Error('the contract of this operation asks for a key: use apiHandler');
  const codeVersion = oncePerColdStart(() => readEnvironment(describingApiEnvironmentSchema).CODE_VERSION);
  return rawApiHandler(async (event) => answer({ ...parseRequest(contract, event), event, codeVersion: codeVersion() }));
}

/** A public handler without a contract, for requests that match no route. */
export const rawApiHandler = (answer: (event: APIGatewayProxyEventV2) => Promise<ApiResponse>): ApiHandler => httpChain(open, answer);

const open: HttpMiddleware = { before: ({ event }) => spendToken(event, addressBucket(event)), ...saysWhatIsLeft() };
