import { createHash } from 'node:crypto';
import {
  EXPIRY_ATTRIBUTE,
  RESCORE_REQUESTS_PARTITION,
  rescoreAttemptKey,
  rescoreRequestKey,
} from '#contracts/store/table-layout.ts';
import {
  EACH_MINUTE,
  isAtWork,
  type RescoreRequest,
  type RescoringSituation,
  type RunAttempt,
  type RunPace,
  rescoreRequest,
  runAttempt,
  secondsAfter,
  secondsBetween,
} from './next-run.ts';
import { isHeldBack, type RunRecord } from './run-ledger.ts';
import { readItem, readItemOrNull } from './stored-item.ts';
import type { Table } from './table.ts';

/** A request is answered within minutes; a week tells afterwards why a run began. */
const KEPT_SECONDS = 7 * 86_400;
/** The sort key of an item has at most 1,024 bytes, and an id may be a sentence. */
const ID_LENGTH = 32;

const shortId = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, ID_LENGTH);

/**
 * Requests for a run that follows facts which came in. Requests are added and never changed; a run that began
 * later answers them.
 */
export type RescoreRequests = ReturnType<typeof rescoreRequestsIn>;

/**
 * Requests for a run, and the attempts to make one, in the Scores table. `eventual`: reads cost half, and may
 * miss the last second.
 */
export function rescoreRequestsIn(table: Table, eventual = false) {
  return {
    /**
     * Asks for a run. `id` tells requests of the same moment apart; the same id and `at` again takes the
     * place of the earlier one. It is stored
     * once the promise resolves.
     */
    async add(id: string, request: RescoreRequest): Promise<void> {
      const expiry = Math.floor(Date.parse(request.at) / 1000) + KEPT_SECONDS;
      await table.put({
        ...rescoreRequestKey(request.at, shortId(id)),
        ...request,
        [EXPIRY_ATTRIBUTE]: expiry,
      });
    },

    /** Requests that were made after an instant, oldest first. */
    since: async (instant: string, limit: number): Promise<readonly RescoreRequest[]> =>
      (await table.range({ pk: RESCORE_REQUESTS_PARTITION, after: instant, limit, eventual })).map((item) =>
        readItem(rescoreRequest, item),
      ),

    /** The last time that a run was started for requests. */
    async lastAttempt(): Promise<RunAttempt | null> {
      return readItemOrNull(runAttempt, await table.get(rescoreAttemptKey, { eventual }));
    },

    /**
     * Records an attempt before it is made; `false`: somebody else has just made the one with this number.
     */
    recordAttempt: (attempt: RunAttempt): Promise<boolean> =>
      table.put({ ...rescoreAttemptKey, ...attempt }, { below: { number: attempt.number } }),
  };
}

/** Facts that came in, as whoever brings them says it. */
export interface ReasonToRescore {
  /** Who sent what, in a sentence for people, for example `2 observations were sent by acme.` */
  readonly reason: string;
  /** Evidence ids of what came in. */
  readonly evidence: readonly string[];
  /** After the last of it was stored. RFC 3339, UTC. */
  readonly at: string;
}

/** Asks for a run that reads what has been stored by `at`. */
export const requestRescoring = (
  requests: Pick<RescoreRequests, 'add'>,
  { reason, evidence, at }: ReasonToRescore,
): Promise<void> =>
  requests.add(evidence[0] ?? reason, { reason, evidence, at, answered_by_runs_from: at, at_once: false });

/**
 * Requests are looked for so long before the run that readers see: one that was announced may have been made
 * before that run began.
 */
const LOOKED_BACK_SECONDS = 3600;
/** More open requests than this are answered by the same run all the same; they are only not listed. */
const MOST_REQUESTS_READ = 2000;

/**
 * All that decides when the next run begins. `current`: the run that readers see; `newest`: the one that was
 * begun last.
 */
export async function rescoringSituation(
  requests: Pick<RescoreRequests, 'since' | 'lastAttempt'>,
  current: RunRecord | null,
  newest: RunRecord | null,
  now: string,
  pace: RunPace = EACH_MINUTE,
): Promise<RescoringSituation> {
  const since = current === null ? '' : secondsAfter(current.started_at, -LOOKED_BACK_SECONDS);
  const [found, attempt] = await Promise.all([
    requests.since(since, MOST_REQUESTS_READ),
    requests.lastAttempt(),
  ]);
  return {
    requests: found,
    attempt,
    currentRunStartedAt: current?.started_at ?? null,
    lastRunStartedAt: newest?.started_at ?? null,
    lastRunSeconds: newest?.finished_at == null ? 0 : secondsBetween(newest.started_at, newest.finished_at),
    isHeldBack: newest !== null && isHeldBack(newest),
    pace,
    isRunning: newest !== null && isAtWork(newest, now),
  };
}
