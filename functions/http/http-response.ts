import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type FieldError, PROBLEMS, type Problem, type ProblemCode, problemType } from '#contracts/api/problem.ts';

export type HttpMiddleware = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

/** The response of an operation, before the middleware adds the headers that every response has. */
export interface ApiResponse {
  /** 200 when not given. */
  readonly status?: number;
  /** Text is sent as it is, anything else as JSON; `null`: no body. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Header of a body that is the text of a JSON document already. */
export const JSON_TYPE = { 'content-type': 'application/json' } as const;

/** RFC 4180, with a header row. */
export const CSV_TYPE = { 'content-type': 'text/csv; charset=utf-8; header=present' } as const;

/** One JSON object per line. */
export const NDJSON_TYPE = { 'content-type': 'application/x-ndjson' } as const;

export function httpResult({ status = 200, body, headers = {} }: ApiResponse): APIGatewayProxyStructuredResultV2 {
  if (body === null) return { statusCode: status, headers: { ...headers } };
  const isText = typeof body === 'string';
  return {
    statusCode: status,
    headers: { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}

interface Occurrence {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly instance: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The HTTP response for an error from any layer: a use case, the middleware, or the local server. */
export function problemResult({
  code,
  detail,
  instance,
  requestId,
  errors = [],
  headers = {},
}: Occurrence): APIGatewayProxyStructuredResultV2 {
  const { status, title } = PROBLEMS[code];
  const problem: Problem = {
    type: problemType(code),
    title,
    status,
    detail,
    instance,
    code,
    request_id: requestId,
    errors: [...errors],
  };
  return httpResult({
    status,
    body: problem,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      ...headers,
    },
  });
}
