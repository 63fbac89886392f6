import { type BatchRequest, type BeginRunRequest, bySubject } from '#contracts/run/run-messages.ts';
import { countsFarAbove, observationRowsIn } from '#domain/signals/observations.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { MethodologyReference } from '#domain/vocabulary/score-document.ts';
import { logger } from '#functions/http/logger.ts';
import type { InputSnapshots } from '#functions/store/runs/input-snapshots.ts';
import type { RegisterInParts } from '#functions/store/runs/register-pieces.ts';
import { type RunRecord, RunRefused } from '#functions/store/runs/run-ledger.ts';
import { type AfterRunPorts, giveUp } from './after-run.ts';
import {
  FINISH_ATTEMPTS,
  MOST_BATCHES,
  MOST_SUBJECTS_PER_BATCH,
  RUNS_LOOKED_AT,
} from './operational-settings.ts';
import type { MakeRunScorer, RunScorer } from './results/run-scorer.ts';
import { dateOf, epochSecondsAfter, hoursBetween, type Instant, instantOf } from './run-clock.ts';

export interface SettlePorts extends Pick<AfterRunPorts, 'ledger' | 'changes'> {
  readonly abandonedAfterHours: number;
}

export type BeginRunPorts = Pick<AfterRunPorts, 'ledger' | 'rows'> &
  Readonly<{
    snapshots: InputSnapshots;
    newestFacts: (knownAt: string) => Promise<ReferenceData>;
    /** A register that has no room in memory, a few suppliers at a time. */
    moreSuppliers?: RegisterInParts;
    methodology: MethodologyReference;
    codeVersion: string;
    makeScorer: MakeRunScorer;
    /** Larger runs have larger batches. */
    subjectsPerBatch: number;
    /** More subjects of a type have their places counted. */
    subjectsPlacedInMemory: number;
    /** From the start of the run. */
    runRowDays: number;
    /** The active run gets another `runRowDays` when fewer are left: readers must keep what there is. */
    renewedBeforeDays: number;
  }>;

export type BegunRun = Readonly<{
  run_id: string;
  as_of: string;
  batches: readonly BatchRequest[];
  counts_far_above: readonly string[];
}>;

/**
 * Pins the inputs by their hash, takes the next id (never used twice, also after a crash), and returns the
 * work to do. `execution`: of the state machine; one that asks again goes on with the run that it has begun.
 */
export async function beginRun(
  request: BeginRunRequest,
  now: Instant,
  ports: BeginRunPorts,
  execution?: string,
): Promise<BegunRun> {
  await renewActiveRun(now, ports);
  await refuseAnotherDay(request, now, ports.ledger);
  const { run, facts } =
    (await runOfExecution(execution, ports)) ?? (await newRun(request, now, ports, execution));
  const scorer = await ports.makeScorer(run, run.inputs_sha256);
  const batches = batchesOf(run.run_id, (await ports.ledger.pointer())?.run_id ?? null, scorer, ports);
  await ports.rows.putPlan(run.run_id, batches);
  const expiresAt = epochSecondsAfter(run.started_at, ports.runRowDays);
  await ports.rows.putDocument(run.run_id, 'observations', { rows: observationRowsIn(facts) }, expiresAt);
  return { run_id: run.run_id, as_of: run.as_of, batches, counts_far_above: tellCountsFarAbove(run) };
}

/** Days for which a count far above any before is named, so that a person may look whether it is a slip. */
const TOLD_FOR_DAYS = 3;

function tellCountsFarAbove({ run_id, counts_far_above = [] }: RunRecord): readonly string[] {
  if (counts_far_above.length > 0) {
    logger().warn('counts far above any before are in the scores', {
      run_id,
      counts_far_above,
      what_to_do:
        'look at the document of the publisher: where it is a slip, hand in the corrected one, or send the right counts',
    });
  }
  return counts_far_above;
}

type PinnedRun = Readonly<{
  run: RunRecord;
  facts: ReferenceData;
}>;

async function runOfExecution(
  execution: string | undefined,
  { ledger, snapshots }: BeginRunPorts,
): Promise<PinnedRun | null> {
  if (execution === undefined) return null;
  const newest = await ledger.list(RUNS_LOOKED_AT, null);
  const run = newest.find((one) => one.execution === execution && one.status === 'running');
  return run === undefined ? null : { run, facts: await (await snapshots.open(run.inputs_sha256)).facts([]) };
}

async function newRun(
  request: BeginRunRequest,
  now: Instant,
  ports: BeginRunPorts,
  execution: string | undefined,
): Promise<PinnedRun> {
  const asOf = request.as_of ?? dateOf(now);
  const knownAt = request.known_at ?? asOf;
  const facts = await ports.newestFacts(knownAt);
  const farAbove = countsFarAbove(facts, isoDate(dayNumber(knownAt) - TOLD_FOR_DAYS));
  const inputsSha256 = await ports.snapshots.put(facts, ports.moreSuppliers);
  await ports.snapshots.setCurrent(inputsSha256);
  const identity = {
    run_id: await ports.ledger.nextRunId(),
    as_of: asOf,
    known_at: knownAt,
    started_at: now,
    methodology: ports.methodology,
    code_version: ports.codeVersion,
  };
  const scorer = await ports.makeScorer(identity, inputsSha256);
  const run = {
    ...identity,
    ...(execution === undefined ? {} : { execution }),
    ...(request.because === undefined ? {} : { because: request.because }),
    ...wishesOf(request),
    ...freshRecord(inputsSha256, scorer),
    ...(farAbove.length === 0 ? {} : { counts_far_above: farAbove }),
    rows_expire_at: instantOf(epochSecondsAfter(now, ports.runRowDays)),
  };
  await ports.ledger.create(run);
  return { run, facts };
}

/** Readers keep the last good run however long no other is published. */
async function renewActiveRun(now: Instant, { ledger, rows, runRowDays, renewedBeforeDays }: BeginRunPorts) {
  const pointer = await ledger.pointer();
  const active = pointer && (await ledger.get(pointer.run_id));
  if (active == null || active.rows_expire_at === null) return;
  if (hoursBetween(now, active.rows_expire_at) > 24 * renewedBeforeDays) return;
  const expiresAt = epochSecondsAfter(now, runRowDays);
  for (const batch of (await rows.plan(active.run_id)) ?? [])
    await rows.expireScores(active.run_id, batch, expiresAt);
  await rows.expire(active.run_id, expiresAt);
  await ledger.update(active.run_id, { rows_expire_at: instantOf(expiresAt) });
}

/**
 * A run for a day takes the place of one of that day or earlier, and of no other by accident: readers would
 * take the past, or the future, for today.
 */
async function refuseAnotherDay(
  { as_of, republish }: BeginRunRequest,
  now: Instant,
  ledger: BeginRunPorts['ledger'],
) {
  if (as_of === undefined || republish === true) return;
  const pointer = await ledger.pointer();
  const howTo =
    'Scores of other days are answered by ?as_of=; to make them the current ones all the same, send "republish": true beside it.';
  if (pointer !== null && as_of < pointer.as_of)
    throw new RunRefused(
      `readers have the scores of ${pointer.as_of}, and a run of ${as_of} would show them the past. ${howTo}`,
    );
  if (as_of > dateOf(now))
    throw new RunRefused(`a run of ${as_of} would show readers the future: it is ${dateOf(now)}. ${howTo}`);
}

const wishesOf = ({
  as_of,
  republish,
  accept_movement,
}: BeginRunRequest): Pick<RunRecord, 'dated' | 'accept_movement'> => ({
  ...(as_of === undefined || republish === true ? {} : { dated: true }),
  ...(accept_movement === true ? { accept_movement } : {}),
});

const freshRecord = (
  inputsSha256: string,
  scorer: RunScorer,
): Omit<RunRecord, keyof RunScorerIdentity | 'rows_expire_at'> => ({
  status: 'running',
  finished_at: null,
  inputs_sha256: inputsSha256,
  expected_documents: scorer.subjects.length * scorer.buyers.length,
  written_documents: null,
  checksum: null,
  left_out: [],
  guard_findings: [],
  failure: null,
});

type RunScorerIdentity = Pick<
  RunRecord,
  'run_id' | 'as_of' | 'known_at' | 'started_at' | 'methodology' | 'code_version'
>;

/**
 * Each batch is of one type. Those of a large run are larger: a batch costs objects and steps, whatever is in
 * it.
 */
function batchesOf(
  run_id: string,
  before: string | null,
  { subjects }: RunScorer,
  { subjectsPerBatch, subjectsPlacedInMemory }: BeginRunPorts,
): readonly BatchRequest[] {
  const ordered = subjects.map(({ type, id }) => ({ type, id })).sort(bySubject);
  const size = Math.min(
    MOST_SUBJECTS_PER_BATCH,
    Math.max(subjectsPerBatch, Math.ceil(ordered.length / MOST_BATCHES)),
  );
  const pieces = [...Map.groupBy(ordered, ({ type }) => type).values()].flatMap((some) =>
    Array.from({ length: Math.ceil(some.length / size) }, (_, n) => ({
      is_counted: some.length > subjectsPlacedInMemory,
      subjects: some.slice(n * size, (n + 1) * size),
    })),
  );
  return pieces.map((piece, batch) => ({
    run_id,
    batch,
    before,
    until: pieces[batch + 1]?.subjects[0] ?? null,
    ...piece,
  }));
}

/**
 * The oldest published run that is not finished, to be finished before another begins. The pointer is the
 * truth: the run it names was published. One that was begun to be finished too often is given up; runs that
 * are `running` for too long will not come back.
 */
export async function settleEarlierRuns(now: Instant, ports: SettlePorts): Promise<RunRecord | null> {
  const { ledger } = ports;
  const pointer = await ledger.pointer();
  for (const run of (await ledger.list(RUNS_LOOKED_AT, null)).toReversed()) {
    if (run.status === 'completed' || run.status === 'unfinished') continue;
    if (run.run_id === pointer?.run_id || run.status === 'published') {
      const finish_attempts = (run.finish_attempts ?? 0) + 1;
      if (finish_attempts > FINISH_ATTEMPTS) {
        await giveUp(run, ports);
        continue;
      }
      await ledger.update(run.run_id, { finish_attempts });
      return run;
    }
    if (run.status === 'running' && hoursBetween(run.started_at, now) >= ports.abandonedAfterHours) {
      const failure = 'the run stopped without an end; a later run began';
      await ledger.update(run.run_id, { status: 'failed', finished_at: now, failure });
    }
  }
  return null;
}
