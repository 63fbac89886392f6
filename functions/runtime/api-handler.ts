import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { describingApiEnvironmentSchema } from '#contracts/function-environments.ts';
import { collectionOf, type RequestContract, SUBJECT_COLLECTIONS } from '#contracts/request-parts.ts';
import type { SubjectType } from '#domain/score-document.ts';
import { answerHeaders } from './answer-headers.ts';
import { errorsToProblems } from './errors-to-problems.ts';
import { ExpectedError } from './expected-errors.ts';
import { type ApiAnswer, httpResult } from './http-answer.ts';
import type { LogLevel } from './log.ts';
import { type ParsedRequest, parseRequest } from './parse-request.ts';
import { readEnvironment } from './read-environment.ts';
import { requestLog } from './request-log.ts';

/** Bodies above this are refused; no operation needs one yet. */
export const MAX_BODY_BYTES = 1_000_000;

/** Before Lambda ends a slow function, a problem document and a log line are still sent. */
const TIME_FOR_A_LAST_WORD_MS = 200;

/** A request that its contract has accepted. */
export interface ApiRequest<C extends RequestContract> extends ParsedRequest<C> {
  readonly event: APIGatewayProxyEventV2;
  /** Part of every ETag. */
  readonly codeVersion: string;
}

export type ApiHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The one chain of every HTTP function: log, headers, errors, then the body check, the contract and the operation. What runs after an
 * answer runs in reverse: errors become problems, problems get headers, and the finished answer is logged.
 */
export function apiHandler<C extends RequestContract>(contract: C, answer: (request: ApiRequest<C>) => Promise<ApiAnswer>): ApiHandler {
  return rawApiHandler(async (event) => {
    const { CODE_VERSION } = readEnvironment(describingApiEnvironmentSchema);
    return answer({ ...parseRequest(contract, event), event, codeVersion: CODE_VERSION });
  });
}

/** The same chain without a contract: for requests that no route takes. */
export function rawApiHandler(answer: (event: APIGatewayProxyEventV2) => Promise<ApiAnswer>): ApiHandler {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({ timeoutEarlyInMillis: TIME_FOR_A_LAST_WORD_MS })
    .use(requestLog(logThreshold))
    .use(answerHeaders(allowedOrigins))
    .use(errorsToProblems())
    .handler(async (event) => {
      refuseLargeBody(event);
      return httpResult(await answer(event));
    }) as unknown as ApiHandler;
}

const settings = () => describingApiEnvironmentSchema.safeParse(process.env);
// A wrong environment must still be told as a 500 with its headers and logged: these two never throw.
const allowedOrigins = (): readonly string[] => settings().data?.CORS_ALLOWED_ORIGINS ?? [];
const logThreshold = (): LogLevel => settings().data?.LOG_LEVEL ?? 'info';

function refuseLargeBody(event: APIGatewayProxyEventV2): void {
  if (Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8') <= MAX_BODY_BYTES) return;
  throw new ExpectedError('body_too_large', bodyTooLargeDetail);
}

export const bodyTooLargeDetail = `The body is larger than ${MAX_BODY_BYTES} bytes. Send less at a time.`;

/** Which type of subject the address speaks of: `/v1/elements/...` is about elements. */
export function subjectTypeOf(event: APIGatewayProxyEventV2): SubjectType {
  const type = (Object.keys(collectionOf) as SubjectType[]).find((name) => event.rawPath.split('/')[2] === collectionOf[name]);
  if (type === undefined) throw new Error(`${event.routeKey} is routed to a function about ${Object.keys(SUBJECT_COLLECTIONS).join(', ')}`);
  return type;
}
