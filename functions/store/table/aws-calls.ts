/** Without `throwOnRequestTimeout` the SDK warns when the time is over, and goes on waiting. */

/** Where nobody waits. */
export const PATIENT = {
  maxAttempts: 8,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 20_000, throwOnRequestTimeout: true },
} as const;

/** A throttled call would sleep for seconds; a 503 with Retry-After is better. */
export const QUICK = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 3000, throwOnRequestTimeout: true },
} as const;
