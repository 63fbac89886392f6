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
  /** Until one more request is allowed; 0 when one is. */
  readonly retryAfterSeconds: number;
}

export interface TokenBuckets {
  /** Takes one token from the bucket of that name. `nowMs`: milliseconds that only grow. */
  take(name: string, nowMs: number): Allowance;
}

/**
 * Most buckets kept in memory, because their names come from the network. The bucket unused for longest is dropped first; it is the
 * fullest.
 */
const MOST_BUCKETS = 10_000;

/**
 * Token buckets in this process: each begins full with `quota` tokens and gains `quota` per window, evenly. Every execution environment
 * has its own, so on AWS the limit holds per environment: a client may get up to `quota` times the environments that serve it.
 */
export function tokenBuckets(policy: RatePolicy): TokenBuckets {
  const perMs = policy.quota / (policy.windowSeconds * 1000);
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();
  return {
    take(name, nowMs) {
      const before = buckets.get(name);
      const had = before === undefined ? policy.quota : Math.min(policy.quota, before.tokens + Math.max(0, nowMs - before.at) * perMs);
      const allowed = had >= 1;
      const tokens = allowed ? had - 1 : had;
      buckets.delete(name);
      buckets.set(name, { tokens, at: nowMs });
      if (buckets.size > MOST_BUCKETS) buckets.delete(buckets.keys().next().value ?? '');
      return {
        policy,
        allowed,
        remaining: Math.floor(tokens),
        secondsUntilFull: Math.ceil((policy.quota - tokens) / perMs / 1000),
        retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000)),
      };
    },
  };
}

/** The fields of draft-ietf-httpapi-ratelimit-headers: one list entry per policy. */
export const rateLimitHeaders = (allowances: readonly Allowance[]): Record<string, string> => ({
  'ratelimit-policy': allowances.map(({ policy }) => `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`).join(', '),
  ratelimit: allowances
    .map(({ policy, remaining, secondsUntilFull }) => `"${policy.name}";r=${remaining};t=${secondsUntilFull}`)
    .join(', '),
});
