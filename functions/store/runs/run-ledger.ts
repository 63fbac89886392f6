import * as z from 'zod';
import {
  counterKey,
  dayKey,
  pointerKey,
  RUNS_PARTITION,
  runIdOf,
  runKey,
} from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { Frozen } from '#domain/vocabulary/frozen.ts';
import { gzipJson } from '../table/compression.ts';
import { gzippedJson, readItem, readItemOrNull } from '../table/stored-item.ts';
import { type Attributes, type Item, requireWritten, type Table } from '../table/table.ts';

const runPointer = z.object({
  run_id: z.string(),
  previous_run_id: z.string().nullable(),
  version: z.int(),
  published_at: z.string(),
  as_of: z.string(),
  /** Why readers have an earlier run again. Absent: the pointer names the newest run that was published. */
  rolled_back: z
    .object({
      from_run_id: z.string(),
      at: z.string(),
      reason: z.string(),
    })
    .exactOptional(),
});
export type RunPointer = Frozen<z.infer<typeof runPointer>>;

/** Id of the newest run that readers ever saw: later than the one of the pointer after a roll-back. */
export const newestSeen = ({ run_id, rolled_back }: RunPointer): string => rolled_back?.from_run_id ?? run_id;

/**
 * `unfinished`: the work after publication was given up; the next run reports its changes. `overtaken`:
 * another run was published first, and readers never saw this one.
 */
const runStatus = z.enum(['running', 'published', 'completed', 'unfinished', 'failed', 'overtaken']);

const runRecord = z.object({
  /** `r` and ten digits; never used twice. */
  run_id: z.string(),
  /** The execution of the state machine. Absent: a process makes it by itself. */
  execution: z.string().exactOptional(),
  status: runStatus,
  as_of: z.string(),
  known_at: z.string(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  because: z.array(z.string()).exactOptional(),
  /** It was asked for a day, and never takes the place of a run of a later one. */
  dated: z.literal(true).exactOptional(),
  /** An operator accepts that scores move far. */
  accept_movement: z.literal(true).exactOptional(),
  inputs_sha256: z.string(),
  methodology: z.object({ version: z.string(), sha256: z.string() }),
  code_version: z.string(),
  /** Subjects x buyers that the run has to write. */
  expected_documents: z.int(),
  written_documents: z.int().nullable(),
  /** Sum of the sha256 of (subject, buyer, score, sha256 of the content) over all results. */
  checksum: z.string().nullable(),
  left_out: gzippedJson(z.array(z.object({ what: z.string(), reason: z.string() }))),
  counts_far_above: z.array(z.string()).exactOptional(),
  /** A published run has some when the same had held an earlier run back. */
  guard_findings: z.array(z.string()),
  /** Doubts that runs since the last publication were held back for, and since when. */
  held_back: z.record(z.string(), z.string()).exactOptional(),
  failure: z.string().nullable(),
  /** Tries of later runs to finish this one, counted before each. */
  finish_attempts: z.int().exactOptional(),
  /** What its changes are told against (`given_up`: were before), and the day under which the feed has them. */
  told_since: z
    .object({
      run_id: z.string().nullable(),
      feed_day: z.string(),
      given_up: z.array(z.string().nullable()).exactOptional(),
    })
    .exactOptional(),
  /** Changes of this run whose reasons could not be worked out. */
  unexplained_changes: z.int().exactOptional(),
  /** Noted when the next run is published: until then the pointer says it. */
  published_at: z.string().exactOptional(),
  previous_run_id: z.string().nullable().exactOptional(),
  /** `null`: they are kept. */
  rows_expire_at: z.string().nullable(),
});
export type RunRecord = Frozen<z.infer<typeof runRecord>>;

/**
 * All writes are conditional (`WriteConflict`), and each may be repeated by a client that lost the answer.
 */
export type RunLedger = ReturnType<typeof runLedgerIn>;

/** The store confirmed a write, and what was written is not there. */
export class WriteLost extends Error {
  override readonly name = 'WriteLost';
}

/** The step can never be done: another try ends the same. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused';
}

export const wasPublished = ({ status }: RunRecord): boolean =>
  status === 'published' || status === 'completed' || status === 'unfinished';

export const isHeldBack = ({ status, held_back }: RunRecord): boolean =>
  status === 'failed' && held_back !== undefined;

const packed = (changes: Partial<RunRecord>): Attributes =>
  changes.left_out === undefined ? { ...changes } : { ...changes, left_out: gzipJson(changes.left_out) };

export const runRecordOf = (item: Item): RunRecord => readItem(runRecord, item);

export const runPointerOf = (item: Item): RunPointer => readItem(runPointer, item);

export async function newestRuns(
  table: Table,
  limit: number,
  before: string | null,
  eventual = false,
): Promise<readonly RunRecord[]> {
  const range = { pk: RUNS_PARTITION, descending: true, limit, eventual };
  return (await table.range(before === null ? range : { ...range, before })).map(runRecordOf);
}

/** Throws where there is none. */
export async function requiredRun(runId: string, ledger: Pick<RunLedger, 'get'>): Promise<RunRecord> {
  const run = await ledger.get(runId);
  if (run === null) throw new Error(`run ${runId} does not exist`);
  return run;
}

export function runLedgerIn(table: Table) {
  return {
    /** Never given twice, even after a crash. */
    nextRunId: async () => runIdOf(await table.add(counterKey, 'last_number', 1)),

    create: (run: RunRecord): Promise<void> =>
      requireWritten(table, {
        written: table.put({ ...runKey(run.run_id), ...packed(run) }, 'absent'),
        key: runKey(run.run_id),
        isWritten: ({ execution, started_at }) =>
          execution === run.execution && started_at === run.started_at,
        conflict: `run ${run.run_id} exists already`,
      }),

    update: (
      runId: string,
      changes: Partial<Omit<RunRecord, 'run_id'>>,
      whileStatus?: RunRecord['status'],
    ): Promise<void> =>
      requireWritten(table, {
        written: table.set(
          runKey(runId),
          packed(changes),
          whileStatus === undefined ? 'present' : { equal: { status: whileStatus } },
        ),
        key: runKey(runId),
        isWritten(item) {
          const run = runRecordOf(item);
          return canonicalJson({ ...run, ...changes }) === canonicalJson(run);
        },
        conflict: `run ${runId} does not exist or is not ${whileStatus ?? 'there'}`,
      }),

    get: async (runId: string): Promise<RunRecord | null> =>
      readItemOrNull(runRecord, await table.get(runKey(runId))),

    list: (limit: number, before: string | null) => newestRuns(table, limit, before),

    pointer: async (): Promise<RunPointer | null> => readItemOrNull(runPointer, await table.get(pointerKey)),

    movePointer: (expected: RunPointer | null, next: RunPointer): Promise<void> =>
      requireWritten(table, {
        written: table.put(
          { ...pointerKey, ...next },
          expected === null ? 'absent' : { equal: { run_id: expected.run_id, version: expected.version } },
        ),
        key: pointerKey,
        isWritten: (item) => canonicalJson(runPointerOf(item)) === canonicalJson(next),
        conflict: `the pointer no longer names ${expected?.run_id ?? 'nothing'}`,
      }),

    /** An earlier run never replaces a later one. */
    async rememberDay(day: string, runId: string): Promise<void> {
      await table.set(dayKey(day), { run_id: runId }, { below: { run_id: runId } });
    },
  };
}
