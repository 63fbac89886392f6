import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { MAX_PAGE_ROWS } from '#contracts/api/request-parts.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { EDGE_HEADERS } from '#contracts/page/edge-headers.ts';
import { ExpectedError } from './expected-errors.ts';
import type { HttpMiddleware } from './http-response.ts';
import { oncePerColdStart } from './kept-values.ts';
import { readEnvironment } from './read-environment.ts';

const WINDOW_SECONDS = 60;

/** One set of buckets for all requests to this process. */
const buckets = oncePerColdStart(() => {
  const { RATE_LIMIT_PER_MINUTE: quota } = readEnvironment(describingApiEnvironmentSchema);
  return tokenBuckets({ name: 'default', quota, windowSeconds: WINDOW_SECONDS });
});

/** Allowances left to each request, for the `RateLimit` headers of its response. */
const allowances = new WeakMap<APIGatewayProxyEventV2, readonly Allowance[]>();

export const spentOn = (event: APIGatewayProxyEventV2): readonly Allowance[] => allowances.get(event) ?? [];

/** Notes what is left of limits. */
export const note = (event: APIGatewayProxyEventV2, more: readonly Allowance[]): void => {
  if (more.length > 0) allowances.set(event, [...spentOn(event), ...more]);
};

/** Notes what is left of a limit; throws `rate_limited` when nothing is. */
export function spend(event: APIGatewayProxyEventV2, allowance: Allowance): void {
  note(event, [allowance]);
  if (allowance.allowed) return;
  const { name, quota, windowSeconds } = allowance.policy;
  const wait = allowance.retryAfterSeconds;
  throw new ExpectedError(
    'rate_limited',
    `You may send ${quota} ${name === 'rows' ? 'rows' : 'requests'} in ${windowSeconds} seconds. Wait ${wait} second${wait === 1 ? '' : 's'} and send this one again.`,
    [],
    { retryAfterSeconds: wait },
  );
}

/** Parts of rows that a token buys with `expand`: each is read and told like an answer of its own. */
const PARTS_OF_A_TOKEN = 100;

function tokensOf({ rawQueryString }: APIGatewayProxyEventV2): number {
  if (!rawQueryString.includes('expand=')) return 1;
  const query = new URLSearchParams(rawQueryString);
  const rows = Math.min(Number(query.get('limit')) || PARTS_OF_A_TOKEN, MAX_PAGE_ROWS);
  return Math.max(1, Math.ceil(((query.get('expand') ?? '').split(',').length * rows) / PARTS_OF_A_TOKEN));
}

/** Takes what the request costs of the caller (a key, or the address it comes from). */
export const spendTokens = (event: APIGatewayProxyEventV2, bucket: string): void =>
  spend(event, buckets().take(bucket, performance.now(), tokensOf(event)));

/** Where the request comes from. */
export const callerAddress = (event: APIGatewayProxyEventV2): string =>
  seenAtTheEdge(event)?.clientAddress ?? event.requestContext.http.sourceIp;

export const addressBucket = (event: APIGatewayProxyEventV2): string => `address ${callerAddress(event)}`;

/** Throws `not_through_edge` where a firewall stands at our distribution and the request went around it. */
export function refuseDetour(event: APIGatewayProxyEventV2): void {
  const { ONLY_THROUGH_EDGE } = readEnvironment(describingApiEnvironmentSchema);
  if (ONLY_THROUGH_EDGE === 'yes' && seenAtTheEdge(event) === null)
    throw new ExpectedError('not_through_edge', 'Nothing is answered here: ask the public address.');
}

/** Adds the remaining allowance to the headers of every response. */
export function allowanceHeaders(): Pick<HttpMiddleware, 'after' | 'onError'> {
  const finish: NonNullable<HttpMiddleware['after']> = (request) => {
    const left = spentOn(request.event);
    if (request.response == null || left.length === 0) return;
    request.response = {
      ...request.response,
      headers: { ...rateLimitHeaders(left), ...request.response.headers },
    };
  };
  return { after: finish, onError: finish };
}

/** So many requests per window; a full bucket may be spent at once. */
export interface RatePolicy {
  readonly name: string;
  readonly quota: number;
  readonly windowSeconds: number;
}

/** Requests left to a caller after a request. */
export interface Allowance {
  readonly policy: RatePolicy;
  readonly allowed: boolean;
  /** Whole requests that may follow at once. */
  readonly remaining: number;
  /** Until everything that was spent is back. */
  readonly secondsUntilFull: number;
  /** Until a refused request is allowed; 0 for one that is. */
  readonly retryAfterSeconds: number;
}

export interface TokenBuckets {
  /** Takes tokens from the bucket of that name. `nowMs`: milliseconds that only grow. */
  take(name: string, nowMs: number, tokens?: number): Allowance;
}

/**
 * Most buckets kept in memory, because their names come from the network. The bucket unused for longest is
 * dropped first; it is the
 * fullest.
 */
const MOST_BUCKETS = 10_000;

/**
 * Token buckets in this process: each begins full with `quota` tokens and gains `quota` per window, evenly.
 * Every execution environment
 * has its own, so on AWS the limit holds per environment: a client may get up to `quota` times the
 * environments that serve it.
 */
export function tokenBuckets(policy: RatePolicy): TokenBuckets {
  const perMs = policy.quota / (policy.windowSeconds * 1000);
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();
  return {
    take(name, nowMs, asked = 1) {
      const cost = Math.min(asked, policy.quota);
      const before = buckets.get(name);
      const had =
        before === undefined
          ? policy.quota
          : Math.min(policy.quota, before.tokens + Math.max(0, nowMs - before.at) * perMs);
      const allowed = had >= cost;
      const tokens = allowed ? had - cost : had;
      buckets.delete(name);
      buckets.set(name, { tokens, at: nowMs });
      if (buckets.size > MOST_BUCKETS) buckets.delete(buckets.keys().next().value ?? '');
      return {
        policy,
        allowed,
        remaining: Math.floor(tokens),
        secondsUntilFull: Math.ceil((policy.quota - tokens) / perMs / 1000),
        retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((cost - tokens) / perMs / 1000)),
      };
    },
  };
}

/** The fields of draft-ietf-httpapi-ratelimit-headers: one list entry per policy. */
export const rateLimitHeaders = (allowances: readonly Allowance[]): Record<string, string> => ({
  'ratelimit-policy': allowances
    .map(({ policy }) => `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`)
    .join(', '),
  ratelimit: allowances
    .map(({ policy, remaining, secondsUntilFull }) => `"${policy.name}";r=${remaining};t=${secondsUntilFull}`)
    .join(', '),
});

/** Who asked and by which host, as told by the CloudFront distribution in front of this service. */
interface SeenAtTheEdge {
  readonly clientAddress: string;
  readonly host: string;
}

/**
 * Reads the headers that the distribution sets, when it has proved that it is ours; else `null`. Without the
 * proof anybody who calls the API
 * directly could choose an address, and with it a limit, for every request.
 */
function seenAtTheEdge({ headers }: APIGatewayProxyEventV2): SeenAtTheEdge | null {
  const told = headers[EDGE_HEADERS.proof];
  if (told === undefined) return null;
  const expected = Buffer.from(readEnvironment(describingApiEnvironmentSchema).EDGE_PROOF);
  const proof = Buffer.from(told);
  if (expected.length === 0 || proof.length !== expected.length || !timingSafeEqual(proof, expected))
    return null;
  const clientAddress = headers[EDGE_HEADERS.clientAddress] ?? '';
  const host = headers[EDGE_HEADERS.host] ?? '';
  return clientAddress === '' || host === '' ? null : { clientAddress, host };
}

/**
 * Where this service answers the caller, without a slash at the end: the host of the page, where the request
 * came through it. Only a service on this machine goes without TLS.
 */
export function serviceAddress(event: APIGatewayProxyEventV2): string {
  const host = seenAtTheEdge(event)?.host ?? event.requestContext.domainName;
  const local = /^(localhost|127[.]|\[::1\])/.test(host);
  return `${local ? 'http' : 'https'}://${host}`;
}
