import type { AfterRunResponse, BatchRequest } from '#contracts/run/run-messages.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import type { RunEvents } from '#functions/store/run-events.ts';
import type { RunLedger, RunPointer, RunRecord } from '#functions/store/run-ledger.ts';
import type { SubjectResult } from '#functions/store/run-rows.ts';
import type { HistorySeries, ScoreHistory } from '#functions/store/score-history.ts';
import type { ScoreTables } from '#functions/store/score-tables.ts';
import type { TrackRecord } from '#functions/store/track-record.ts';
import { FINISH_ATTEMPTS, RUNS_LOOKED_AT, TELLING_ATTEMPTS } from './operational-settings.ts';
import {
  changesInFeed,
  dayInFeed,
  FeedWentOn,
  type RunChangesPorts,
  runEvents,
  showChanges,
  tellChanges,
  toldSince,
} from './run-changes.ts';
import { daysBetween, epochSecondsAfter, epochSecondsOf, type Instant, instantOf } from './run-clock.ts';
import { keepTrackRecord } from './track-record.ts';

export interface AfterRunPorts extends RunChangesPorts {
  readonly ledger: RunLedger;
  readonly history: ScoreHistory;
  readonly tables: ScoreTables;
  readonly trackRecord: TrackRecord;
  readonly events: RunEvents;
  /**
   * Days after which the rows of a run expire, counted from its start: for runs whose rows were written
   * without that.
   */
  readonly runRowDays: number;
  /** Days for which rows are kept that a later run of the same day has superseded; parts of a day count. */
  readonly supersededSameDayDays: number;
}

/**
 * All the work after publication, a batch after the other: for one process, and for what an earlier run has
 * left undone. Each try goes on where the last one ended.
 */
export async function afterRun(
  runId: string,
  now: Instant,
  ports: AfterRunPorts,
  attempts = TELLING_ATTEMPTS,
): Promise<AfterRunResponse> {
  await planFollowUp(runId, now, ports);
  const since = toldSince(await recordOf(runId, ports.ledger));
  for await (const { request, followUp } of ports.rows.followUps(runId, (await ports.rows.plan(runId)) ?? []))
    if (!isSameSince(followUp?.since, since)) await followBatch(request, ports);
  return closeRun(runId, now, ports).catch((error: unknown) => {
    if (!(error instanceof FeedWentOn) || attempts <= 1) throw error;
    return afterRun(runId, now, ports, attempts - 1);
  });
}

/**
 * Pins the forecasts in the chain, and notes what the changes of the run are told against. They are told in
 * the order of publication: work that the run
 * before has left undone is finished first. If that fails, the run before is given up, and its changes are
 * reported with those of this run, so that readers
 * of the feed still end in the present state.
 */
export async function planFollowUp(runId: string, now: Instant, ports: AfterRunPorts): Promise<void> {
  const pointer = await publishedSince(runId, ports.ledger);
  // Pinned first, so that nothing which fails later delays it. Its own failure keeps nobody from the changes:
  // closing the run tries again, and tells it.
  await keepTrackRecord(pointer, ports).catch(() => undefined);
  const run = await recordOf(runId, ports.ledger);
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
  const head = await ports.changes.head();
  const isPassed = head !== null && head.run_id >= runId;
  if (isPassed && run.told_since !== undefined) return;
  const told_since = {
    run_id: (isPassed ? previous : head)?.run_id ?? null,
    feed_day: dayInFeed(run, head, latestDay),
  };
  await ports.ledger.update(runId, { told_since });
}

async function publishedSince(runId: string, ledger: RunLedger): Promise<RunPointer> {
  const pointer = await ledger.pointer();
  if (pointer === null || pointer.run_id < runId)
    throw new Error(`run ${runId} is not published: there is nothing to do after it`);
  return pointer;
}

async function recordOf(runId: string, ledger: RunLedger): Promise<RunRecord> {
  const run = await ledger.get(runId);
  if (run === null) throw new Error(`run ${runId} does not exist`);
  return run;
}

/**
 * What follows the publication of a batch: adds its points to the history and its changes to the feed (never
 * before, so that no reader sees a point of a
 * failed run), and writes its scores as a table.
 */
export async function followBatch(request: BatchRequest, ports: AfterRunPorts): Promise<void> {
  const { run_id, batch, subjects } = request;
  await publishedSince(run_id, ports.ledger);
  const run = await recordOf(run_id, ports.ledger);
  const results = await ports.rows.batch(run_id, batch);
  await ports.history.put(results.map(pointOf));
  const nameOf = ({ subject: { type, id }, buyer }: ScoreDocument): string => `${type}#${id}#${buyer}`;
  const ranks = new Map(
    (await ports.scores.scoresOf(run_id, subjects)).map((document) => [nameOf(document), document.rank]),
  );
  const ranked = results.map(({ document, drivers }) => ({
    document: { ...document, rank: ranks.get(nameOf(document)) ?? null },
    drivers,
  }));
  await ports.tables.put(run, batch, ranked);
  const told = await tellChanges(request, run, results, ports);
  await ports.rows.putFollowUp(run_id, batch, { since: toldSince(run), points: results.length, ...told });
}

const isSameSince = (a: RunRecord['told_since'], b: RunRecord['told_since']): boolean =>
  a?.run_id === b?.run_id && a?.feed_day === b?.feed_day;

/**
 * Lets readers of the feed see the changes of all batches, sends events, records the run as the current one
 * of its day (unless it scores another day than the
 * one it ran on), and lets rows of runs expire that were superseded on their own day. The run counts as
 * completed only when all of that is done.
 */
export async function closeRun(runId: string, now: Instant, ports: AfterRunPorts): Promise<AfterRunResponse> {
  const { ledger, rows, changes, events } = ports;
  const pointer = await publishedSince(runId, ledger);
  const run = await recordOf(runId, ledger);
  const since = toldSince(run);
  const all = { points: 0, changes: 0, unexplained: 0 };
  let lastSeq: number | null = null;
  for await (const { request, followUp } of rows.followUps(runId, (await rows.plan(runId)) ?? [])) {
    if (followUp === null || !isSameSince(followUp.since, since))
      throw new Error(`what batch ${request.batch} of run ${runId} has changed is not told yet`);
    for (const name of ['points', 'changes', 'unexplained'] as const) all[name] += followUp[name];
    lastSeq = followUp.last_seq ?? lastSeq;
  }
  const told = await showChanges(
    run,
    lastSeq,
    neverTold(run, await ledger.list(RUNS_LOOKED_AT, runId)),
    changes,
  );
  if (run.known_at === run.as_of && daysBetween(run.as_of, run.started_at.slice(0, 10)) <= 1)
    await ledger.rememberDay(run.as_of, runId);
  await events.send(runId, runEvents(run, since.run_id, changesInFeed(told, changes)));
  const expired = await expireOlderRuns(pointer, now, ports);
  await keepTrackRecord(pointer, ports);
  await ledger.update(runId, { status: 'completed', unexplained_changes: all.unexplained });
  return { run_id: runId, history_points: all.points, changes: all.changes, expired_runs: expired };
}

/** Runs that have told a part of their changes or still may, and that no later one is told against. */
function neverTold(run: RunRecord, earlier: readonly RunRecord[]): readonly string[] {
  const told = new Set<string>();
  const tell = ({ told_since }: RunRecord): void => {
    if (told_since?.run_id == null) return;
    told.add(told_since.run_id);
    const since = earlier.find(({ run_id }) => run_id === told_since.run_id);
    if (since !== undefined) tell(since);
  };
  tell(run);
  const since = run.told_since?.run_id ?? '';
  return earlier.flatMap(({ run_id, told_since }) =>
    (told_since !== undefined || run_id > since) && !told.has(run_id) ? [run_id] : [],
  );
}

/**
 * Finishes the work after publication of an earlier run, and returns whether it is done. It never rejects
 * because of that run: its errors
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
    logger().error(
      'an earlier run is published, and what follows its publication failed again; the next run goes on without it',
      {
        run_id: run.run_id,
        attempt: attempts,
        attempts_at_most: FINISH_ATTEMPTS,
        who: 'readers see its scores; its points of the history and its changes may be missing until it is finished',
        what_to_do:
          'mend what the error names: the next run tries again, and at the last attempt tells the changes with its own',
        error: error instanceof Error ? error : String(error),
      },
    );
    return false;
  }
}

/**
 * Ends the tries to finish a published run. Where the feed has its changes already, all that readers follow
 * is there.
 */
export async function giveUp(
  run: RunRecord,
  { ledger, changes }: Pick<AfterRunPorts, 'ledger' | 'changes'>,
): Promise<void> {
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

/**
 * A bus that takes nothing for a whole night must not keep the next run from beginning: what it did not take
 * is in the feed of changes.
 */
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
 * The run against which changes are computed: the newest earlier published one, which is what readers of the
 * feed have, also when an operator
 * has shown readers an older run since. Runs that were given up, or whose publication was cut off, are left
 * out, because the feed never had
 * their changes.
 */
async function previousRun(runId: string, pointer: RunPointer, ledger: RunLedger): Promise<RunRecord | null> {
  const earlier = await ledger.list(RUNS_LOOKED_AT, runId);
  const newest = earlier.find(hasChangesInFeed);
  if (newest !== undefined || pointer.run_id !== runId || pointer.previous_run_id === null)
    return newest ?? null;
  // More runs failed since than are looked at. A process that was cut off in the middle of its publication
  // leaves a run that readers saw and that
  // is called running, or failed.
  const previous = await ledger.get(pointer.previous_run_id);
  return previous !== null && hasChangesInFeed(previous) ? previous : null;
}

/** Whether the feed has the changes of the run, or will have. */
const hasChangesInFeed = ({ status }: RunRecord): boolean => status === 'published' || status === 'completed';

const pointOf = (result: SubjectResult): HistorySeries => {
  const { subject, buyer } = result.document;
  return {
    subject: { type: subject.type, id: subject.id, buyer },
    points: [historyPoint(result, 'published')],
  };
};

/**
 * Rows have their expiry from the start; those of a run that a later one of the same day has superseded get
 * an earlier one. Rows are never deleted by
 * hand: a late writer of an old run may still be there, and the time to live takes care of both.
 */
async function expireOlderRuns(active: RunPointer, now: Instant, ports: AfterRunPorts): Promise<string[]> {
  const older = (await ports.ledger.list(RUNS_LOOKED_AT, active.run_id)).filter(
    ({ status }) => status !== 'running',
  );
  const expired: string[] = [];
  for (const run of older) {
    const days = run.as_of === active.as_of ? ports.supersededSameDayDays : ports.runRowDays;
    const expiresAt = epochSecondsAfter(now, days);
    const isSooner =
      run.rows_expire_at === null ||
      (days < ports.runRowDays && epochSecondsOf(run.rows_expire_at) > expiresAt);
    if (!isSooner) continue;
    await ports.rows.expire(run.run_id, expiresAt);
    await ports.ledger.update(run.run_id, { rows_expire_at: instantOf(expiresAt) });
    expired.push(run.run_id);
  }
  return expired;
}
