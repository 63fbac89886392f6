import { timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { MAX_PAGE_ROWS } from '#contracts/api/request-parts.ts';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { EDGE_HEADERS } from '#contracts/page/edge-headers.ts';
import { oncePerColdStart, readEnvironment } from './cold-start.ts';
import { ExpectedError } from './expected-errors.ts';
import type { HttpMiddleware } from './http-response.ts';

const WINDOW_SECONDS = 60;

const buckets = oncePerColdStart(() => {
  const { RATE_LIMIT_PER_MINUTE: quota } = readEnvironment(describingApiEnvironmentSchema);
  return tokenBuckets({ name: 'default', quota, windowSeconds: WINDOW_SECONDS });
});

const allowances = new WeakMap<APIGatewayProxyEventV2, readonly Allowance[]>();

export const spentOn = (event: APIGatewayProxyEventV2): readonly Allowance[] => allowances.get(event) ?? [];

export const note = (event: APIGatewayProxyEventV2, more: readonly Allowance[]): void => {
  if (more.length > 0) allowances.set(event, [...spentOn(event), ...more]);
};

/** Throws `rate_limited` when nothing is left. */
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

const PARTS_OF_A_TOKEN = 100;

function tokensOf({ rawQueryString }: APIGatewayProxyEventV2) {
  if (!rawQueryString.includes('expand=')) return 1;
  const query = new URLSearchParams(rawQueryString);
  const rows = Math.min(Number(query.get('limit')) || PARTS_OF_A_TOKEN, MAX_PAGE_ROWS);
  return Math.max(1, Math.ceil(((query.get('expand') ?? '').split(',').length * rows) / PARTS_OF_A_TOKEN));
}

export const spendTokens = (event: APIGatewayProxyEventV2, bucket: string): void =>
  spend(event, buckets().take(bucket, performance.now(), tokensOf(event)));

export const callerAddress = (event: APIGatewayProxyEventV2): string =>
  seenAtTheEdge(event)?.clientAddress ?? event.requestContext.http.sourceIp;

export const addressBucket = (event: APIGatewayProxyEventV2): string => `address ${callerAddress(event)}`;

/** Throws `not_through_edge` for a request that went around the firewall of our distribution. */
export function refuseDetour(event: APIGatewayProxyEventV2): void {
  const { ONLY_THROUGH_EDGE } = readEnvironment(describingApiEnvironmentSchema);
  if (ONLY_THROUGH_EDGE === 'yes' && seenAtTheEdge(event) === null)
    throw new ExpectedError('not_through_edge', 'Nothing is answered here: ask the public address.');
}

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

export type RatePolicy = Readonly<{
  name: string;
  quota: number;
  windowSeconds: number;
}>;

export type Allowance = Readonly<{
  policy: RatePolicy;
  allowed: boolean;
  remaining: number;
  secondsUntilFull: number;
  retryAfterSeconds: number;
}>;

export interface TokenBuckets {
  take(name: string, nowMs: number, tokens?: number): Allowance;
}

/** Names come from the network. The fullest bucket is dropped. */
const MOST_BUCKETS = 10_000;

/**
 * Buckets gain `quota` per window, evenly. They are of this process: on AWS a client may get `quota` times
 * the environments that serve it.
 */
export function tokenBuckets(policy: RatePolicy): TokenBuckets {
  const perMs = policy.quota / (policy.windowSeconds * 1000);
  const buckets = new Map<string, Readonly<{ tokens: number; at: number }>>();
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

/** draft-ietf-httpapi-ratelimit-headers. */
export const rateLimitHeaders = (allowances: readonly Allowance[]): Record<string, string> => ({
  'ratelimit-policy': allowances
    .map(({ policy }) => `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`)
    .join(', '),
  ratelimit: allowances
    .map(({ policy, remaining, secondsUntilFull }) => `"${policy.name}";r=${remaining};t=${secondsUntilFull}`)
    .join(', '),
});

/** As CloudFront tells it. */
type SeenAtTheEdge = Readonly<{
  clientAddress: string;
  host: string;
}>;

/** Null without proof of our distribution: else anybody could choose an address, and a limit with it. */
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

export function serviceAddress(event: APIGatewayProxyEventV2): string {
  const host = seenAtTheEdge(event)?.host ?? event.requestContext.domainName;
  const local = /^(localhost|127[.]|\[::1\])/.test(host);
  return `${local ? 'http' : 'https'}://${host}`;
}
