/** Measures what a run has made, and how old the scores are that readers see. */
import * as z from 'zod';
import type { CompleteRunResponse } from '#contracts/run/run-messages.ts';
import type { Metrics } from '#functions/http/metrics.ts';
import type { ObservationLog } from '#functions/store/observation-log.ts';
import type { PublishedScores } from '#functions/store/published-scores.ts';
import type { RunPointer } from '#functions/store/run-ledger.ts';
import { dateOf, daysBetween, type Instant } from '../run-clock.ts';

const MS = 1000;
/** More is as bad, and would be read in vain. */
const MOST_WAITING_COUNTED = 100;

const known = <Name extends string>(name: Name, value: number | null) => (value === null ? {} : { [name]: value });

/** Measures the results of a run at its fan-in, whether the guard let it pass or not. */
export function measureResults({ passed, figures }: CompleteRunResponse, metrics: Metrics): void {
  metrics.put({
    of: {},
    values: {
      RunsRefused: passed ? 0 : 1,
      ScoresMade: figures.scored,
      ScoresUnknown: figures.unscored,
      ...known('MeanCoverage', figures.mean_coverage),
      ...known('LargestMovement', figures.largest_movement),
      ...known('FarMovements', figures.far_movements),
    },
  });
}

const signalsSchema = z.object({ signals: z.array(z.object({ theatre: z.string(), age_days: z.number().nullable().optional() })) });

/** Measures how old the newest observation of each signal is in a run; a signal that was never observed has no age. */
export async function measureSignals(runId: string, scores: Pick<PublishedScores, 'document'>, metrics: Metrics): Promise<void> {
  const { data } = signalsSchema.safeParse(await scores.document(runId, 'signals'));
  for (const { theatre, age_days } of data?.signals ?? []) {
    if (age_days != null) metrics.put({ of: { Signal: theatre }, values: { SignalAgeDays: age_days } });
  }
}

/** Measures how old the scores are that readers see; nothing before the first publication. */
export function measureAge(pointer: RunPointer | null, now: Instant, metrics: Metrics): void {
  if (pointer === null) return;
  const seconds = Math.round((Date.parse(now) - Date.parse(pointer.published_at)) / MS);
  metrics.put({ of: {}, values: { PublishAge: seconds, ScoresAgeDays: daysBetween(pointer.as_of, dateOf(now)) } });
}

/** Measures how many observations wait for a person. */
export async function measureQuarantine(log: Pick<ObservationLog, 'listQuarantine'>, metrics: Metrics): Promise<void> {
  const items = await log.listQuarantine(null, MOST_WAITING_COUNTED, null);
  metrics.put({ of: {}, values: { QuarantineWaiting: items.filter(({ status }) => status === 'waiting').length } });
}
