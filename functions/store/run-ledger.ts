import {
  counterKey,
  dayKey,
  pointerKey,
  RUNS_PARTITION,
  runIdOf,
  runKey,
} from '#contracts/store/table-layout.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { MethodologyReference } from '#domain/vocabulary/score-document.ts';
import { gunzipJson, gzipJson } from './compression.ts';
import { type Attributes, type Item, requireWritten, type Table } from './table.ts';

/** The one item that decides what readers see. */
export interface RunPointer {
  readonly run_id: string;
  readonly previous_run_id: string | null;
  /** Grows by one with each publication; the condition of the update. */
  readonly version: number;
  readonly published_at: string;
  readonly as_of: string;
  /** Why readers have an earlier run again. Absent: the pointer names the newest run that was published. */
  readonly rolled_back?: {
    /** The newest run that readers ever saw. */
    readonly from_run_id: string;
    /** RFC 3339, UTC. */
    readonly at: string;
    /** A sentence of the operator. */
    readonly reason: string;
  };
}

/** Id of the newest run that readers ever saw: later than the one of the pointer after a roll-back. */
export const newestSeen = ({ run_id, rolled_back }: RunPointer): string => rolled_back?.from_run_id ?? run_id;

/**
 * `published`: readers see it. `completed`: the work after publication is done too. `unfinished`: that work
 * failed and was given up; the
 * changes of the run are reported with those of the run after it. `failed`: readers never saw it.
 * `overtaken`: readers never saw it, because a newer
 * run, or one of a later day, was published first.
 */
export type RunStatus = 'running' | 'published' | 'completed' | 'unfinished' | 'failed' | 'overtaken';

/** A run and its manifest: what was used, what was left out, what came out. */
export interface RunRecord {
  /** `r` and ten digits; unique and increasing, never used twice. */
  readonly run_id: string;
  /** Name of the execution of the state machine that makes it. Absent: a process makes it by itself. */
  readonly execution?: string;
  readonly status: RunStatus;
  readonly as_of: string;
  readonly known_at: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  /**
   * Facts that came in and had the run begun, in sentences. Absent: the run of the day, or one that was
   * started by hand.
   */
  readonly because?: readonly string[];
  /**
   * Whether it was asked for a day: then it never takes the place of a run of a later day. Absent: the run of
   * its own day, or an operator wants it.
   */
  readonly dated?: true;
  /** Whether an operator accepts that scores move far. Absent: no. */
  readonly accept_movement?: true;
  /** sha256 of the immutable input snapshot. */
  readonly inputs_sha256: string;
  readonly methodology: MethodologyReference;
  readonly code_version: string;
  /** Subjects x buyers that the run has to write. */
  readonly expected_documents: number;
  readonly written_documents: number | null;
  /** Sum of the sha256 of (subject, buyer, score, sha256 of the content) over all results. */
  readonly checksum: string | null;
  /** Subjects without a score and facts that were refused, each with a reason. */
  readonly left_out: readonly { readonly what: string; readonly reason: string }[];
  /** Counts far above any before that became known in the last days, as sentences. Absent: none. */
  readonly counts_far_above?: readonly string[];
  /**
   * Objections of the guard. A run that was published has some when the same had held an earlier run back.
   */
  readonly guard_findings: readonly string[];
  /**
   * Doubts that runs since the last publication, this one included, were held back for, and since when.
   * Absent: the guard did not refuse this run.
   */
  readonly held_back?: Readonly<Record<string, string>>;
  readonly failure: string | null;
  /**
   * How often later runs have begun to finish this one; counted before each try, so that a try that ends the
   * process counts. Absent: never.
   */
  readonly finish_attempts?: number;
  /**
   * What its changes are told against, and the day under which the feed has them; noted before they are told.
   * Absent: that has not begun.
   */
  readonly told_since?: { readonly run_id: string | null; readonly feed_day: string };
  /** Changes of this run whose reasons could not be worked out. Absent: none, or not counted yet. */
  readonly unexplained_changes?: number;
  /**
   * When readers began to see the run; noted when the next one is published, because until then the pointer
   * says it.
   */
  readonly published_at?: string;
  /** The run that readers saw before; noted with `published_at`. */
  readonly previous_run_id?: string | null;
  /** When the rows of a superseded or failed run expire; `null`: they are kept (the active run always is). */
  readonly rows_expire_at: string | null;
}

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
export function runRecordOf({ pk: _pk, sk: _sk, left_out, ...rest }: Item): RunRecord {
  return { ...rest, left_out: gunzipJson(left_out as Uint8Array) } as unknown as RunRecord;
}

/** A stored pointer. */
export function runPointerOf({ pk: _pk, sk: _sk, ...pointer }: Item): RunPointer {
  return pointer as unknown as RunPointer;
}

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
