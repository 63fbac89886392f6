import { countsNever, type WhenItCounts } from '#contracts/ingestion/observations.ts';
import { runPace } from '#functions/http/run-pace.ts';
import { countsWithin } from '#functions/store/runs/next-run.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';

/** `stored`: how many are new. `otherwise`: the sentence for none. */
export async function whenObservationsCount(
  stored: number,
  otherwise: string,
  now: string,
  scores: Pick<PublishedScores, 'currentRun' | 'run'>,
): Promise<WhenItCounts> {
  if (stored === 0) return countsNever(otherwise);
  const pointer = await scores.currentRun();
  const run = pointer && (await scores.run(pointer.run_id));
  const last =
    run === null || pointer === null
      ? null
      : { started_at: run.started_at, published_at: pointer.published_at };
  const { from, by } = countsWithin(now, last, runPace());
  return {
    counts_from: from,
    counts_by: by,
    counts_note: `A run that reads ${stored === 1 ? 'it' : 'them'} begins after ${from} and is expected to be published by ${by}; /v1/status says how far it is.`,
  };
}
