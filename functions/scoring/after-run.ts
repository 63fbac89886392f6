import type { AfterRunResponse } from '#contracts/run/run-messages.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import { logger } from '#functions/http/logger.ts';
import type { RunEvents } from '#functions/store/run-events.ts';
import type { RunLedger, RunPointer, RunRecord } from '#functions/store/run-ledger.ts';
import type { BatchResult } from '#functions/store/run-rows.ts';
import type { HistorySeries, ScoreHistory } from '#functions/store/score-history.ts';
import type { TrackRecord } from '#functions/store/track-record.ts';
import { FINISH_ATTEMPTS, RUNS_LOOKED_AT } from './operational-settings.ts';
import { type ScoreTablePorts, writeScoreTables } from './results/write-scores.ts';
import { changesInFeed, publishChanges, type RunChangesPorts, runEvents, type ToldChanges } from './run-changes.ts';
import { daysBetween, epochSecondsAfter, epochSecondsOf, type Instant, instantOf } from './run-clock.ts';
import { keepTrackRecord } from './track-record.ts';

export interface AfterRunPorts extends RunChangesPorts, ScoreTablePorts {
  readonly ledger: RunLedger;
  readonly history: ScoreHistory;
  readonly trackRecord: TrackRecord;
  readonly events: RunEvents;
  /** Days after which the rows of a run expire, counted from its start: for runs whose rows were written without that. */
  readonly runRowDays: number;
  /** Days for which rows are kept that a later run of the same day has superseded; parts of a day count. */
  readonly supersededSameDayDays: number;
}

/**
 * The work after publication: pins the forecasts in the chain and judges what is due, adds the run's points to the history and its changes
 * to the feed (never before, so that no reader sees a point of a failed run), sends events, writes the scores as tables, and lets rows of runs expire that were superseded on their own day. Every part may run again; the run
 * counts as completed only when all are done.
 */
export async function afterRun(runId: string, now: Instant, ports: AfterRunPorts): Promise<AfterRunResponse> {
  const pointer = await ports.ledger.pointer();
  if (pointer === null || pointer.run_id < runId) throw new Error(`run ${runId} is not published: there is nothing to do after it`);
  // Pinned first, so that nothing which fails below delays it; its own failure is told last, so that it keeps nobody from the changes.
  const unpinned = await keepTrackRecord(pointer, ports).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  let points = 0;
  for await (const results of ports.rows.results(runId)) {
    await ports.history.put(results.map(pointOf));
    points += results.length;
  }
  const { run, previous, told } = await publishChangesInOrder(runId, pointer, now, ports);
  await ports.events.send(runId, runEvents(run, previous, changesInFeed(told, ports.changes)));
  await writeScoreTables(run, ports);
  const expired = await expireOlderRuns(pointer, now, ports);
  if (unpinned !== null) throw unpinned.error;
  await ports.ledger.update(runId, { status: 'completed', unexplained_changes: told.unexplained });
  return { run_id: runId, history_points: points, changes: told.count, expired_runs: expired };
}

interface ChangesOfRun {
  readonly run: RunRecord;
  readonly previous: RunRecord | null;
  readonly told: ToldChanges;
}

/**
 * Adds the run's changes to the feed in the order of publication: work that the run before has left undone is finished first. If that
 * fails, the run before is given up, and its changes are reported with those of this run, so that readers of the feed still end in the
 * present state. The run is also recorded as the current one of its day, unless it scores another day than the one it ran on.
 */
async function publishChangesInOrder(runId: string, pointer: RunPointer, now: Instant, ports: AfterRunPorts): Promise<ChangesOfRun> {
  const run = await ports.ledger.get(runId);
  if (run === null) throw new Error(`run ${runId} does not exist`);
  let previous = await previousRun(runId, pointer, ports.ledger);
  if (previous?.status === 'published' && !(await finishEarlierRun(previous, now, ports))) {
    await giveUp(previous, ports);
    previous = await previousRun(runId, pointer, ports.ledger);
  }
  const earlier = await ports.ledger.list(RUNS_LOOKED_AT, runId);
  const latestDay =
    [run, ...earlier]
      .map(({ started_at }) => started_at.slice(0, 10))
      .sort()
      .at(-1) ?? run.as_of;
  const told = await publishChanges(run, previous, ports, latestDay);
  if (run.known_at === run.as_of && daysBetween(run.as_of, run.started_at.slice(0, 10)) <= 1) {
    await ports.ledger.rememberDay(run.as_of, run.run_id);
  }
  return { run, previous, told };
}

/**
 * Finishes the work after publication of an earlier run, and returns whether it is done. It never rejects because of that run: its errors
 * are logged, and the calling run goes on. After `FINISH_ATTEMPTS` tries it is not tried any more.
 */
export async function finishEarlierRun(run: RunRecord, now: Instant, ports: AfterRunPorts): Promise<boolean> {
  const attempts = (run.finish_attempts ?? 0) + 1;
  if (attempts > FINISH_ATTEMPTS) return false;
  await ports.ledger.update(run.run_id, { finish_attempts: attempts });
  try {
    await afterRun(run.run_id, now, { ...ports, events: asFarAsTaken(ports.events) });
    return true;
  } catch (error) {
    logger().error('an earlier run is published, and what follows its publication failed again; the next run goes on without it', {
      run_id: run.run_id,
      attempt: attempts,
      attempts_at_most: FINISH_ATTEMPTS,
      who: 'readers see its scores; its points of the history and its changes may be missing until it is finished',
      what_to_do: 'mend what the error names: the next run tries again, and at the last attempt tells the changes with its own',
      error: error instanceof Error ? error : String(error),
    });
    return false;
  }
}

/** Ends the tries to finish a published run. Where the feed has its changes already, all that readers follow is there. */
export async function giveUp(run: RunRecord, { ledger, changes }: Pick<AfterRunPorts, 'ledger' | 'changes'>): Promise<void> {
  const isTold = ((await changes.head())?.run_id ?? '') >= run.run_id;
  const failure = isTold
    ? 'published, and its changes are told; what follows could not be done and is given up'
    : 'published; what follows could not be done and is given up: its changes are told with those of the next run';
  await ledger.update(run.run_id, { status: isTold ? 'completed' : 'unfinished', failure });
  logger().error('a published run could not be finished and is given up', {
    run_id: run.run_id,
    failure,
    who: 'readers of the history miss its points; readers of the feed of changes miss nothing',
    what_to_do: 'nothing for the runs to come; the log lines of the tries say what was wrong',
  });
}

/** A bus that takes nothing for a whole night must not keep the next run from beginning: what it did not take is in the feed of changes. */
const asFarAsTaken = ({ send }: RunEvents): RunEvents => ({
  send: (runId, events) =>
    send(runId, events).catch((error: unknown) =>
      logger().error('the events of a run were not taken, and are not sent any more', {
        run_id: runId,
        who: 'subscribers of the bus miss changes that are in /v1/changes',
        what_to_do: 'see that the bus is there and that the steps of a run may put events on it',
        error: error instanceof Error ? error : String(error),
      }),
    ),
});

/**
 * The run against which changes are computed: the newest earlier published one, which is what readers of the feed have, also when an operator
 * has shown readers an older run since. Runs that were given up, or whose publication was cut off, are left out, because the feed never had
 * their changes.
 */
async function previousRun(runId: string, pointer: RunPointer, ledger: RunLedger): Promise<RunRecord | null> {
  const earlier = await ledger.list(RUNS_LOOKED_AT, runId);
  const newest = earlier.find(hasChangesInFeed);
  if (newest !== undefined || pointer.run_id !== runId || pointer.previous_run_id === null) return newest ?? null;
  // More runs failed since than are looked at. A process that was cut off in the middle of its publication leaves a run that readers saw and that
  // is called running, or failed.
  const previous = await ledger.get(pointer.previous_run_id);
  return previous !== null && hasChangesInFeed(previous) ? previous : null;
}

/** Whether the feed has the changes of the run, or will have. */
const hasChangesInFeed = ({ status }: RunRecord): boolean => status === 'published' || status === 'completed';

const pointOf = (result: BatchResult): HistorySeries => {
  const { subject, buyer } = result.document;
  return { subject: { type: subject.type, id: subject.id, buyer }, points: [historyPoint(result, 'published')] };
};

/**
 * Rows have their expiry from the start; those of a run that a later one of the same day has superseded get an earlier one. Rows are never deleted by
 * hand: a late writer of an old run may still be there, and the time to live takes care of both.
 */
async function expireOlderRuns(active: RunPointer, now: Instant, ports: AfterRunPorts): Promise<string[]> {
  const older = (await ports.ledger.list(RUNS_LOOKED_AT, active.run_id)).filter(({ status }) => status !== 'running');
  const expired: string[] = [];
  for (const run of older) {
    const days = run.as_of === active.as_of ? ports.supersededSameDayDays : ports.runRowDays;
    const expiresAt = epochSecondsAfter(now, days);
    const isSooner = run.rows_expire_at === null || (days < ports.runRowDays && epochSecondsOf(run.rows_expire_at) > expiresAt);
    if (!isSooner) continue;
    await ports.rows.expire(run.run_id, expiresAt);
    await ports.ledger.update(run.run_id, { rows_expire_at: instantOf(expiresAt) });
    expired.push(run.run_id);
  }
  return expired;
}
