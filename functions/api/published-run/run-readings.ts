import { signalsDocumentSchema } from '#contracts/run/run-documents.ts';
import type { Pressure } from '#domain/method/pressure.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import type { PointInTime } from './rescorer.ts';

/** Pressure that a run has scored with, observations included that came in before it; `null`: its documents are no longer stored. */
export async function pressureOfRun(
  runId: string,
  scores: Pick<PublishedScores, 'document'>,
): Promise<Readonly<Record<string, Pressure>> | null> {
  const { data } = signalsDocumentSchema.safeParse(await scores.document(runId, 'signals'));
  return (data?.pressure ?? null) as Readonly<Record<string, Pressure>> | null;
}

/**
 * The point in time with the pressure of the run, where it is the day and the knowledge of the run: what is computed for an answer
 * then stands on the observations that the published scores stand on.
 */
export async function onSignalsOfRun(when: PointInTime, run: RunPointer, scores: Pick<PublishedScores, 'document'>): Promise<PointInTime> {
  if (when.as_of !== run.as_of || when.known_at !== run.as_of) return when;
  const pressure = await pressureOfRun(run.run_id, scores);
  return pressure === null ? when : { ...when, pressure };
}
