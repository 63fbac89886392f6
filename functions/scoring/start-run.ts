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
} from '#functions/store/runs/next-run.ts';
import { type RescoreRequests, rescoringSituation } from '#functions/store/runs/rescore-requests.ts';
import {
  newestSeen,
  type RunLedger,
  type RunRecord,
  wasPublished,
} from '#functions/store/runs/run-ledger.ts';
import { hoursBetween, type Instant } from './run-clock.ts';

const MS = 1000;

export type StartRunPorts = Readonly<{
  ledger: Pick<RunLedger, 'get' | 'list' | 'pointer'>;
  requests: RescoreRequests;
  /** Without it a run may follow facts each minute. */
  pace?: RunPace;
  /**
   * `because`: what came in, in sentences. A process that makes its runs itself resolves when the run is
   * over.
   */
  start: (attempt: RunAttempt, because: readonly string[]) => Promise<void>;
  /** Nobody else makes runs: one whose record says `running` has died. */
  makesRunsItself: boolean;
}>;

/**
 * Starts a run when facts came in that none has read. The attempt is recorded first, so that of two who
 * decide at once one starts it, and an attempt that dies is followed by longer waits. The writes of a run are
 * no requests.
 */
export async function startRunWhenDue(now: Instant, ports: StartRunPorts): Promise<NextRun> {
  const pointer = await ports.ledger.pointer();
  // What a run has read that was rolled back is no reason for a run: it would publish the same again.
  const read = pointer && ports.ledger.get(newestSeen(pointer));
  const [current, [newest]] = await Promise.all([read, ports.ledger.list(1, null)]);
  const situation = await rescoringSituation(ports.requests, current, newest ?? null, now, ports.pace);
  const next = nextRun(ports.makesRunsItself ? { ...situation, isRunning: false } : situation, now);
  if (next.state !== 'due') return next;
  const attempt = nextAttempt(situation.attempt, situation.currentRunStartedAt, now);
  if (await ports.requests.recordAttempt(attempt)) await ports.start(attempt, reasonsOf(next.open));
  return next;
}

/**
 * When one is due now or as soon as what came in is collected: a schedule of each minute would come a minute
 * late. `pause`: milliseconds.
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

function reasonsOf(open: readonly RescoreRequest[]): readonly string[] {
  const reasons = [...new Set(open.map(({ reason }) => reason))];
  if (reasons.length <= MOST_REASONS_FOR_RUN) return reasons;
  const shown = reasons.slice(0, MOST_REASONS_FOR_RUN - 1);
  return [...shown, `${reasons.length - shown.length} more reasons.`];
}

/** 03:30 in Tokyo, which has no summer time. */
const NIGHT_BEGINS = 'T18:30:00.000Z';
/** At 04:30 and 05:30. Later there are people, told by an alarm. */
const MOST_TRIES = 2;
const TRIED_UNTIL_HOURS = 3;
const DAY_MS = 86_400_000;
const RUNS_OF_A_NIGHT = 20;

const lastNightAt = (now: Instant): Instant => {
  const today = `${now.slice(0, 10)}${NIGHT_BEGINS}`;
  return today <= now ? today : new Date(Date.parse(today) - DAY_MS).toISOString();
};

/**
 * The same name within an hour, so that the night is started once; `null`: nothing to make up. `runs`: the
 * newest. A service that never had a run is begun by a person.
 */
export function nightToMakeUp(now: Instant, runs: readonly RunRecord[]): string | null {
  const night = lastNightAt(now);
  const hours = Math.floor(hoursBetween(night, now));
  if (runs.length === 0 || hours < 1 || hours >= TRIED_UNTIL_HOURS) return null;
  const since = runs.filter(({ started_at }) => started_at >= night);
  if (since.some((run) => wasPublished(run) || isAtWork(run, now))) return null;
  return `night-${night.slice(0, 10)}-${Math.min(hours, MOST_TRIES)}`;
}

export const isNightLost = (now: Instant, runs: readonly RunRecord[]): boolean => {
  const night = lastNightAt(now);
  const since = runs.filter(({ started_at }) => started_at >= night);
  return (
    runs.length > 0 &&
    hoursBetween(night, now) >= TRIED_UNTIL_HOURS &&
    !since.some((run) => run.status === 'completed' || isAtWork(run, now))
  );
};

export type MakeUpPorts = Readonly<{
  ledger: Pick<RunLedger, 'list'>;
  startNight: (name: string) => Promise<void>;
}>;

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
