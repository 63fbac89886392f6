import { isReadByRuns, observationRow } from '#domain/signals/observations.ts';
import { ANNOUNCED_SECONDS, secondsAfter } from '#functions/store/runs/next-run.ts';
import type { RescoreRequests } from '#functions/store/runs/rescore-requests.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';

type Bringer = Readonly<{
  log: ObservationLog;
  requests: Pick<RescoreRequests, 'add'>;
  /** As the end of a sentence in /v1/status: `over HTTP`. */
  how: string;
  clock: () => string;
}>;

type Brought<T> = Readonly<{
  result: T;
  stored: readonly string[];
}>;

/**
 * Asks for a run before the first observation and again after the last, so that a killed process leaves none
 * that waits for the night.
 */
export async function followedByRescoring<T>(
  { log, requests, how, clock }: Bringer,
  work: (log: ObservationLog) => Promise<T>,
): Promise<Brought<T>> {
  const stored: string[] = [];
  let announced: Readonly<{ id: string; at: string; done: Promise<void> }> | null = null;
  const announce = (id: string): Promise<void> => {
    if (announced === null) {
      const at = clock();
      const request = {
        reason: sentence(how, null),
        evidence: [],
        at,
        answered_by_runs_from: secondsAfter(at, ANNOUNCED_SECONDS),
      };
      announced = { id, at, done: requests.add(id, { ...request, at_once: false }) };
    }
    return announced.done;
  };
  const confirm = async (): Promise<void> => {
    if (announced === null) return;
    const { id, at } = announced;
    const finished = clock();
    // The request may be answered by then: the end of long work is one of its own.
    const isLong = Date.parse(finished) > Date.parse(secondsAfter(at, ANNOUNCED_SECONDS));
    await requests.add(id, {
      reason: sentence(how, stored.length),
      evidence: stored.slice(0, MOST_NAMED),
      at: isLong ? finished : at,
      answered_by_runs_from: finished,
      at_once: false,
    });
  };
  const followed: ObservationLog = {
    ...log,
    async append(entry) {
      if (!isReadByRuns(entry)) return log.append(entry);
      const row = observationRow(entry);
      await announce(row);
      const isNew = await log.append(entry);
      if (isNew) stored.push(row);
      return isNew;
    },
  };
  try {
    return { result: await work(followed), stored };
  } finally {
    await confirm();
  }
}

const MOST_NAMED = 100;

const sentence = (how: string, count: number | null) =>
  `${count === null ? 'Observations' : count === 1 ? '1 observation' : `${count} observations`} came in ${how}.`;
