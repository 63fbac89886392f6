import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RatePolicy, rateLimitHeaders, tokenBuckets } from '#functions/http/rate-limit.ts';

const tenAMinute: RatePolicy = { name: 'default', quota: 10, windowSeconds: 60 };

describe('a token bucket', () => {
  test('gives its quota at once, then one request every sixth second', () => {
    const buckets = tokenBuckets(tenAMinute);
    for (let n = 9; n >= 0; n -= 1)
      expect(buckets.take('a', 1000)).toMatchObject({ allowed: true, remaining: n, retryAfterSeconds: 0 });
    expect(buckets.take('a', 1000)).toMatchObject({
      allowed: false,
      remaining: 0,
      retryAfterSeconds: 6,
      secondsUntilFull: 60,
    });
    expect(buckets.take('a', 6999)).toMatchObject({ allowed: false, retryAfterSeconds: 1 });
    expect(buckets.take('a', 7001)).toMatchObject({ allowed: true, remaining: 0 });
  });

  test('is full again after a window without requests, and never fuller', () => {
    const buckets = tokenBuckets(tenAMinute);
    for (let n = 0; n < 10; n += 1) buckets.take('a', 0);
    expect(buckets.take('a', 3_600_000)).toMatchObject({ allowed: true, remaining: 9, secondsUntilFull: 6 });
  });

  test('is one for each name', () => {
    const buckets = tokenBuckets({ ...tenAMinute, quota: 1 });
    expect([
      buckets.take('a', 0).allowed,
      buckets.take('a', 0).allowed,
      buckets.take('b', 0).allowed,
    ]).toEqual([true, false, true]);
  });

  test('does not break when a clock goes back', () => {
    const buckets = tokenBuckets(tenAMinute);
    buckets.take('a', 60_000);
    expect(buckets.take('a', 0)).toMatchObject({ allowed: true, remaining: 8 });
  });

  test('lets no sequence of requests through faster than quota plus what has come back', () => {
    const requests = fc.array(fc.nat(20_000), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(requests, (waits) => {
        const buckets = tokenBuckets(tenAMinute);
        let now = 0;
        let passed = 0;
        for (const wait of waits) {
          now += wait;
          if (buckets.take('a', now).allowed) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(10 + (now * 10) / 60_000 + 1e-9);
      }),
    );
  });

  test('tells the truth in Retry-After: then, and not a second earlier', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 300 }),
        (quota, windowSeconds) => {
          const buckets = tokenBuckets({ name: 'x', quota, windowSeconds });
          for (let n = 0; n < quota; n += 1) buckets.take('a', 0);
          const { retryAfterSeconds } = buckets.take('a', 0);
          const early = (retryAfterSeconds - 1) * 1000;
          if (early > 0) expect(buckets.take('a', early).allowed).toBe(false);
          expect(buckets.take('a', retryAfterSeconds * 1000 + 1).allowed).toBe(true);
        },
      ),
    );
  });
});

test('the headers have the form of the draft: a list of policies, and what is left of each', () => {
  const left = tokenBuckets(tenAMinute).take('a', 0);
  const writes = {
    ...left,
    policy: { name: 'writes', quota: 60, windowSeconds: 60 },
    remaining: 59,
    secondsUntilFull: 1,
  };
  expect(rateLimitHeaders([left, writes])).toEqual({
    'ratelimit-policy': '"default";q=10;w=60, "writes";q=60;w=60',
    ratelimit: '"default";r=9;t=6, "writes";r=59;t=1',
  });
});
