import { logger } from '#functions/runtime/logger.ts';
import type { ApiResponse } from './http-response.ts';
import { isStoreAway } from './problems.ts';

/** For so long after it did not answer the store is not waited for by requests that can be answered without it. */
const STORE_LEFT_ALONE_MS = 10_000;

/** Answers with something older where the store does not answer; see the function that makes it. */
export type StaleIfError = (answer: () => Promise<ApiResponse>, stale: () => Promise<ApiResponse | null>) => Promise<ApiResponse>;

/**
 * An answer, and where the store is away an older one in its place. `stale` resolves to `null`, or rejects, where there is no older one: then the request
 * ends as it would have. Any other error is no reason for an old answer. `now`: milliseconds that only grow.
 */
export function staleIfError(now: () => number): StaleIfError {
  let failedAt = Number.NEGATIVE_INFINITY;
  const older = (stale: () => Promise<ApiResponse | null>): Promise<ApiResponse | null> =>
    stale().catch((error: Error) => {
      logger().warn('the copies beside the store could not be read either', { error });
      return null;
    });

  return async (answer, stale) => {
    if (now() - failedAt < STORE_LEFT_ALONE_MS) {
      const old = await older(stale);
      if (old !== null) return old;
    }
    try {
      return await answer();
    } catch (error) {
      if (!isStoreAway(error)) throw error;
      failedAt = now();
      const old = await older(stale);
      if (old === null) throw error;
      logger().error('the store is away: scores are answered from the copies of the last published run', {
        who: 'readers of scores: they have the last published run without ranks; readers of all else get 503',
        what_to_do: 'docs/runbook.md#answersfromcopies',
        error: error as Error,
      });
      return old;
    }
  };
}
