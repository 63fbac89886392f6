import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { type RequestContract, scopeOf } from '#contracts/request-parts.ts';
import type { ApiAnswer } from './http-answer.ts';
import { type ApiHandler, type HttpMiddleware, httpChain } from './http-chain.ts';
import { oncePerColdStart } from './once-per-cold-start.ts';
import { type ParsedRequest, parseRequest } from './parse-request.ts';
import { addressBucket, saysWhatIsLeft, spendToken } from './rate-limit.ts';
import { readEnvironment } from './read-environment.ts';

/** A request that its contract has accepted. */
export interface PublicRequest<C extends RequestContract> extends ParsedRequest<C> {
  readonly event: APIGatewayProxyEventV2;
  /** Part of every ETag. */
  readonly codeVersion: string;
}

/** For what everybody may read. The contract has to say so itself; everything else goes through `apiHandler`. */
export function publicApiHandler<C extends RequestContract>(
  contract: C,
  answer: (request: PublicRequest<C>) => Promise<ApiAnswer>,
): ApiHandler {
  if (scopeOf(contract) !== 'public') throw new Error('the contract of this operation asks for a key: use apiHandler');
  const codeVersion = oncePerColdStart(() => readEnvironment(describingApiEnvironmentSchema).CODE_VERSION);
  return rawApiHandler(async (event) => answer({ ...parseRequest(contract, event), event, codeVersion: codeVersion() }));
}

/** The same chain without a contract: for requests that no route takes. */
export const rawApiHandler = (answer: (event: APIGatewayProxyEventV2) => Promise<ApiAnswer>): ApiHandler => httpChain(open, answer);

const open: HttpMiddleware = { before: ({ event }) => spendToken(event, addressBucket(event)), ...saysWhatIsLeft() };
