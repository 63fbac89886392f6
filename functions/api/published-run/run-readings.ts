import type { SignalReadings } from '#domain/vocabulary/scoring-inputs.ts';
import type { PublishedScores } from '#functions/ports/published-scores.ts';
import type { PointInTime } from '#functions/ports/rescorer.ts';
import type { RunPointer } from '#functions/ports/run-ledger.ts';

/** Signals that a run has read, with the observations that came in before it; `null`: its inputs are no longer stored. */
export async function signalsOfRun(runId: string, scores: Pick<PublishedScores, 'document'>): Promise<SignalReadings | null> {
  const inputs = await scores.document(runId, 'inputs:JPN');
  const [first] = (inputs as { readonly elements: readonly { readonly signals?: SignalReadings }[] } | null)?.elements ?? [];
  return first?.signals ?? null;
}

/**
 * Signals of a run by methodology in shadow, as the alternatives of its scores rest on them. Empty for a run of an earlier version: its alternatives are then
 * computed with the signals that the facts have for the day.
 */
export async function shadowSignalsOfRun(
  runId: string,
  scores: Pick<PublishedScores, 'document'>,
): Promise<Readonly<Record<string, SignalReadings>>> {
  const inputs = await scores.document(runId, 'inputs:JPN');
  return (inputs as { readonly shadow_signals?: Readonly<Record<string, SignalReadings>> } | null)?.shadow_signals ?? {};
}

/**
 * The point in time with the signals that the run has read, where it is the day and the knowledge of the run: what is computed for an answer
 * then stands on the observations that the published scores stand on.
 */
export async function onSignalsOfRun(when: PointInTime, run: RunPointer, scores: Pick<PublishedScores, 'document'>): Promise<PointInTime> {
  if (when.as_of !== run.as_of || when.known_at !== run.as_of) return when;
  const signals = await signalsOfRun(run.run_id, scores);
  return signals === null ? when : { ...when, signals };
}
