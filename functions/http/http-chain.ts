import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { ExpectedError } from '#functions/requests/expected-errors.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { errorsToProblems } from './errors-to-problems.ts';
import { type ApiResponse, httpResult } from './http-response.ts';
import { requestLog } from './request-log.ts';
import { answerHeaders } from './response-headers.ts';

/** Bodies above this are refused; larger imports come in several requests. */
export const MAX_BODY_BYTES = 1_000_000;

/** Before Lambda ends a slow function, a problem document and a log line are still sent. */
const TIME_FOR_A_LAST_WORD_MS = 200;

export type ApiHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;
export type HttpMiddleware = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/** The context of a front that reads a body when it is asked to: nothing of it is held for a caller who is not let in. */
export interface ReadsBodyLater extends Context {
  readonly readBody: () => Promise<Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>>;
}

/**
 * The one chain of every HTTP function: log, headers, access and limits, errors, then the body and the operation. What runs after a
 * response runs in reverse: errors become problems, problems get headers, and the finished response is logged. `timeIsOver` of an operation
 * aborts when its caller is told that it took too long.
 */
export function httpChain(
  access: HttpMiddleware,
  answer: (event: APIGatewayProxyEventV2, context: Context, timeIsOver: AbortSignal) => Promise<ApiResponse>,
): ApiHandler {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({ timeoutEarlyInMillis: TIME_FOR_A_LAST_WORD_MS })
    .use(requestLog())
    .use(answerHeaders(allowedOrigins))
    .use(access)
    .use(errorsToProblems())
    .handler(async (event, context, { signal }) => {
      if ('readBody' in context) Object.assign(event, await (context as ReadsBodyLater).readBody());
      refuseLargeBody(event);
      return httpResult(await answer(event, context, signal));
    }) as unknown as ApiHandler;
}

/** Origins of the environment. A wrong environment must still be answered with a 500 and its headers, so then there are none. */
function allowedOrigins(): readonly string[] {
  try {
    return readEnvironment(describingApiEnvironmentSchema).CORS_ALLOWED_ORIGINS;
  } catch {
    return [];
  }
}

function refuseLargeBody(event: APIGatewayProxyEventV2): void {
  if (Buffer.byteLength(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8') > MAX_BODY_BYTES) throw bodyTooLarge();
}

export const bodyTooLarge = (): ExpectedError =>
  new ExpectedError('body_too_large', `The body is larger than ${MAX_BODY_BYTES} bytes. Send less at a time.`);
