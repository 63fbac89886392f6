import { gzip } from 'node:zlib';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import {
  type FieldError,
  PROBLEMS,
  type Problem,
  type ProblemCode,
  problemType,
} from '#contracts/api/problem.ts';
import { requestIdOf } from './request-log.ts';

export type HttpMiddleware = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

export type ApiResponse = Readonly<{
  status?: number;
  /** Text and bytes are sent as they are, all else as JSON; null: no body. */
  body: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

/** Of a text that is JSON already. */
export const JSON_TYPE = { 'content-type': 'application/json' } as const;

export const CSV_TYPE = { 'content-type': 'text/csv; charset=utf-8; header=present' } as const;

export const NDJSON_TYPE = { 'content-type': 'application/x-ndjson' } as const;

export interface HttpResult extends APIGatewayProxyStructuredResultV2 {
  readonly bytes?: Uint8Array;
}

export function httpResult({ status = 200, body, headers = {} }: ApiResponse): HttpResult {
  if (body === null) return { statusCode: status, headers: { ...headers } };
  if (body instanceof Uint8Array) return { statusCode: status, headers: { ...headers }, bytes: body };
  const isText = typeof body === 'string';
  return {
    statusCode: status,
    headers: { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json', ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}

type Occurrence = Readonly<{
  code: ProblemCode;
  detail: string;
  instance: string;
  requestId: string;
  errors?: readonly FieldError[];
  headers?: Readonly<Record<string, string>>;
}>;

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

type Result = APIGatewayProxyStructuredResultV2;
type Headers = Record<string, string>;

/** Importing `node:util` for `promisify` costs two milliseconds of a start. */
const gzipped = (text: string): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    gzip(text, (error, bytes) => (error === null ? resolve(bytes) : reject(error))),
  );

const SMALLEST_GZIPPED_BYTES = 1024;

const EXPOSED_HEADERS =
  'ETag, Idempotency-Replayed, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';

const SECURITY_HEADERS: Headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Headers of every response; compression; no body for HEAD. */
export function answerHeaders(allowedOrigins: () => readonly string[]): HttpMiddleware {
  const finish = async (request: {
    event: APIGatewayProxyEventV2;
    response: Result | null | undefined;
  }): Promise<void> => {
    const { event, response } = request;
    if (response == null) return;
    const { 'set-cookie': cookie, vary = '', ...own } = (response.headers ?? {}) as Headers;
    const allowed = allowedOrigins();
    const chosenBy = ['Accept-Encoding', 'Cookie', allowed.length === 0 ? '' : 'Origin', vary];
    const headers: Headers = {
      ...SECURITY_HEADERS,
      'x-request-id': requestIdOf(event),
      ...corsHeaders(event, allowed),
      ...own,
      vary: chosenBy.filter((name) => name !== '').join(', '),
    };
    const cookies = cookie === undefined ? {} : { cookies: [cookie] }; // of payload 2.0
    request.response = withoutBodyForHead(
      event,
      await compressed(event, { ...response, ...cookies, headers }),
    );
  };
  return { after: finish, onError: finish };
}

export const mayRead = (origin: string, allowed: readonly string[]): boolean =>
  allowed.some((one) => originMatches(origin, one));

/** `http://localhost:*` is any port of the host, and none. */
function originMatches(origin: string, pattern: string) {
  if (!pattern.endsWith(':*')) return origin === pattern;
  const host = pattern.slice(0, -':*'.length);
  return origin.startsWith(host) && /^(:[0-9]{1,5})?$/.test(origin.slice(host.length));
}

function corsHeaders(event: APIGatewayProxyEventV2, allowed: readonly string[]): Headers {
  const origin = event.headers.origin;
  if (origin === undefined || !mayRead(origin, allowed)) return {};
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED_HEADERS };
}

/** The compressed form has its own strong ETag. */
export async function compressed(event: APIGatewayProxyEventV2, response: Result): Promise<Result> {
  if (!acceptsGzip(event.headers['accept-encoding'] ?? '')) return response;
  const headers: Headers = { ...(response.headers as Headers) };
  if (response.statusCode === 304) return { ...response, headers: withGzipTag(headers) };
  const { body } = response;
  if (
    body === undefined ||
    response.isBase64Encoded === true ||
    Buffer.byteLength(body) < SMALLEST_GZIPPED_BYTES
  )
    return response;
  return {
    ...response,
    headers: { ...withGzipTag(headers), 'content-encoding': 'gzip' },
    body: (await gzipped(body)).toString('base64'),
    isBase64Encoded: true,
  };
}

const withGzipTag = (headers: Headers): Headers => {
  const { etag } = headers;
  return etag === undefined ? headers : { ...headers, etag: etag.replace(/"$/, `${GZIP_TAG}"`) };
};

export const GZIP_TAG = '-gzip';

const acceptsGzip = (accept: string) =>
  accept
    .split(',')
    .some((choice) => /^\s*(gzip|[*])\s*(;\s*q=(0[.]0*[1-9]\d*|1([.]0*)?)\s*)?$/i.test(choice));

function withoutBodyForHead(event: APIGatewayProxyEventV2, response: Result): Result {
  if (event.requestContext.http.method !== 'HEAD') return response;
  const { body: _unsent, isBase64Encoded: _unused, ...head } = response;
  return head;
}

type Choice = Readonly<{
  range: string;
  quality: number;
}>;

const choicesIn = (header: string): readonly Choice[] =>
  header.split(',').map((choice) => {
    const [range = '', ...parameters] = choice.trim().split(/\s*;\s*/);
    const quality = parameters.find((parameter) => /^q=/i.test(parameter));
    return { range: range.toLowerCase(), quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });

/** Of equals the first offer. */
export function preferredOf<T extends string>(header: string | undefined, offers: readonly [T, ...T[]]): T {
  const choices = choicesIn(header ?? '*');
  const qualityOf = (offer: string): number => {
    const exact = choices.find(({ range }) => range === offer || range.startsWith(`${offer}-`));
    return (exact ?? choices.find(({ range }) => range === '*'))?.quality ?? 0;
  };
  return offers.reduce((best, offer) => (qualityOf(offer) > qualityOf(best) ? offer : best));
}
