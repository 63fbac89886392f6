import { nothingPublished } from '#functions/http/expected-errors.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';

/** The run that readers see. Throws `nothing_published`. */
export async function requirePublished(scores: PublishedScores): Promise<RunPointer> {
  const run = await scores.currentRun();
  if (run === null) throw nothingPublished();
  return run;
}
