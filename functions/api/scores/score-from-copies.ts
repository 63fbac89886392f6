import type { ScoreCopies, SubjectKey } from '#functions/ports/published-scores.ts';
import { asksForNow, type TimeQuery } from '../published-run/point-in-time.ts';
import { publishedScoreJson } from './get-score.ts';

/** Says in the answer that it is from a copy, since when its run is published, and what a copy does not have. */
const staleMark = (publishedAt: string) => ({ stale: { reason: 'store_unavailable', published_at: publishedAt, left_out: ['rank'] } });

/** JSON text of a published score out of the copies; `null`: another time is asked for, or there is no copy. */
export async function scoreFromCopies(copies: ScoreCopies, subject: SubjectKey, time: TimeQuery): Promise<string | null> {
  const run = await copies.currentRun();
  if (run === null || !asksForNow(time, run)) return null;
  const json = await copies.scoreJson(run.run_id, subject);
  if (json === null) return null;
  return `${publishedScoreJson(json, run.run_id, subject).slice(0, -1)},${JSON.stringify(staleMark(run.published_at)).slice(1)}`;
}
