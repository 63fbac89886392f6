import { logger } from '#functions/http/logger.ts';
import { isAtWork } from '#functions/store/runs/next-run.ts';
import {
  newestSeen,
  type RunLedger,
  type RunPointer,
  type RunRecord,
  wasPublished,
} from '#functions/store/runs/run-ledger.ts';
import type { RunRows } from '#functions/store/runs/run-rows.ts';
import type { PublishedScores, SubjectKey } from '#functions/store/scores/published-scores.ts';
import type { ReadScoreChanges } from '#functions/store/scores/score-changes.ts';
import type { TrackRecord } from '#functions/store/scores/track-record.ts';
import { WriteConflict } from '#functions/store/table/table.ts';
import { RUNS_LOOKED_AT } from './operational-settings.ts';
import { epochSecondsAfter, hoursBetween, type Instant, instantOf } from './run-clock.ts';
import { appendPublishedRuns } from './track-record.ts';

/** Rows could be gone while readers are shown them, before they can be kept. */
const LEAST_HOURS_LEFT = 0.1;
/** Of rows that readers see: a week of nights that fail. */
const KEPT_HOURS = 7 * 24;
const HOURS_A_DAY = 24;
const WAS_TAKEN_BACK = 'readers had it until';

export type RollBackPorts = Readonly<{
  ledger: RunLedger;
  rows: Pick<RunRows, 'expire' | 'results'>;
  scores: Pick<PublishedScores, 'score'>;
  changes: Pick<ReadScoreChanges, 'head'>;
  trackRecord: TrackRecord;
}>;

export class RollBackRefused extends Error {
  override readonly name = 'RollBackRefused';
}

export type RolledBack = Readonly<{
  run: RunRecord;
  /** What readers saw until now; the run of the call itself when nothing had to be changed. */
  from_run_id: string;
  /** A run that will be published over this one. */
  at_work: string | null;
}>;

/** Newest first, as far as their records say. */
export async function runsToShow(
  now: Instant,
  { ledger }: Pick<RollBackPorts, 'ledger'>,
): Promise<readonly RunRecord[]> {
  return (await ledger.list(RUNS_LOOKED_AT, null)).filter(
    (run) => wasPublished(run) && hoursLeft(run, now) >= LEAST_HOURS_LEFT,
  );
}

const hoursLeft = ({ rows_expire_at }: RunRecord, now: Instant) =>
  rows_expire_at === null ? Number.POSITIVE_INFINITY : hoursBetween(now, rows_expire_at);

/**
 * Moves the pointer to another published run whose rows are still there, backwards or forwards; these are
 * looked at first, and kept for a week. Its record says when and why. The feed stands: the next run tells its
 * changes against the newest that it has told. A second call changes nothing. Throws `RollBackRefused` when
 * the run was never published or has lost rows.
 */
export async function rollBack(
  runId: string,
  reason: string,
  now: Instant,
  ports: RollBackPorts,
): Promise<RolledBack> {
  const { ledger } = ports;
  const [run, pointer, runs] = await Promise.all([
    ledger.get(runId),
    ledger.pointer(),
    ledger.list(RUNS_LOOKED_AT, null),
  ]);
  if (pointer === null)
    throw new RollBackRefused('Nothing was ever published here: there is nothing to go back from.');
  if (run === null)
    throw new RollBackRefused(
      `Run ${runId} does not exist. Without --to the command lists the runs that readers can be shown.`,
    );
  const at_work = runs.find((other) => other.status === 'running' && isAtWork(other, now))?.run_id ?? null;
  if (pointer.run_id === runId) {
    await noteInRecords(pointer, ports);
    return { run: await keepRows(run, now, ports), from_run_id: runId, at_work };
  }
  await refuseUnreadable(run, now, ports);
  await pinWhatWasSeen(pointer, ports);
  const { published_at, previous_run_id } = pointer;
  await ledger.update(pointer.run_id, { published_at, previous_run_id });
  const next = pointerTo(run, reason, now, pointer);
  try {
    await ledger.movePointer(pointer, next);
  } catch (error) {
    if (!(error instanceof WriteConflict)) throw error;
    throw new RollBackRefused(
      'Readers got another run meanwhile, and nothing was changed: look which, and ask again.',
    );
  }
  await noteInRecords(next, ports);
  return { run: await keepRows(run, now, ports), from_run_id: pointer.run_id, at_work };
}

async function refuseUnreadable(run: RunRecord, now: Instant, { rows, scores }: RollBackPorts) {
  const { run_id, status, failure } = run;
  if (!wasPublished(run))
    throw new RollBackRefused(
      `Run ${run_id} is ${status}${failure === null ? '' : ` (${failure})`}: readers are shown published runs only.`,
    );
  if (hoursLeft(run, now) < LEAST_HOURS_LEFT)
    throw new RollBackRefused(
      `The rows of run ${run_id} expire at ${run.rows_expire_at}, before they could be kept: choose a later run.`,
    );
  const [first, last] = await ofFirstBatch(run_id, rows);
  if (first === undefined || last === undefined)
    throw new RollBackRefused(
      `The results of run ${run_id} are gone: what its batches found cannot be read. Choose a later run.`,
    );
  for (const { type, id, buyer } of [first, last]) {
    if ((await scores.score(run_id, { type, id, buyer })) !== null) continue;
    throw new RollBackRefused(
      `The rows of run ${run_id} are gone: it has no score of ${type} ${id} for ${buyer}. Choose a later run.`,
    );
  }
}

async function ofFirstBatch(runId: string, rows: RollBackPorts['rows']): Promise<readonly SubjectKey[]> {
  for await (const results of rows.results(runId)) {
    const keys = results.map(({ document: { subject, buyer } }) => ({
      type: subject.type,
      id: subject.id,
      buyer,
    }));
    return [keys[0], keys.at(-1)].filter((key) => key !== undefined);
  }
  return [];
}

async function keepRows(run: RunRecord, now: Instant, { ledger, rows }: RollBackPorts): Promise<RunRecord> {
  if (hoursLeft(run, now) >= KEPT_HOURS) return run;
  const expiresAt = epochSecondsAfter(now, KEPT_HOURS / HOURS_A_DAY);
  await rows.expire(run.run_id, expiresAt);
  const kept = { rows_expire_at: instantOf(expiresAt) };
  await ledger.update(run.run_id, kept);
  return { ...run, ...kept };
}

/**
 * What readers saw is judged, also when it is taken back; but nobody waits for that with a wrong score in
 * front of readers.
 */
async function pinWhatWasSeen(pointer: RunPointer, { ledger, trackRecord }: RollBackPorts) {
  try {
    await appendPublishedRuns(pointer, { ledger, trackRecord });
  } catch (error) {
    logger().warn('the run that readers leave could not be pinned in the track record', {
      run_id: pointer.run_id,
      who: 'readers of /v1/track-record may miss this run',
      what_to_do: 'nothing for readers of scores; mend what the error names',
      error,
    });
  }
}

/** Says of the run again what its first publication said: the chain of published runs is walked along it. */
function pointerTo(run: RunRecord, reason: string, now: Instant, from: RunPointer): RunPointer {
  const newest = newestSeen(from);
  return {
    run_id: run.run_id,
    previous_run_id: run.previous_run_id ?? null,
    version: from.version + 1,
    published_at: run.published_at ?? run.finished_at ?? from.published_at,
    as_of: run.as_of,
    ...(run.run_id >= newest ? {} : { rolled_back: { from_run_id: newest, at: now, reason } }),
  };
}

async function noteInRecords({ run_id, rolled_back: taken }: RunPointer, { ledger, changes }: RollBackPorts) {
  if (taken === undefined) {
    const again = await ledger.get(run_id);
    if (again?.failure?.startsWith(WAS_TAKEN_BACK)) await ledger.update(run_id, { failure: null });
    return;
  }
  const { from_run_id, at, reason } = taken;
  const left = await ledger.get(from_run_id);
  const isTold = ((await changes.head())?.run_id ?? '') >= from_run_id;
  await ledger.update(from_run_id, {
    failure: `${WAS_TAKEN_BACK} ${at}, when it was rolled back to ${run_id}: ${reason}`,
    ...(left?.status === 'published' ? { status: isTold ? 'completed' : 'unfinished' } : {}),
  });
}
