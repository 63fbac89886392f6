import { MOST_REASONS_FOR_RUN } from '#contracts/run/run-messages.ts';
import { COLLECTING_SECONDS, type NextRun, nextAttempt, nextRun, type RescoreRequest, type RunAttempt } from '#domain/runs/next-run.ts';
import { type RescoreRequests, rescoringSituation } from '#functions/store/rescore-requests.ts';
import { newestSeen, type RunLedger } from '#functions/store/run-ledger.ts';
import type { Instant } from './run-clock.ts';

const MS = 1000;

export interface StartRunPorts {
  readonly ledger: Pick<RunLedger, 'get' | 'list' | 'pointer'>;
  readonly requests: RescoreRequests;
  /**
   * Starts the run. `because`: what came in, in sentences. A process that makes its runs itself resolves when the run is over, and then no
   * run can be at work when it asks again.
   */
  readonly start: (attempt: RunAttempt, because: readonly string[]) => Promise<void>;
  /** Whether runs are made by this process and nowhere else: then a run that its record calls running has died. */
  readonly makesRunsItself: boolean;
}

/**
 * Starts a run when facts came in that no run has read, and returns what it decided. The attempt is recorded before the run is started, so
 * that of two who decide at the same time one starts it, and an attempt that dies is followed by longer and longer waits. The writes of a run
 * are no requests: a run never starts another one.
 */
export async function startRunWhenDue(now: Instant, ports: StartRunPorts): Promise<NextRun> {
  const pointer = await ports.ledger.pointer();
  // What a run has read that was rolled back since is no reason for a run: it would publish the same again at once.
  const read = pointer === null ? null : ports.ledger.get(newestSeen(pointer));
  const [current, [newest]] = await Promise.all([read, ports.ledger.list(1, null)]);
  const situation = await rescoringSituation(ports.requests, current, newest ?? null, now);
  const next = nextRun(ports.makesRunsItself ? { ...situation, isRunning: false } : situation, now);
  if (next.state !== 'due') return next;
  const attempt = nextAttempt(situation.attempt, situation.currentRunStartedAt, now);
  if (await ports.requests.recordAttempt(attempt)) await ports.start(attempt, reasonsOf(next.open));
  return next;
}

/**
 * Starts a run when one is due now or as soon as what came in is collected: a schedule that asks once a minute would otherwise come a minute
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
