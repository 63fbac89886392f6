import type { AfterRunResponse, BatchRequest } from '#contracts/run/run-messages.ts';
import { historyPoint } from '#domain/runs/history-point.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import type { RunEvents } from '#functions/store/runs/run-events.ts';
import {
  type RunLedger,
  type RunPointer,
  type RunRecord,
  requiredRun,
} from '#functions/store/runs/run-ledger.ts';
import type { SubjectResult } from '#functions/store/runs/run-rows.ts';
import { telling } from '#functions/store/scores/score-changes.ts';
import type { HistorySeries, ScoreHistory } from '#functions/store/scores/score-history.ts';
import type { ScoreTables } from '#functions/store/scores/score-tables.ts';
import type { TrackRecord } from '#functions/store/scores/track-record.ts';
import { RUNS_LOOKED_AT, TELLING_ATTEMPTS } from './operational-settings.ts';
import {
  changesOfBatch,
  dayInFeed,
  eventsOf,
  FeedWentOn,
  isShown,
  type RunChangesPorts,
  showChanges,
  tellChanges,
  toldSince,
} from './run-changes.ts';
import { daysBetween, epochSecondsAfter, epochSecondsOf, type Instant, instantOf } from './run-clock.ts';
import { keepTrackRecord } from './track-record.ts';

export type AfterRunPorts = RunChangesPorts &
  Readonly<{
    ledger: RunLedger;
    history: ScoreHistory;
    tables: ScoreTables;
    trackRecord: TrackRecord;
    events: RunEvents | null;
    /** From the start of the run, where its rows were written without an expiry. */
    runRowDays: number;
    /** Of rows that a later run of the same day has superseded; parts of a day count. */
    supersededSameDayDays: number;
  }>;

export async function afterRun(
  runId: string,
  now: Instant,
  ports: AfterRunPorts,
  attempts = TELLING_ATTEMPTS,
): Promise<AfterRunResponse> {
  await planFollowUp(runId, ports);
  const plan = (await ports.rows.plan(runId)) ?? [];
  for (const request of plan) await followBatch(request, ports);
  try {
    await showRun(runId, ports);
  } catch (error) {
    if (!(error instanceof FeedWentOn) || attempts <= 1) throw error;
    return afterRun(runId, now, ports, attempts - 1);
  }
  for (const request of plan) await closeBatch(request, now, ports);
  return closeRun(runId, now, ports);
}

/**
 * Pins the forecasts, and notes what the changes of the run are told against. A run before that is not
 * finished by now is given up: its changes are reported with those of this run.
 */
export async function planFollowUp(runId: string, ports: AfterRunPorts): Promise<void> {
  const pointer = await publishedSince(runId, ports.ledger);
  // First, so that nothing which fails later delays it. Its failure keeps nobody from the changes: closing
  // the run tries again.
  await keepTrackRecord(pointer, ports).catch(() => undefined);
  const run = await requiredRun(runId, ports.ledger);
  let previous = await previousRun(runId, pointer, ports.ledger);
  if (previous?.status === 'published') {
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
  const run_id = (isPassed ? previous : head)?.run_id ?? null;
  const { told_since: tried, told_since: { given_up = [] } = {} } = run;
  const told_since = {
    run_id,
    feed_day: dayInFeed(run, head, latestDay),
    given_up: tried === undefined || tried.run_id === run_id ? given_up : [...given_up, tried.run_id],
  };
  await ports.ledger.update(runId, { told_since });
}

async function publishedSince(runId: string, ledger: RunLedger): Promise<RunPointer> {
  const pointer = await ledger.pointer();
  if (pointer === null || pointer.run_id < runId)
    throw new Error(`run ${runId} is not published: there is nothing to do after it`);
  return pointer;
}

/**
 * Adds the points of a published batch to the history and its changes to the feed, and writes its scores as a
 * table.
 */
export async function followBatch(request: BatchRequest, ports: AfterRunPorts): Promise<void> {
  const { run_id, batch, subjects } = request;
  await publishedSince(run_id, ports.ledger);
  const run = await requiredRun(run_id, ports.ledger);
  const since = toldSince(run);
  if (isSameSince((await ports.rows.followUp(run_id, batch))?.since, since)) return; // an earlier try did it
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
  await ports.rows.putFollowUp(run_id, batch, { since, points: results.length, ...told });
}

const isSameSince = (a: RunRecord['told_since'], b: RunRecord['told_since']) =>
  a?.run_id === b?.run_id && a?.feed_day === b?.feed_day;

/**
 * Lets readers of the feed see the changes of all batches, records the run as the current one of its day
 * (unless it scores another day), and sends that it is completed.
 */
export async function showRun(runId: string, ports: AfterRunPorts): Promise<void> {
  const { ledger, rows, changes, events } = ports;
  const run = await requiredRun(runId, ledger);
  const earlier = await ledger.list(RUNS_LOOKED_AT, runId);
  const told = await addedUp(run, rows);
  const tries = toldSince(run).given_up?.map((against) => telling(runId, against)) ?? [];
  const isSeen = await showChanges(run, told, [...neverTold(run, earlier), ...tries], changes);
  if (run.known_at === run.as_of && daysBetween(run.as_of, run.started_at.slice(0, 10)) <= 1)
    await ledger.rememberDay(run.as_of, runId);
  const { as_of, known_at, started_at, methodology } = run;
  const { score_changes, band_changes } = isSeen ? told : { score_changes: 0, band_changes: 0 };
  const detail = {
    event_id: `run.completed:${runId}`,
    run_id: runId,
    previous_run_id: toldSince(run).run_id,
    as_of,
    known_at,
    started_at,
    methodology,
    score_changes,
    band_changes,
  };
  await events?.send([{ type: 'run.completed', detail }]);
}

const COUNTED = ['points', 'changes', 'unexplained', 'score_changes', 'band_changes'] as const;

async function addedUp(run: RunRecord, rows: AfterRunPorts['rows']) {
  const all = { points: 0, changes: 0, unexplained: 0, score_changes: 0, band_changes: 0 };
  const since = toldSince(run);
  let [lastSeq, batches]: [number | null, number] = [null, 0];
  for await (const { request, followUp } of rows.followUps(run.run_id, (await rows.plan(run.run_id)) ?? [])) {
    if (followUp === null || !isSameSince(followUp.since, since))
      throw new Error(`what batch ${request.batch} of run ${run.run_id} has changed is not told yet`);
    for (const name of COUNTED) all[name] += followUp[name];
    lastSeq = followUp.last_seq ?? lastSeq;
    batches += 1;
  }
  return { ...all, lastSeq, batches };
}

/**
 * Sends the events of a batch, on from where an earlier try ended, and expires superseded rows of its
 * subjects earlier. Rows are never deleted by hand: a late writer of an old run may still be there.
 */
export async function closeBatch(request: BatchRequest, now: Instant, ports: AfterRunPorts): Promise<void> {
  const { run_id, batch } = request;
  const { rows, changes, events } = ports;
  const run = await requiredRun(run_id, ports.ledger);
  const followUp = await rows.followUp(run_id, batch);
  const { last_seq: last = null, sent = 0 } = followUp ?? {};
  if (events !== null && followUp !== null && last !== null && isShown(run, await changes.head()))
    for await (const some of changesOfBatch(request, toldSince(run).feed_day, [sent, last], changes)) {
      await events.send(some.flatMap(eventsOf));
      await rows.putFollowUp(run_id, batch, { ...followUp, sent: some.at(-1)?.seq ?? last });
    }
  for (const [older, expiresAt] of await supersededRuns(run_id, now, ports))
    await rows.expireScores(older.run_id, request, expiresAt);
}

export async function closeRun(runId: string, now: Instant, ports: AfterRunPorts): Promise<AfterRunResponse> {
  const run = await requiredRun(runId, ports.ledger);
  const { points, changes, unexplained } = await addedUp(run, ports.rows);
  const expired: string[] = [];
  for (const [older, expiresAt] of await supersededRuns(runId, now, ports)) {
    await ports.rows.expire(older.run_id, expiresAt);
    await ports.ledger.update(older.run_id, { rows_expire_at: instantOf(expiresAt) });
    expired.push(older.run_id);
  }
  await keepTrackRecord(await publishedSince(runId, ports.ledger), ports);
  await ports.ledger.update(runId, { status: 'completed', unexplained_changes: unexplained });
  return { run_id: runId, history_points: points, changes, expired_runs: expired };
}

/** Runs that have told a part of their changes or still may, and that no later one is told against. */
function neverTold(run: RunRecord, earlier: readonly RunRecord[]): readonly string[] {
  const told = new Set<string>();
  const tell = ({ told_since }: RunRecord) => {
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

/** Where the feed has the changes of the run already, all that readers follow is there. */
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
 * The newest earlier published run, which readers of the feed have, also after a roll-back. Runs that were
 * given up or cut off are left out: the feed never had their changes.
 */
async function previousRun(runId: string, pointer: RunPointer, ledger: RunLedger): Promise<RunRecord | null> {
  const earlier = await ledger.list(RUNS_LOOKED_AT, runId);
  const newest = earlier.find(hasChangesInFeed);
  if (newest !== undefined || pointer.run_id !== runId || pointer.previous_run_id === null)
    return newest ?? null;
  // More runs failed since than are looked at, or a process was cut off in the middle of its publication.
  const previous = await ledger.get(pointer.previous_run_id);
  return previous !== null && hasChangesInFeed(previous) ? previous : null;
}

const hasChangesInFeed = ({ status }: RunRecord) => status === 'published' || status === 'completed';

const pointOf = (result: SubjectResult): HistorySeries => {
  const { subject, buyer } = result.document;
  return {
    subject: { type: subject.type, id: subject.id, buyer },
    points: [historyPoint(result, 'published')],
  };
};

/** Rows superseded by a later run of the same day get an earlier expiry, in epoch seconds. */
async function supersededRuns(
  runId: string,
  now: Instant,
  { ledger, runRowDays, supersededSameDayDays }: AfterRunPorts,
): Promise<readonly (readonly [RunRecord, number])[]> {
  const active = await publishedSince(runId, ledger);
  return (await ledger.list(RUNS_LOOKED_AT, active.run_id)).flatMap((run) => {
    const days = run.as_of === active.as_of ? supersededSameDayDays : runRowDays;
    const expiresAt = epochSecondsAfter(now, days);
    const isSooner =
      run.rows_expire_at === null || (days < runRowDays && epochSecondsOf(run.rows_expire_at) > expiresAt);
    return run.status !== 'running' && isSooner ? [[run, expiresAt] as const] : [];
  });
}
