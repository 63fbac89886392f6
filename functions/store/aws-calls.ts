/**
 * How long calls of AWS are waited for. `throwOnRequestTimeout`: without it the SDK writes a warning when the
 * time is over, and goes on waiting.
 */

/** Where nobody waits: many attempts, each of which may hang for 20 seconds. */
export const PATIENT = {
  maxAttempts: 8,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 20_000, throwOnRequestTimeout: true },
} as const;

/**
 * Where somebody waits. With the SDK's default a throttled call sleeps for seconds, longer than a reader
 * waits; a 503 with Retry-After is better.
 */
export const QUICK = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 3000, throwOnRequestTimeout: true },
} as const;
