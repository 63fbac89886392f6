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
import { gzipJson } from './compression.ts';
import { gzippedJson, readItem } from './stored-item.ts';
import { type Attributes, type Item, requireWritten, type Table } from './table.ts';

/** The one item that decides what readers see. */
const runPointer = z.object({
  run_id: z.string(),
  previous_run_id: z.string().nullable(),
  /** Grows by one with each publication; the condition of the update. */
  version: z.int(),
  published_at: z.string(),
  as_of: z.string(),
  /** Why readers have an earlier run again. Absent: the pointer names the newest run that was published. */
  rolled_back: z
    .object({
      /** The newest run that readers ever saw. */
      from_run_id: z.string(),
      /** RFC 3339, UTC. */
      at: z.string(),
      /** A sentence of the operator. */
      reason: z.string(),
    })
    .exactOptional(),
});
export type RunPointer = Frozen<z.infer<typeof runPointer>>;

/** Id of the newest run that readers ever saw: later than the one of the pointer after a roll-back. */
export const newestSeen = ({ run_id, rolled_back }: RunPointer): string => rolled_back?.from_run_id ?? run_id;

/**
 * `published`: readers see it. `completed`: the work after publication is done too. `unfinished`: that work
 * failed and was given up; the
 * changes of the run are reported with those of the run after it. `failed`: readers never saw it.
 * `overtaken`: readers never saw it, because a newer
 * run, or one of a later day, was published first.
 */
const runStatus = z.enum(['running', 'published', 'completed', 'unfinished', 'failed', 'overtaken']);
export type RunStatus = z.infer<typeof runStatus>;

/** A run and its manifest: what was used, what was left out, what came out. */
const runRecord = z.object({
  /** `r` and ten digits; unique and increasing, never used twice. */
  run_id: z.string(),
  /** Name of the execution of the state machine that makes it. Absent: a process makes it by itself. */
  execution: z.string().exactOptional(),
  status: runStatus,
  as_of: z.string(),
  known_at: z.string(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  /**
   * Facts that came in and had the run begun, in sentences. Absent: the run of the day, or one that was
   * started by hand.
   */
  because: z.array(z.string()).exactOptional(),
  /**
   * Whether it was asked for a day: then it never takes the place of a run of a later day. Absent: the run of
   * its own day, or an operator wants it.
   */
  dated: z.literal(true).exactOptional(),
  /** Whether an operator accepts that scores move far. Absent: no. */
  accept_movement: z.literal(true).exactOptional(),
  /** sha256 of the immutable input snapshot. */
  inputs_sha256: z.string(),
  methodology: z.object({ version: z.string(), sha256: z.string() }),
  code_version: z.string(),
  /** Subjects x buyers that the run has to write. */
  expected_documents: z.int(),
  written_documents: z.int().nullable(),
  /** Sum of the sha256 of (subject, buyer, score, sha256 of the content) over all results. */
  checksum: z.string().nullable(),
  /** Subjects without a score and facts that were refused, each with a reason. */
  left_out: gzippedJson(z.array(z.object({ what: z.string(), reason: z.string() }))),
  /** Counts far above any before that became known in the last days, as sentences. Absent: none. */
  counts_far_above: z.array(z.string()).exactOptional(),
  /**
   * Objections of the guard. A run that was published has some when the same had held an earlier run back.
   */
  guard_findings: z.array(z.string()),
  /**
   * Doubts that runs since the last publication, this one included, were held back for, and since when.
   * Absent: the guard did not refuse this run.
   */
  held_back: z.record(z.string(), z.string()).exactOptional(),
  failure: z.string().nullable(),
  /**
   * How often later runs have begun to finish this one; counted before each try, so that a try that ends the
   * process counts. Absent: never.
   */
  finish_attempts: z.int().exactOptional(),
  /**
   * What its changes are told against, and the day under which the feed has them; noted before they are told.
   * Absent: that has not begun.
   */
  told_since: z.object({ run_id: z.string().nullable(), feed_day: z.string() }).exactOptional(),
  /** Changes of this run whose reasons could not be worked out. Absent: none, or not counted yet. */
  unexplained_changes: z.int().exactOptional(),
  /**
   * When readers began to see the run; noted when the next one is published, because until then the pointer
   * says it.
   */
  published_at: z.string().exactOptional(),
  /** The run that readers saw before; noted with `published_at`. */
  previous_run_id: z.string().nullable().exactOptional(),
  /** When the rows of a superseded or failed run expire; `null`: they are kept (the active run always is). */
  rows_expire_at: z.string().nullable(),
});
export type RunRecord = Frozen<z.infer<typeof runRecord>>;

/**
 * Bookkeeping of runs and the pointer. All writes are conditional, and each may be repeated by a client that
 * lost the answer: where the store already
 * says what a call writes, the call is done.
 */
export interface RunLedger {
  /** The next unique run id; never given twice, even after a crash. */
  nextRunId(): Promise<string>;
  /** Fails with `WriteConflict` when another run has the id. */
  create(run: RunRecord): Promise<void>;
  /**
   * Changes the named fields; with `whileStatus` fails with `WriteConflict` when the run is no longer in that
   * status.
   */
  update(runId: string, changes: Partial<Omit<RunRecord, 'run_id'>>, whileStatus?: RunStatus): Promise<void>;
  get(runId: string): Promise<RunRecord | null>;
  /** Run records, newest first, strongly consistent; `before` is exclusive. */
  list(limit: number, before: string | null): Promise<readonly RunRecord[]>;
  /** Strongly consistent. */
  pointer(): Promise<RunPointer | null>;
  /**
   * Moves the pointer from `expected` to `next`; fails with `WriteConflict` when another run got there first.
   */
  movePointer(expected: RunPointer | null, next: RunPointer): Promise<void>;
  /** Records the run as the current one of a day; an earlier run never replaces a later one. */
  rememberDay(day: string, runId: string): Promise<void>;
}

/** The store confirmed a write, and what was written is not there. The step that runs again writes it. */
export class WriteLost extends Error {
  override readonly name = 'WriteLost';
}

/**
 * The step of a run can never be done: the run has ended, other code began it, or readers are not to get its
 * day. Another try ends the same.
 */
export class RunRefused extends Error {
  override readonly name = 'RunRefused';
}

/** Whether readers have seen the run. */
export const wasPublished = ({ status }: Pick<RunRecord, 'status'>): boolean =>
  status === 'published' || status === 'completed' || status === 'unfinished';

/** Whether the guard refused the run. */
export const isHeldBack = ({ status, held_back }: RunRecord): boolean =>
  status === 'failed' && held_back !== undefined;

/**
 * Compresses the list of refused facts, which is long and nearly the same in every run, so that a page of
 * runs stays a cheap read.
 */
const packed = (changes: Partial<RunRecord>): Attributes =>
  changes.left_out === undefined ? { ...changes } : { ...changes, left_out: gzipJson(changes.left_out) };

/** A stored run record. */
export const runRecordOf = (item: Item): RunRecord => readItem(runRecord, item);

/** A stored pointer. */
export const runPointerOf = (item: Item): RunPointer => readItem(runPointer, item);

/** Runs newest first. */
export async function newestRuns(
  table: Table,
  limit: number,
  before: string | null,
  eventual = false,
): Promise<readonly RunRecord[]> {
  const range = { pk: RUNS_PARTITION, descending: true, limit, eventual };
  return (await table.range(before === null ? range : { ...range, before })).map(runRecordOf);
}

/** Run records, the counter and the pointer in the table of scores. */
export function runLedgerIn(table: Table): RunLedger {
  return {
    nextRunId: async () => runIdOf(await table.add(counterKey, 'last_number', 1)),

    create: (run) =>
      requireWritten(table, {
        written: table.put({ ...runKey(run.run_id), ...packed(run) }, 'absent'),
        key: runKey(run.run_id),
        isWritten: ({ execution, started_at }) =>
          execution === run.execution && started_at === run.started_at,
        conflict: `run ${run.run_id} exists already`,
      }),

    update: (runId, changes, whileStatus) =>
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

    async get(runId) {
      const item = await table.get(runKey(runId));
      return item === undefined ? null : runRecordOf(item);
    },

    list: (limit, before) => newestRuns(table, limit, before),

    async pointer() {
      const item = await table.get(pointerKey);
      return item === undefined ? null : runPointerOf(item);
    },

    movePointer: (expected, next) =>
      requireWritten(table, {
        written: table.put(
          { ...pointerKey, ...next },
          expected === null ? 'absent' : { equal: { run_id: expected.run_id, version: expected.version } },
        ),
        key: pointerKey,
        isWritten: (item) => canonicalJson(runPointerOf(item)) === canonicalJson(next),
        conflict: `the pointer no longer names ${expected?.run_id ?? 'nothing'}`,
      }),

    async rememberDay(day, runId) {
      await table.set(dayKey(day), { run_id: runId }, { below: { run_id: runId } }); // where that does not hold, a later run stands there
    },
  };
}
