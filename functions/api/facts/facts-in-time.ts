import type { MeasuresQuery, SignalsQuery } from '#contracts/api/facts-requests.ts';
import { KNOWN_EXCEPTIONS } from '#domain/vocabulary/score-document.ts';
import type { RunPointer } from '#functions/store/runs/run-ledger.ts';
import type { PublishedScores } from '#functions/store/scores/published-scores.ts';
import { dayRange } from '../published-run/day-range.ts';
import { pointInTime, refuseBadDays, runThen, type TimeServices } from '../published-run/point-in-time.ts';
import { listSignals, listSignalsWithDays, withSignalLink } from './signals.ts';

const published = (runId: string, as_of: string) =>
  ({ run_id: runId, as_of, known_at: as_of, basis: 'published', known_exceptions: [] }) as const;
const recomputed = (runId: string | null, as_of: string, known_at: string) =>
  ({ run_id: runId, as_of, known_at, basis: 'recomputed', known_exceptions: KNOWN_EXCEPTIONS }) as const;

export async function signalsInTime(services: TimeServices, run: RunPointer, query: SignalsQuery) {
  const { scores } = services;
  const runId = await runThen(query, run, scores);
  if (runId !== null && (runId === run.run_id || (await scores.document(runId, 'signals')) !== null)) {
    const day = query.as_of ?? run.as_of;
    const data =
      query.expand === 'days'
        ? listSignalsWithDays(scores, runId, dayRange({ to: day }, day))
        : listSignals(scores, runId);
    return { data: await data, stamp: published(runId, day) };
  }
  const rescorer = await services.loadRescorer();
  const when = pointInTime(query, run);
  return {
    data: (await rescorer.signals(when)).map(withSignalLink),
    stamp: recomputed(null, when.as_of, when.known_at),
  };
}

/** Also of a future day: dates of measures are known ahead. */
export async function measuresTime(
  query: Pick<MeasuresQuery, 'as_of' | 'known_at'>,
  run: RunPointer,
  scores: PublishedScores,
) {
  const as_of = query.as_of ?? run.as_of;
  const known_at = query.known_at ?? as_of;
  if (query.known_at !== undefined) refuseBadDays({ known_at }, run);
  const runId = known_at !== as_of ? null : as_of === run.as_of ? run.run_id : await scores.runOfDay(as_of);
  const isKept =
    runId !== null && (runId === run.run_id || (await scores.document(runId, 'measures')) !== null);
  if (isKept && runId !== null) return { as_of, known_at, readFrom: runId, stamp: published(runId, as_of) };
  return { as_of, known_at, readFrom: run.run_id, stamp: recomputed(run.run_id, as_of, known_at) };
}
