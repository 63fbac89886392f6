import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Contention } from '#functions/store/table/contention.ts';
import { ExpectedError, headersOfError, tookTooLong } from './expected-errors.ts';
import { type HttpMiddleware, problemResult } from './http-response.ts';
import { logger } from './logger.ts';
import { loggableText, requestIdOf } from './request-log.ts';

/** Of a store that throttled or was late: trying again helps, as for 5xx. */
const PASSING_FAULTS: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
  'StoreBusy',
  'StoreOutOfSpace',
]);
const OUT_OF_SPACE = 'StoreOutOfSpace';

/** By the name of the error. */
const PASSING_FAULT_ANSWERS: ReadonlyMap<string, Readonly<{ detail: string; retryAfter: string }>> = new Map([
  [
    OUT_OF_SPACE,
    {
      detail:
        'The store has no room for what you sent, and keeps what it has. Reads go on. Try again when there is room.',
      retryAfter: '60',
    },
  ],
]);
const SOON = { detail: 'The store did not answer in time. Try again in 2 seconds.', retryAfter: '2' };
const CONNECTION_FAULTS: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

type StoreError = Error &
  Readonly<{
    code?: string;
    $metadata?: Readonly<{ httpStatusCode?: number }>;
  }>;
const passes = ({ name, code, $metadata }: StoreError) =>
  PASSING_FAULTS.has(name) || CONNECTION_FAULTS.has(code) || ($metadata?.httpStatusCode ?? 0) >= 500;

/** Timeouts of the store have another cause. */
const isOutOfTime = (error: Error | null | undefined) =>
  error?.name === 'TimeoutError' &&
  (error.cause as Readonly<{ package?: string }> | undefined)?.package === '@middy/core';

export const errorsToProblems = (): HttpMiddleware => ({
  onError: (request) => {
    request.response = problemOf(request.event, request.error);
  },
});

/** Logged in full; the caller sees only that the service failed. */
export function problemOf(
  event: APIGatewayProxyEventV2,
  error: Error | null | undefined,
): APIGatewayProxyStructuredResultV2 {
  const at = { instance: event.rawPath, requestId: requestIdOf(event) };
  const expected = isOutOfTime(error) ? tookTooLong() : error;
  if (expected !== error) reportFault(event, error, 'took_too_long');
  if (expected instanceof ExpectedError) {
    const { code, message: detail, errors } = expected;
    return problemResult({ ...at, code, detail, errors, headers: headersOfError(expected) });
  }
  if (error instanceof Contention) {
    return problemResult({
      ...at,
      code: 'write_contention',
      detail: `${error.message[0]?.toUpperCase()}${error.message.slice(1)}: nothing was changed. Send it again in 2 seconds.`,
      headers: { 'retry-after': '2' },
    });
  }
  const passing = error != null && passes(error);
  reportFault(event, error, passing ? 'temporarily_unavailable' : 'internal_error');
  const { detail, retryAfter } = PASSING_FAULT_ANSWERS.get(error?.name ?? '') ?? SOON;
  return passing
    ? problemResult({
        ...at,
        code: 'temporarily_unavailable',
        detail,
        headers: { 'retry-after': retryAfter },
      })
    : problemResult({
        ...at,
        code: 'internal_error',
        detail:
          'Something went wrong on our side, and it has been recorded. Try again later; if it stays, report the request_id.',
      });
}

const REPORTS = {
  temporarily_unavailable: {
    message: 'the store did not take the request',
    who: 'the caller got 503 with Retry-After',
    what_to_do:
      'if this lasts longer than a minute, look at throttled requests and latency of the Scores table, on one machine at the space of the disk',
  },
  took_too_long: {
    message: 'a request took too long',
    who: 'the caller got 503 with Retry-After',
    what_to_do:
      'if it comes often, look at what the route computes, and at what else was computed at the time',
  },
  internal_error: {
    message: 'a request failed by our fault',
    who: 'the caller got 500 without details',
    what_to_do:
      'read the error below; a message about the shape of a stored document means that a run wrote something the API cannot read',
  },
} as const;

function reportFault(event: APIGatewayProxyEventV2, error: unknown, code: keyof typeof REPORTS) {
  const { message, who, what_to_do } = REPORTS[code];
  logger().error(message, {
    request_id: requestIdOf(event),
    route: event.routeKey,
    path: loggableText(event.rawPath),
    query: loggableText(event.rawQueryString),
    who,
    what_to_do,
    error,
  });
}
