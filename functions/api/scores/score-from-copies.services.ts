import { describingApiEnvironmentSchema, readingApiEnvironmentSchema } from '#contracts/environment/function-environments.ts';
import { objectsOfRuns } from '#functions/adapters/archive/run-objects.ts';
import { scoreCopiesIn } from '#functions/adapters/archive/score-copies.ts';
import { emfMetrics } from '#functions/adapters/emf-metrics.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';
import type { SubjectKey } from '#functions/ports/published-scores.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import type { TimeQuery } from '../published-run/point-in-time.ts';
import { scoreAnswer } from './score-answer.services.ts';
import { scoreFromCopies } from './score-from-copies.ts';

const copies = oncePerColdStart(() => scoreCopiesIn(objectsOfRuns(readEnvironment(readingApiEnvironmentSchema).SNAPSHOTS_BUCKET_NAME)));

/** RFC 9211: the stored answer is given because what should have answered said 503. */
const FROM_COPY = { 'cache-status': 'chokepoint; fwd=stale; fwd-status=503; detail=copy', 'cache-control': 'no-store' };

/** The score of the newest day out of the copies beside the store, marked as such; `null`: there is none there. */
export async function answerFromCopies(subject: SubjectKey, time: TimeQuery, lang: 'en' | 'ja'): Promise<ApiResponse | null> {
  const json = await scoreFromCopies(copies(), subject, time);
  if (json === null) return null;
  const { METRICS_NAMESPACE } = readEnvironment(describingApiEnvironmentSchema);
  emfMetrics(METRICS_NAMESPACE, (line) => process.stdout.write(line), Date.now).put({ of: {}, values: { AnswersFromCopies: 1 } });
  const answer = await scoreAnswer(json, lang);
  return { ...answer, headers: { ...answer.headers, ...FROM_COPY } };
}
