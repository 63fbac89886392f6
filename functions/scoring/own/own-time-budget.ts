import { logger } from '#functions/runtime/logger.ts';
import { hoursBetween, type Instant } from '../run-clock.ts';
import type { OwnScoringPorts } from './own-scoring-ports.ts';

const MINUTES_PER_HOUR = 60;

/** Minutes after the start of a run in which own suppliers are scored and ranked on AWS: the execution has an hour, and has to publish. */
export const OWN_MINUTES = { score: 30, rank: 40 } as const;

/**
 * Does some of the work on own suppliers while the run is young enough. `null`: it was too old, nothing was done, and the log says so; the clients
 * concerned have their suppliers scored when they read them.
 */
export async function whileThereIsTime<T>(
  work: keyof typeof OWN_MINUTES,
  runId: string,
  now: Instant,
  ledger: OwnScoringPorts['ledger'],
  doIt: () => Promise<T>,
): Promise<T | null> {
  const run = await ledger.get(runId);
  const minutes = run === null ? 0 : hoursBetween(run.started_at, now) * MINUTES_PER_HOUR;
  if (minutes < OWN_MINUTES[work]) return doIt();
  logger().warn('own suppliers are left out of a run that has taken too long already', {
    run_id: runId,
    work,
    minutes: Math.round(minutes),
    at_most: OWN_MINUTES[work],
    who: 'clients with suppliers of their own: they are scored when they are read, and more than 1,000 cannot be put in order of score',
    what_to_do:
      'nothing if it was one night; else look for the step that took long, or score more batches at once (batchesAtOnce in infra/config.ts)',
  });
  return null;
}
