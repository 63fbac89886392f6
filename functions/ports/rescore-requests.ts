import { isAtWork, type RescoreRequest, type RescoringSituation, type RunAttempt, secondsAfter } from './next-run.ts';
import type { RunRecord } from './run-ledger.ts';

/** Facts that came in, as whoever brings them says it. */
export interface ReasonToRescore {
  /** Who sent what, in a sentence for people, for example `2 observations were sent by acme.` */
  readonly reason: string;
  /** Evidence ids of what came in. */
  readonly evidence: readonly string[];
  /** After the last of it was stored. RFC 3339, UTC. */
  readonly at: string;
}

/** Requests for a run that follows facts which came in. Requests are added and never changed; a run that began later answers them. */
export interface RescoreRequests {
  /**
   * Asks for a run. `id` tells requests of the same moment apart; the same id and `at` again takes the place of the earlier one. It is stored
   * once the promise resolves.
   */
  add(id: string, request: RescoreRequest): Promise<void>;
  /** Requests that were made after an instant, oldest first. Who starts runs sees every acknowledged one. */
  since(instant: string, limit: number): Promise<readonly RescoreRequest[]>;
  /** The last time that a run was started for requests. */
  lastAttempt(): Promise<RunAttempt | null>;
  /** Records an attempt before it is made; `false`: somebody else has just made the one with this number. */
  recordAttempt(attempt: RunAttempt): Promise<boolean>;
}

/** Requests are looked for so long before the run that readers see: one that was announced may have been made before that run began. */
const LOOKED_BACK_SECONDS = 3600;
/** More open requests than this are answered by the same run all the same; they are only not listed. */
const MOST_REQUESTS_READ = 2000;
/** Before every instant. */
const EVER = '';

/** All that decides when the next run begins. `current`: the run that readers see; `newest`: the one that was begun last. */
export async function rescoringSituation(
  requests: Pick<RescoreRequests, 'since' | 'lastAttempt'>,
  current: RunRecord | null,
  newest: RunRecord | null,
  now: string,
): Promise<RescoringSituation> {
  const since = current === null ? EVER : secondsAfter(current.started_at, -LOOKED_BACK_SECONDS);
  const [found, attempt] = await Promise.all([requests.since(since, MOST_REQUESTS_READ), requests.lastAttempt()]);
  return {
    requests: found,
    attempt,
    currentRunStartedAt: current?.started_at ?? null,
    lastRunStartedAt: newest?.started_at ?? null,
    isRunning: newest !== null && isAtWork(newest, now),
  };
}

/** Asks for a run that reads what has been stored by `at`. */
export const requestRescoring = (requests: Pick<RescoreRequests, 'add'>, { reason, evidence, at }: ReasonToRescore): Promise<void> =>
  requests.add(evidence[0] ?? reason, { reason, evidence, at, answered_by_runs_from: at, at_once: false });
