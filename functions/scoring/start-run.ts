import { MOST_REASONS_FOR_RUN } from '#contracts/run/run-messages.ts';
import type { Metrics } from '#functions/http/metrics.ts';
import {
  COLLECTING_SECONDS,
  isAtWork,
  type NextRun,
  nextAttempt,
  nextRun,
  type RescoreRequest,
  type RunAttempt,
  type RunPace,
} from '#functions/store/next-run.ts';
import { type RescoreRequests, rescoringSituation } from '#functions/store/rescore-requests.ts';
import { newestSeen, type RunLedger, type RunRecord, wasPublished } from '#functions/store/run-ledger.ts';
import { hoursBetween, type Instant } from './run-clock.ts';

const MS = 1000;

export interface StartRunPorts {
  readonly ledger: Pick<RunLedger, 'get' | 'list' | 'pointer'>;
  readonly requests: RescoreRequests;
  /** Without it a run may follow facts each minute. */
  readonly pace?: RunPace;
  /**
   * Starts the run. `because`: what came in, in sentences. A process that makes its runs itself resolves when
   * the run is over, and then no
   * run can be at work when it asks again.
   */
  readonly start: (attempt: RunAttempt, because: readonly string[]) => Promise<void>;
  /**
   * Whether runs are made by this process and nowhere else: then a run that its record calls running has
   * died.
   */
  readonly makesRunsItself: boolean;
}

/**
 * Starts a run when facts came in that no run has read, and returns what it decided. The attempt is recorded
 * before the run is started, so
 * that of two who decide at the same time one starts it, and an attempt that dies is followed by longer and
 * longer waits. The writes of a run
 * are no requests: a run never starts another one.
 */
export async function startRunWhenDue(now: Instant, ports: StartRunPorts): Promise<NextRun> {
  const pointer = await ports.ledger.pointer();
  // What a run has read that was rolled back since is no reason for a run: it would publish the same again at
  // once.
  const read = pointer === null ? null : ports.ledger.get(newestSeen(pointer));
  const [current, [newest]] = await Promise.all([read, ports.ledger.list(1, null)]);
  const situation = await rescoringSituation(ports.requests, current, newest ?? null, now, ports.pace);
  const next = nextRun(ports.makesRunsItself ? { ...situation, isRunning: false } : situation, now);
  if (next.state !== 'due') return next;
  const attempt = nextAttempt(situation.attempt, situation.currentRunStartedAt, now);
  if (await ports.requests.recordAttempt(attempt)) await ports.start(attempt, reasonsOf(next.open));
  return next;
}

/**
 * Starts a run when one is due now or as soon as what came in is collected: a schedule that asks once a
 * minute would otherwise come a minute
 * late to it. `pause` waits so many milliseconds.
 */
export async function startRunWhenCollected(
  clock: () => Instant,
  ports: StartRunPorts,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<NextRun> {
  const first = await startRunWhenDue(clock(), ports);
  if (first.state !== 'waiting') return first;
  const wait = Date.parse(first.from) - Date.parse(clock());
  if (wait > COLLECTING_SECONDS * MS) return first;
  await pause(Math.max(0, wait));
  return startRunWhenDue(clock(), ports);
}

/** Distinct reasons, oldest first; the last place says how many are left out. */
function reasonsOf(open: readonly RescoreRequest[]): readonly string[] {
  const reasons = [...new Set(open.map(({ reason }) => reason))];
  if (reasons.length <= MOST_REASONS_FOR_RUN) return reasons;
  const shown = reasons.slice(0, MOST_REASONS_FOR_RUN - 1);
  return [...shown, `${reasons.length - shown.length} more reasons.`];
}

/** Starts a night again that published nothing, without waiting for a person. */

/** 03:30 in Tokyo, which has no summer time. */
const NIGHT_BEGINS = 'T18:30:00.000Z';
/** At 04:30 and at 05:30. Later there are people, and an alarm has told them. */
const MOST_TRIES = 2;
const TRIED_UNTIL_HOURS = 3;
const DAY_MS = 86_400_000;
const RUNS_OF_A_NIGHT = 20;

const lastNightAt = (now: Instant): Instant => {
  const today = `${now.slice(0, 10)}${NIGHT_BEGINS}`;
  return today <= now ? today : new Date(Date.parse(today) - DAY_MS).toISOString();
};

/**
 * Name of the execution that makes up for the last night, the same whenever it is asked within an hour, so
 * that it is started once; `null`:
 * there is nothing to make up. `runs`: the newest ones. A service that never had a run is begun by a person.
 */
export function nightToMakeUp(now: Instant, runs: readonly RunRecord[]): string | null {
  const night = lastNightAt(now);
  const hours = Math.floor(hoursBetween(night, now));
  if (runs.length === 0 || hours < 1 || hours >= TRIED_UNTIL_HOURS) return null;
  const since = runs.filter(({ started_at }) => started_at >= night);
  if (since.some((run) => wasPublished(run) || isAtWork(run, now))) return null;
  return `night-${night.slice(0, 10)}-${Math.min(hours, MOST_TRIES)}`;
}

/** Whether all tries of the last night are over and none of its runs is finished. `runs`: the newest ones. */
export const isNightLost = (now: Instant, runs: readonly RunRecord[]): boolean => {
  const night = lastNightAt(now);
  const since = runs.filter(({ started_at }) => started_at >= night);
  return (
    runs.length > 0 &&
    hoursBetween(night, now) >= TRIED_UNTIL_HOURS &&
    !since.some((run) => run.status === 'completed' || isAtWork(run, now))
  );
};

export interface MakeUpPorts {
  readonly ledger: Pick<RunLedger, 'list'>;
  /** Starts the nightly run under a name; a second start under that name starts nothing. */
  readonly startNight: (name: string) => Promise<void>;
}

/** Looks whether the last night has to be made up, and starts it; or is lost, and measures that. */
export async function makeUpNight(
  now: Instant,
  { ledger, startNight }: MakeUpPorts,
  metrics: Metrics,
): Promise<void> {
  const runs = await ledger.list(RUNS_OF_A_NIGHT, null);
  metrics.put({ of: {}, values: { NightsLost: isNightLost(now, runs) ? 1 : 0 } });
  const name = nightToMakeUp(now, runs);
  if (name !== null) await startNight(name);
}
