import { createHash } from 'node:crypto';
import {
  EXPIRY_ATTRIBUTE,
  RESCORE_REQUESTS_PARTITION,
  rescoreAttemptKey,
  rescoreRequestKey,
} from '#contracts/store/table-layout.ts';
import { readItem, readItemOrNull } from '../table/stored-item.ts';
import type { Table } from '../table/table.ts';
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

/** A week tells afterwards why a run began. */
const KEPT_SECONDS = 7 * 86_400;
/** A sort key has room for 1,024 bytes. */
const ID_LENGTH = 32;

const shortId = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, ID_LENGTH);

export type RescoreRequests = ReturnType<typeof rescoreRequestsIn>;

export function rescoreRequestsIn(table: Table, eventual = false) {
  return {
    async add(id: string, request: RescoreRequest): Promise<void> {
      const expiry = Math.floor(Date.parse(request.at) / 1000) + KEPT_SECONDS;
      await table.put({
        ...rescoreRequestKey(request.at, shortId(id)),
        ...request,
        [EXPIRY_ATTRIBUTE]: expiry,
      });
    },

    since: async (instant: string, limit: number): Promise<readonly RescoreRequest[]> =>
      (await table.range({ pk: RESCORE_REQUESTS_PARTITION, after: instant, limit, eventual })).map((item) =>
        readItem(rescoreRequest, item),
      ),

    async lastAttempt(): Promise<RunAttempt | null> {
      return readItemOrNull(runAttempt, await table.get(rescoreAttemptKey, { eventual }));
    },

    /** Before it is made; `false`: somebody else has just made it. */
    recordAttempt: (attempt: RunAttempt): Promise<boolean> =>
      table.put({ ...rescoreAttemptKey, ...attempt }, { below: { number: attempt.number } }),
  };
}

/** A request may have been announced before the run that readers see began. */
const LOOKED_BACK_SECONDS = 3600;
const MOST_REQUESTS_READ = 2000;

/** `current`: the run that readers see; `newest`: the one that was begun last. */
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
