import type { ApiResponse } from '#functions/http/http-response.ts';
import { staleIfError } from '#functions/http/stale-if-error.ts';
import type { SubjectKey } from '#functions/ports/published-scores.ts';
import type { TimeQuery } from '../published-run/point-in-time.ts';

/** Answers with a score that ships, and while the store is away with its copy; made once for each handler. */
export function scoreUnlessStoreIsAway() {
  const unlessStoreIsAway = staleIfError(() => performance.now());
  return (answer: () => Promise<ApiResponse>, subject: SubjectKey, time: TimeQuery, lang: 'en' | 'ja'): Promise<ApiResponse> =>
    // Loaded when it is needed, which is seldom: no start is slower for it.
    unlessStoreIsAway(answer, async () => (await import('./score-from-copies.services.ts')).answerFromCopies(subject, time, lang));
}
