import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP, type Socket } from 'node:net';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { ProblemCode } from '#contracts/api/problem.ts';
import { bodyTooLarge, MAX_BODY_BYTES, type ReadsBodyLater } from '#functions/http/api-handler.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { problemResult } from '#functions/http/http-response.ts';
import type { LocalContext } from './computing.ts';
import { answerLocally, loadAllHandlers } from './local-operations.ts';
import type { PageFiles } from './page-files.ts';
import { servePage } from './serve-page.ts';

/** Request line and headers together, as an HTTP API has it. */
const MAX_HEADER_BYTES = 10_240;
/** An HTTP API gives up after this. */
const HTTP_API_WAITS_MS = 30_000;

export interface HttpFront {
  /** Address of the local service, without a slash at the end. */
  readonly url: string;
  /** Lets requests in flight finish, then closes every connection. */
  close(): Promise<void>;
}

export interface FrontOptions {
  readonly port: number;
  readonly host: string;
  /** The web page for browsers; without it they get the start page of the API. */
  readonly page?: PageFiles;
  /** Milliseconds that a function has for its answer; those of an HTTP API by default. */
  readonly answerMs?: number;
}

const NO_PAGE: PageFiles = new Map();

/**
 * Serves the API on this machine as API Gateway serves it on AWS: the same functions get payload 2.0 events, chosen by the same routes.
 * Rejects when the port is taken.
 */
export async function startHttpFront({ port, host, page = NO_PAGE, answerMs = HTTP_API_WAITS_MS }: FrontOptions): Promise<HttpFront> {
  await loadAllHandlers();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response, { page, answerMs }).catch((error: unknown) => response.destroy(error as Error));
  };
  // Node would refuse a missing host and a strange Expect itself, without a problem document.
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false }, answer);
  server.on('checkExpectation', answer);
  server.on('checkContinue', answer); // who waits for a word before the body gets it when the body is read
  server.on('clientError', answerBrokenRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${name}:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeIdleConnections();
      }),
  };
}

interface Served {
  readonly page: PageFiles;
  readonly answerMs: number;
}

async function serve(request: IncomingMessage, response: ServerResponse, { page, answerMs }: Served): Promise<void> {
  const { host, target } = targetOf(request);
  const [rawPath = '', rawQueryString = ''] = splitOnce(target, '?');
  const path = decodedPath(rawPath);
  const requestId = randomUUID();
  const refuse = (code: ProblemCode, detail: string) =>
    send(request, response, problemResult({ code, detail, instance: rawPath, requestId }));
  if (request.headers.host === undefined && request.httpVersion === '1.1')
    return refuse('malformed_http', 'Send a Host header, as HTTP/1.1 asks for.');
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) return refuse('malformed_http', 'Send one Host header.');
  if (process.env.ACCESS === 'open' && !isOwnHost(host ?? 'localhost'))
    return refuse(
      'unknown_host',
      'This open service answers by localhost, by addresses, and by the names in ALLOWED_HOSTS: a page elsewhere whose name leads here must not read it.',
    );
  if (path === null)
    return refuse('malformed_http', 'The path has a percent sign that does not begin an encoded character: write it as %25.');
  if (servePage(request, response, path, page)) return;
  const event = eventOf(request, { host, path, rawQueryString, requestId });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const context: LocalContext & ReadsBodyLater = {
    ...lambdaContext(requestId, answerMs),
    callerIsGone: gone.signal,
    readBody: () => readBody(request, response),
  };
  send(request, response, await answerLocally(event, context));
}

/** Host and target of a request. In absolute form the target brings the host, and the header does not count (RFC 9112, 3.2.2). */
function targetOf({ url = '/', headers }: IncomingMessage): { readonly host: string | undefined; readonly target: string } {
  const [, host, target = ''] = /^https?:[/][/]([^/?#]*)(.*)$/i.exec(url) ?? [];
  return host === undefined ? { host: headers.host, target: url } : { host, target: target.startsWith('/') ? target : `/${target}` };
}

/**
 * Whether a request was meant for this machine. A page of somebody else can make the name of its own site lead to 127.0.0.1 (DNS rebinding); the
 * browser then sends that name, and no key stands in the way where access is open.
 */
function isOwnHost(host: string): boolean {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (/^(localhost|.*[.]localhost)$/.test(name) || isIP(name.replace(/^\[(.*)\]$/, '$1')) > 0) return true;
  return name !== '' && (process.env.ALLOWED_HOSTS ?? '').toLowerCase().split(',').includes(name);
}

/** An HTTP API decodes the path before it chooses a route, and cuts it at a decoded question mark. `null`: it cannot be decoded. */
function decodedPath(rawPath: string): string | null {
  try {
    return splitOnce(decodeURIComponent(rawPath), '?')[0] ?? '/';
  } catch {
    return null;
  }
}

/** As an HTTP API hands it on. Throws for one that is larger than what we take, of which the rest is not read, and for one that is cut off. */
async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>> {
  const { 'content-length': length, 'transfer-encoding': encoding, 'content-type': type = '', expect } = request.headers;
  if (length === undefined && encoding === undefined) return { isBase64Encoded: false };
  if (Number(length ?? 0) > MAX_BODY_BYTES) throw bodyTooLarge();
  if (expect !== undefined) response.writeContinue();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    throw new ExpectedError('malformed_http', 'The body ended before it was whole.');
  }
  if (size > MAX_BODY_BYTES) throw bodyTooLarge();
  if (size === 0) return { isBase64Encoded: false };
  const isBase64Encoded = !/^(text\/|application\/(json|.*[+]json|x-ndjson|xml))/.test(type);
  return { body: Buffer.concat(chunks).toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

interface EventParts {
  readonly host: string | undefined;
  readonly path: string;
  readonly rawQueryString: string;
  readonly requestId: string;
}

/** The event of an HTTP API, payload format 2.0, before its body is read. */
function eventOf(request: IncomingMessage, parts: EventParts): APIGatewayProxyEventV2 {
  const { cookie, ...sent } = headersOf(request.rawHeaders);
  const plain = parts.host === undefined ? sent : { ...sent, host: parts.host };
  const parameters = queryParameters(parts.rawQueryString);
  const now = new Date();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: parts.path,
    rawQueryString: parts.rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: plain,
    ...(parameters === undefined ? {} : { queryStringParameters: parameters }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: parts.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: parts.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: plain['user-agent'] ?? '',
      },
      requestId: parts.requestId,
      routeKey: '$default',
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: false,
  };
}

/** Names in lower case; values of one name are joined with a comma. */
function headersOf(raw: readonly string[]): Record<string, string> {
  const joined: Record<string, string> = Object.create(null);
  for (let n = 0; n + 1 < raw.length; n += 2) {
    const name = (raw[n] as string).toLowerCase();
    joined[name] = joined[name] === undefined ? (raw[n + 1] as string) : `${joined[name]},${raw[n + 1]}`;
  }
  return joined;
}

/** Values of one name are joined with a comma. */
function queryParameters(rawQueryString: string): Record<string, string> | undefined {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]},${value}` : value;
  }
  return Object.keys(joined).length === 0 ? undefined : joined;
}

function lambdaContext(requestId: string, answerMs: number): Context {
  const end = performance.now() + answerMs;
  return {
    awsRequestId: requestId,
    functionName: 'api',
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:api`,
    logGroupName: '',
    logStreamName: '',
    memoryLimitInMB: '1024',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, end - performance.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

function send(request: IncomingMessage, response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void {
  const text = result.body ?? '';
  const body = result.isBase64Encoded === true ? Buffer.from(text, 'base64') : text; // text goes out with the headers, in one piece
  const status = result.statusCode ?? 200;
  response.writeHead(status, {
    ...(result.headers as Record<string, string> | undefined),
    ...(request.complete ? {} : { connection: 'close' }), // the rest of the body is not read
    ...(request.method === 'HEAD' || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }),
  });
  response.end(body);
}

/** Sends a problem document even where Node could not parse the request. */
function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const { statusCode, headers, body } = problemResult({
    code: tooLarge ? 'headers_too_large' : 'malformed_http',
    detail: tooLarge ? `Address and headers together are larger than ${MAX_HEADER_BYTES} bytes.` : 'Send a request as HTTP/1.1 has it.',
    instance: '/',
    requestId: randomUUID(),
  });
  const lines = Object.entries({
    ...headers,
    'content-length': Buffer.byteLength(body ?? ''),
    connection: 'close',
  });
  socket.end(
    `HTTP/1.1 ${statusCode} ${tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
