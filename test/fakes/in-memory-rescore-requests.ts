import type { RescoreRequest, RunAttempt } from '#functions/ports/next-run.ts';
import type { RescoreRequests } from '#functions/ports/rescore-requests.ts';

/** Requests for a run over a map. */
export function inMemoryRescoreRequests(): RescoreRequests {
  const requests = new Map<string, RescoreRequest>();
  let last: RunAttempt | null = null;
  return {
    async add(id, request) {
      requests.set(`${request.at}#${id}`, structuredClone(request));
    },
    since: async (instant, limit) =>
      [...requests]
        .filter(([key]) => key > instant)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .slice(0, limit)
        .map(([, request]) => structuredClone(request)),
    lastAttempt: async () => last,
    async recordAttempt(attempt) {
      if (last !== null && last.number >= attempt.number) return false;
      last = attempt;
      return true;
    },
  };
}
