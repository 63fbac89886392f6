/** Sends odd requests and checks the responses against the contract. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { ApiRoute } from '#contracts/api/api-route.ts';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import { PROBLEMS, type ProblemCode } from '#contracts/api/problem.ts';
import { problemSchema } from '#contracts/api/problem-response.ts';
import type { OddRequest } from './odd-requests.ts';

export interface OddResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly milliseconds: number;
}

/** `null`: the request could not even be written, or the connection was closed without a response. */
export function ask(url: string, { method, address, headers, body }: OddRequest): Promise<OddResponse | null> {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  return new Promise((resolve) => {
    try {
      const request = httpRequest({ hostname, port, path: address, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve(null));
        response.on('end', () => {
          const raw = Buffer.concat(chunks);
          const text = (response.headers['content-encoding'] === 'gzip' && raw.length > 0 ? gunzipSync(raw) : raw).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, milliseconds: performance.now() - began });
        });
      });
      request.on('error', () => resolve(null));
      request.end(body ?? undefined);
    } catch {
      resolve(null); // no client can send it
    }
  });
}

/** Bytes that are no HTTP, or nearly. */
export const BROKEN_HTTP: readonly string[] = [
  'GET / HTTP/1.1\r\n\r\n',
  'GET  /v1/scores HTTP/1.1\r\nhost: a\r\n\r\n',
  'BREW /v1/scores HTTP/1.1\r\nhost: a\r\n\r\n',
  'GET /v1/scores HTTP/9.9\r\nhost: a\r\n\r\n',
  'GET /v1/sc ores HTTP/1.1\r\nhost: a\r\n\r\n',
  'GET /v1/scores\0 HTTP/1.1\r\nhost: a\r\n\r\n',
  'GET /v1/scores HTTP/1.1\r\nhost: a\r\nbad header\r\n\r\n',
  'GET /v1/scores HTTP/1.1\r\nhost: a\r\nx: \x01\r\n\r\n',
  `GET /v1/scores?${'a'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
  `GET /v1/scores HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
  'POST /v1/exposures HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n',
  'POST /v1/exposures HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
  'POST /v1/exposures HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n\r\n',
  'POST /v1/exposures HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n{}',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
];

/** The raw response to raw bytes; empty when the connection was closed. */
export function askRaw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(Buffer.from(bytes, 'latin1')));
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

/** Text that must never appear in a response: stacks, files, keys and tables of the store, words of the runtime. */
const INSIDES =
  /node_modules|node:internal|file:\/\/|\.ts:\d|\n\s+at |Chokepoint-(Scores|Signals|Access)|(SCORE|RUN|RESULTS|DRAWS|HISTORY)#|TypeError|RangeError|SyntaxError|ZodError|ValidationException|ConditionalCheck|Cannot read propert|is not a function|Maximum call stack|Unexpected token|ECONN/;

/** Breaches of the contract in a response, in words; empty when it keeps the contract. */
export function faultsOf(request: OddRequest, answer: OddResponse): readonly string[] {
  const { status, headers, text } = answer;
  const faults = status >= 500 && !isDocumented503(text) ? [`status ${status}`] : [];
  const inside = INSIDES.exec(text);
  if (inside !== null && !/html/.test(headers['content-type'] ?? '')) faults.push(`tells of the inside: "${inside[0]}"`);
  if (!headers['x-request-id']) faults.push('has no X-Request-Id');
  if (request.method === 'HEAD' || status === 304) return text === '' ? faults : [...faults, 'has a body'];
  return [...faults, ...(status >= 400 ? problemFaults(answer) : shapeFaults(request, answer))];
}

const isDocumented503 = (text: string): boolean => /"code":"(nothing_published|temporarily_unavailable)"/.test(text);

function problemFaults({ status, headers, text }: OddResponse): readonly string[] {
  if (headers['content-type'] !== 'application/problem+json') return [`error with content type ${headers['content-type']}`];
  const read = problemSchema.safeParse(jsonOrNull(text));
  if (!read.success) return ['error that is no problem document'];
  const known = (PROBLEMS as Readonly<Record<string, { readonly status: number }>>)[read.data.code as ProblemCode];
  return [
    ...(known?.status === status && read.data.status === status ? [] : [`problem ${read.data.code} with status ${status}`]),
    ...(read.data.request_id === headers['x-request-id'] ? [] : ['problem with another request id than its header']),
    ...(status !== 405 || headers.allow !== undefined ? [] : ['405 without Allow']),
    ...((status !== 429 && status !== 503) || headers['retry-after'] !== undefined ? [] : [`${status} without Retry-After`]),
  ];
}

function shapeFaults(request: OddRequest, { headers, text }: OddResponse): readonly string[] {
  if (headers['content-type'] !== 'application/json') return [];
  const route = routeOf(request);
  if (route === undefined) return ['an answer at an address that is not in the contract'];
  const read = route.answer?.schema.safeParse(jsonOrNull(text));
  return read === undefined || read.success ? [] : [`is not of the shape of ${route.answer?.name}: ${read.error.issues[0]?.message}`];
}

function routeOf({ method, address }: OddRequest): ApiRoute | undefined {
  const path = decodeURIComponent(address.split('?')[0] ?? '').split('?')[0] ?? '';
  const fitting = API_ROUTES.filter(
    (route) =>
      route.methods.some((served) => served === method) && new RegExp(`^${route.path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`, 's').test(path),
  );
  return fitting.find((route) => route.path === path) ?? fitting[0];
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Cursors and ETags of a response, to be sent again where they do not belong. */
export function tokensOf({ headers, text }: OddResponse): readonly string[] {
  const cursors = [...text.matchAll(/"(?:next|resume)_cursor":"([^"]+)"/g)].map(([, cursor = '']) => cursor);
  return [...cursors, ...(headers.etag === undefined ? [] : [headers.etag])];
}
