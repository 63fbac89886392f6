import { randomUUID } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import fastifyStatic from '@fastify/static';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { API_ROUTES } from '#contracts/api/api-routes.ts';
import type { ProblemCode } from '#contracts/api/problem.ts';
import {
  HTTPS_ONLY_SECONDS,
  PAGE_ASSETS,
  PAGE_CACHING,
  PAGE_CONTENT_POLICY,
  PAGE_INDEX,
  PAGE_VIEWS,
} from '#contracts/page/page-delivery.ts';
import {
  type ApiHandler,
  bodyTooLarge,
  MAX_BODY_BYTES,
  type ReadsBodyLater,
} from '#functions/http/api-handler.ts';
import { dispatch, type Operation } from '#functions/http/dispatch.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { type HttpResult, problemResult } from '#functions/http/http-response.ts';
import { fairQueue, type LocalContext } from './computing.ts';
import { loadHandler } from './load-handler.ts';
import { type BuiltPage, NO_PAGE } from './page-files.ts';

/** As an HTTP API has it. */
const MAX_HEADER_BYTES = 10_240;
const HTTP_API_WAITS_MS = 30_000;
/** Larger ones of a client are read one after another. */
const SMALL_BODY_BYTES = 65_536;
const readInTurn = fairQueue({ atOnce: Infinity, waitingOfOne: Infinity, waiting: Infinity });
const LONGEST_REQUEST_MS = 300_000;

const PAGE_SECURITY: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': `max-age=${HTTPS_ONLY_SECONDS}; includeSubDomains`,
  vary: 'Accept, Accept-Encoding',
};

export interface HttpFront {
  readonly url: string;
  close(): Promise<void>;
}

export type FrontOptions = Readonly<{
  port: number;
  host: string;
  /** In front, which say in `X-Forwarded-For` whom they ask for. */
  trustedProxies?: number;
  /** For browsers. */
  page?: BuiltPage;
  answerMs?: number;
}>;

const operations: readonly Operation[] = API_ROUTES.map(({ methods, path, handler }) => ({
  methods,
  path,
  load: () => loadHandler(handler),
}));
export const answerLocally: ApiHandler = dispatch(operations);

/** As API Gateway does: the same handlers, events and routes. Rejects when the port is taken. */
export async function startHttpFront({
  port,
  host,
  trustedProxies = 0,
  page = NO_PAGE,
  answerMs = HTTP_API_WAITS_MS,
}: FrontOptions): Promise<HttpFront> {
  await Promise.all(operations.map(({ load }) => load())); // a broken one is known before the first request
  const app = fastify({
    // Node would refuse a missing host without a problem document.
    http: { maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
    requestTimeout: LONGEST_REQUEST_MS,
    forceCloseConnections: 'idle',
    trustProxy: (_address, hop) => hop < trustedProxies,
    rewriteUrl: () => '/', // our routes choose, by the path as an HTTP API reads it
    clientErrorHandler: answerBrokenRequest,
  });
  // `100 Continue` is sent when the body is read.
  for (const event of ['checkContinue', 'checkExpectation']) app.server.on(event, app.routing);
  await app.register(fastifyStatic, {
    root: page.folder ?? import.meta.dirname,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  });
  // Before a body is read: only a caller who is let in may send one.
  app.addHook('onRequest', (request, reply) => answer(request, reply, page, answerMs));
  return { url: await app.listen({ port, host }), close: () => app.close() };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  page: BuiltPage,
  answerMs: number,
): Promise<FastifyReply> {
  const { host, target } = targetOf(request);
  const [rawPath = '', rawQueryString = ''] = splitOnce(target, '?');
  const path = decodedPath(rawPath);
  const requestId = randomUUID();
  const refusal = whyRefused(request, host, path);
  if (refusal !== null || path === null) {
    const [code, detail] = refusal ?? NO_PATH;
    return send(request, reply, problemResult({ code, detail, instance: rawPath, requestId }));
  }
  const file = pageFile(request, path, page);
  if (file !== null)
    return reply
      .headers({ ...PAGE_SECURITY, 'cache-control': PAGE_CACHING[file === PAGE_INDEX ? 'index' : 'asset'] })
      .sendFile(file);
  const event = eventOf(request, { host, path, rawQueryString, requestId });
  return send(request, reply, await answerLocally(event, contextOf(request, reply, requestId, answerMs)));
}

function pageFile({ method, headers }: FastifyRequest, path: string, { files }: BuiltPage): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const isView = PAGE_VIEWS.test(path) && (headers.accept ?? '').includes('text/html');
  const file = isView ? PAGE_INDEX : path.slice(1);
  return files.has(file) && (isView || file.startsWith(PAGE_ASSETS)) ? file : null;
}

type Refusal = readonly [code: ProblemCode, detail: string];
const NO_PATH: Refusal = [
  'malformed_http',
  'The path has a percent sign that does not begin an encoded character: write it as %25.',
];

function whyRefused({ raw }: FastifyRequest, host: string | undefined, path: string | null): Refusal | null {
  if (raw.headers.host === undefined && raw.httpVersion === '1.1')
    return ['malformed_http', 'Send a Host header, as HTTP/1.1 asks for.'];
  const hosts = raw.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) return ['malformed_http', 'Send one Host header.'];
  if (process.env.ACCESS === 'open' && !isOwnHost(host ?? 'localhost'))
    return [
      'unknown_host',
      'This open service answers by localhost, by addresses, and by the names in ALLOWED_HOSTS: a page elsewhere whose name leads here must not read it.',
    ];
  return path === null ? NO_PATH : null;
}

/** In absolute form the target brings the host (RFC 9112, 3.2.2). */
function targetOf({ originalUrl, headers }: FastifyRequest): Readonly<{
  host: string | undefined;
  target: string;
}> {
  if (originalUrl.startsWith('/')) return { host: headers.host, target: originalUrl };
  const [, host, target = ''] = /^https?:[/][/]([^/?#]*)(.*)$/i.exec(originalUrl) ?? [];
  return host === undefined
    ? { host: headers.host, target: originalUrl }
    : { host, target: target.startsWith('/') ? target : `/${target}` };
}

/**
 * A foreign page can make its own name lead to 127.0.0.1 (DNS rebinding); the browser sends that name, and an
 * open service asks for no key.
 */
function isOwnHost(host: string) {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (/^(localhost|.*[.]localhost)$/.test(name) || isIP(name.replace(/^\[(.*)\]$/, '$1')) > 0) return true;
  return name !== '' && (process.env.ALLOWED_HOSTS ?? '').toLowerCase().split(',').includes(name);
}

/**
 * Decoded before a route is chosen and cut at a decoded question mark, as an HTTP API does. Null: cannot be
 * decoded.
 */
function decodedPath(rawPath: string): string | null {
  if (!rawPath.includes('%')) return rawPath;
  try {
    return splitOnce(decodeURIComponent(rawPath), '?')[0] ?? '/';
  } catch {
    return null;
  }
}

/** Throws for one that is too large, of which the rest is not read, or cut off. */
async function readBody(
  { raw }: FastifyRequest,
  reply: FastifyReply,
  share: string,
  disconnected: AbortSignal,
): Promise<Buffer | null> {
  const { 'content-length': length, 'transfer-encoding': encoding, expect } = raw.headers;
  if (length === undefined && encoding === undefined) return null;
  if (Number(length ?? 0) > MAX_BODY_BYTES) throw bodyTooLarge();
  if (expect !== undefined) reply.raw.writeContinue();
  const chunks: Buffer[] = [];
  let size = 0;
  const read = async () => {
    for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) break;
      chunks.push(chunk);
    }
  };
  try {
    await (Number(length) <= SMALL_BODY_BYTES ? read() : readInTurn(share, read, disconnected));
  } catch {
    throw new ExpectedError('malformed_http', 'The body ended before it was whole.');
  }
  if (size > MAX_BODY_BYTES) throw bodyTooLarge();
  return size === 0 ? null : Buffer.concat(chunks);
}

type EventParts = Readonly<{
  host: string | undefined;
  path: string;
  rawQueryString: string;
  requestId: string;
}>;

/** Payload 2.0, without its body. */
function eventOf(
  { raw, ip, method }: FastifyRequest,
  { host, path, rawQueryString, requestId }: EventParts,
): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = headersOf(raw.rawHeaders);
  if (host !== undefined) headers.host = host;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString,
    headers,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method,
        path,
        protocol: `HTTP/${raw.httpVersion}`,
        sourceIp: ip,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: Date.now(),
    },
    isBase64Encoded: false,
  };
}

/** Values of one name joined with a comma. */
function headersOf(raw: readonly string[]): Record<string, string> {
  const joined: Record<string, string> = Object.create(null);
  for (let n = 0; n + 1 < raw.length; n += 2) {
    const name = (raw[n] as string).toLowerCase();
    joined[name] = joined[name] === undefined ? (raw[n + 1] as string) : `${joined[name]},${raw[n + 1]}`;
  }
  return joined;
}

function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  requestId: string,
  answerMs: number,
): Context {
  const end = performance.now() + answerMs;
  const disconnected = (): AbortSignal => {
    const gone = new AbortController();
    if (reply.raw.closed) gone.abort();
    reply.raw.once('close', () => gone.abort());
    return gone.signal;
  };
  const context: Partial<LocalContext & ReadsBodyLater> = {
    awsRequestId: requestId,
    functionName: 'api',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:local:000000000000:function:api',
    memoryLimitInMB: '1024',
    getRemainingTimeInMillis: () => Math.max(0, end - performance.now()),
    disconnected,
    readBody: (share) => readBody(request, reply, share, disconnected()),
  };
  return context as Context;
}

function send({ raw }: FastifyRequest, reply: FastifyReply, result: HttpResult): FastifyReply {
  const { statusCode = 200, headers, cookies = [], body = '', isBase64Encoded } = result;
  const bytes = result.bytes ?? (isBase64Encoded === true ? Buffer.from(body, 'base64') : body);
  const sent: Record<string, string | number | string[]> = { ...(headers as Record<string, string>) };
  if (cookies.length > 0) sent['set-cookie'] = cookies;
  if (!raw.complete) sent.connection = 'close'; // the rest is not read
  if (raw.method !== 'HEAD' && statusCode !== 304) sent['content-length'] = Buffer.byteLength(bytes);
  // In one piece, and without a charset that fastify would add.
  reply.hijack().raw.writeHead(statusCode, sent).end(bytes);
  return reply;
}

/** Even where Node could not parse the request. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const { statusCode, headers, body } = problemResult({
    code: tooLarge ? 'headers_too_large' : 'malformed_http',
    detail: tooLarge
      ? `Address and headers together are larger than ${MAX_HEADER_BYTES} bytes.`
      : 'Send a request as HTTP/1.1 has it.',
    instance: '/',
    requestId: randomUUID(),
  });
  const sent = { ...headers, 'content-length': Buffer.byteLength(body ?? ''), connection: 'close' };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${statusCode} ${tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'}\r\n${lines.join('')}\r\n${body}`,
  );
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
