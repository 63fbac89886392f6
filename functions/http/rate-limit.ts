import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { ExpectedError } from '#functions/requests/expected-errors.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { seenAtTheEdge } from './edge.ts';
import type { HttpMiddleware } from './http-chain.ts';
import { type Allowance, rateLimitHeaders, tokenBuckets } from './token-bucket.ts';

const WINDOW_SECONDS = 60;

/** One set of buckets for all requests to this process. */
const buckets = oncePerColdStart(() => {
  const { RATE_LIMIT_PER_MINUTE: quota } = readEnvironment(describingApiEnvironmentSchema);
  return tokenBuckets({ name: 'default', quota, windowSeconds: WINDOW_SECONDS });
});

/** Allowances left to each request, for the `RateLimit` headers of its response. */
const allowances = new WeakMap<APIGatewayProxyEventV2, Allowance[]>();

/** Notes what is left of a limit; throws `rate_limited` when nothing is. */
export function spend(event: APIGatewayProxyEventV2, allowance: Allowance): void {
  allowances.set(event, [...(allowances.get(event) ?? []), allowance]);
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

/** Takes a token of the caller (a key, or the address it comes from). */
export const spendToken = (event: APIGatewayProxyEventV2, bucket: string): void => spend(event, buckets().take(bucket, performance.now()));

export const addressBucket = (event: APIGatewayProxyEventV2): string =>
  `address ${seenAtTheEdge(event)?.clientAddress ?? event.requestContext.http.sourceIp}`;

/** Adds the remaining allowance to the headers of every response. */
export function saysWhatIsLeft(): Pick<HttpMiddleware, 'after' | 'onError'> {
  const finish: NonNullable<HttpMiddleware['after']> = (request) => {
    const left = allowances.get(request.event);
    if (request.response == null || left === undefined) return;
    request.response = { ...request.response, headers: { ...rateLimitHeaders(left), ...request.response.headers } };
  };
  return { after: finish, onError: finish };
}
