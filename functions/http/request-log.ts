import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import type { Metrics } from '#functions/http/metrics.ts';
import { readEnvironment } from './cold-start.ts';
import { logger } from './logger.ts';
import { cloudWatchMetrics } from './metrics.ts';

type HttpExchange = Pick<
  Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>,
  'event' | 'response' | 'context'
>;

const SLOW_MS = 1000;

const addresses = new WeakMap<APIGatewayProxyEventV2, string>();
const keyIds = new WeakMap<APIGatewayProxyEventV2, string>();

/** The gateway sees the server of CloudFront. */
export function logAddress(event: APIGatewayProxyEventV2, address: string): void {
  addresses.set(event, address);
}

export function logKeyId(event: APIGatewayProxyEventV2, keyId: string): void {
  keyIds.set(event, keyId);
}

let isFirstRequest = true;
let answered = 0;

/**
 * One line per request. Of quick reads that went well, and are not the first of a process, one in
 * `REQUESTS_PER_LOG_LINE` is written.
 */
export function requestLog(): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const begun = new WeakMap<object, number>();
  const finish = ({ event, response, context }: HttpExchange): void => {
    const [status, duration_ms] = [
      response?.statusCode ?? 0,
      Math.round(performance.now() - (begun.get(event) ?? performance.now())),
    ];
    const isFirst = isFirstRequest;
    isFirstRequest = false;
    const { linesOneIn, namespace } = logSettings();
    measure(status, isFirst, namespace);
    const { method } = event.requestContext.http;
    const isRead = method === 'GET' || method === 'HEAD';
    const isPlain = isRead && status >= 200 && status < 400 && duration_ms < SLOW_MS && !isFirst;
    if (isPlain && answered++ % linesOneIn !== 0) return;
    logger().addContext(context); // another may have begun meanwhile
    logger().info('request', {
      request_id: requestIdOf(event),
      method,
      route: event.routeKey,
      path: loggableText(event.rawPath),
      query: loggableText(event.rawQueryString),
      status,
      duration_ms,
      address: addresses.get(event) ?? event.requestContext.http.sourceIp,
      key: keyIds.get(event) ?? null,
      ...(isPlain && linesOneIn > 1 ? { stands_for: linesOneIn } : {}),
    });
  };
  return {
    before: ({ event, context }) => {
      begun.set(event, performance.now());
      logger().addContext(context);
    },
    after: finish,
    onError: finish,
  };
}

const settingsSchema = describingApiEnvironmentSchema.pick({
  REQUESTS_PER_LOG_LINE: true,
  METRICS_NAMESPACE: true,
});

/** A wrong environment must still be answered, and logged. */
function logSettings(): Readonly<{ linesOneIn: number; namespace: string }> {
  try {
    const { REQUESTS_PER_LOG_LINE, METRICS_NAMESPACE } = readEnvironment(settingsSchema);
    return { linesOneIn: REQUESTS_PER_LOG_LINE, namespace: METRICS_NAMESPACE };
  } catch {
    return { linesOneIn: 1, namespace: '' };
  }
}

function errorClass(status: number): 'failed' | 'refused' | 'limited' | 'mistaken' | null {
  if (status === 0 || status >= 500) return 'failed';
  if (status === 401 || status === 403) return 'refused';
  if (status === 429) return 'limited';
  return status >= 400 ? 'mistaken' : null;
}

function measure(status: number, isFirst: boolean, namespace: string) {
  if (namespace === '') return;
  const metrics: Metrics = cloudWatchMetrics(namespace);
  const kind = errorClass(status);
  if (kind !== null) metrics.put({ of: { Class: kind }, values: { RequestErrors: 1 } });
  if (isFirst) metrics.put({ of: {}, values: { ColdStarts: 1 } });
}

/**
 * A secret has 43 characters, in Base64 or with its id more; cursors go with them. No plus and no slash:
 * addresses stay readable.
 */
const AS_LONG_AS_A_SECRET = /[A-Za-z0-9_=-]{43,}/g;
/** Of a key in pieces: spaces, or the zeros of UTF-16. */
const BETWEEN = /[^A-Za-z0-9_-]+/g;
const BEGINS_A_KEY = /cpk_[A-Za-z0-9]{10}_/i;
const MOST_DECODINGS = 4;

/** Without what could be an API key, also percent-encoded once or twice. */
export function loggableText(text: string): string {
  let plain = text;
  for (let n = 0; n < MOST_DECODINGS; n += 1) {
    if (plain.search(AS_LONG_AS_A_SECRET) >= 0) return plain.replaceAll(AS_LONG_AS_A_SECRET, '[left out]');
    const decoded = decoding(plain);
    if (decoded === plain) return BEGINS_A_KEY.test(plain.replaceAll(BETWEEN, '')) ? '[left out]' : text;
    plain = decoded;
  }
  return '[left out]'; // nobody means an address by it
}

/** Each by itself: text may be broken elsewhere. */
const decoding = (text: string) =>
  text.replaceAll(/%([0-7][0-9A-Fa-f])/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );

/** The caller's, if it is sane and no key, else the gateway's. */
export function requestIdOf(event: APIGatewayProxyEventV2): string {
  const given = event.headers['x-request-id'];
  const isSane =
    given !== undefined && /^[A-Za-z0-9._=-]{8,128}$/.test(given) && loggableText(given) === given;
  return isSane ? given : event.requestContext.requestId;
}
