import { ExpectedError } from '#functions/http/expected-errors.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import { type RunEntry, runEntry } from './list-runs.ts';

/** One run, published or not. Throws `not_found`. */
export async function getRun(scores: PublishedScores, id: string): Promise<RunEntry> {
  const [current, run] = await Promise.all([scores.currentRun(), scores.run(id)]);
  if (run !== null) return runEntry(run, current);
  const newest = current === null ? '' : ` The run that readers see is ${current.run_id}.`;
  const detail = `There is no run ${id}.${newest} GET /v1/runs lists them.`;
  throw new ExpectedError('not_found', detail, [{ parameter: 'id', code: 'unknown_id', detail }]);
}
