/**
 * Messages between the steps of a run: input and output of each function of the state machine. Small on
 * purpose (a state carries at most
 * 256 KiB): facts and results travel through the stores, messages carry ids.
 */
import * as z from 'zod';

const runId = z.string().regex(/^r\d{10}$/, 'a run id is r and ten digits');
const date = z.iso.date();
const subjectRef = z.strictObject({
  type: z.enum(['element', 'supplier', 'country']),
  id: z.string().min(1).max(64),
});
export type SubjectRef = z.infer<typeof subjectRef>;

/** Byte order of type and id: that of the plan of a run. */
export const bySubject = (a: SubjectRef, b: SubjectRef): number =>
  a.type === b.type ? (a.id === b.id ? 0 : a.id < b.id ? -1 : 1) : a.type < b.type ? -1 : 1;

/** Steps of a run that one function serves; each names its step in what it sends. */
export const RUN_STEPS = [
  'Begin',
  'Complete',
  'RankBatch',
  'PlanCustomSuppliers',
  'CloseClients',
  'Publish',
  'PlanFollowUp',
  'FollowBatch',
  'After',
  'MarkFailed',
] as const;
export type RunStep = (typeof RUN_STEPS)[number];

/** More reasons for a run would not be read. */
export const MOST_REASONS_FOR_RUN = 12;
const LONGEST_REASON = 500;

/**
 * The schedule of the night sends `{}`: today, everything that is known. `because`: what came in, where the
 * run follows that.
 */
export const beginRunRequestSchema = z.object({
  as_of: date.optional(),
  known_at: date.optional(),
  because: z.array(z.string().min(1).max(LONGEST_REASON)).max(MOST_REASONS_FOR_RUN).optional(),
  /** An operator wants the scores of another day to become the current ones. */
  republish: z.boolean().optional(),
  /**
   * An operator has looked at the movements that the guard held the run back for, and wants them published.
   */
  accept_movement: z.boolean().optional(),
});
export type BeginRunRequest = z.infer<typeof beginRunRequestSchema>;

/** Input of the first step: what the execution was started with, and its name. */
export const beginStepRequestSchema = z.object({
  request: beginRunRequestSchema,
  execution: z.string().min(1),
});

/**
 * Work for one worker: some subjects, each for all buyers. A batch stands for a stretch of the order of type
 * and id: from its first subject (of the first
 * batch, from the beginning) up to `until`, the first of the next; `null`: to the end. What an earlier run
 * had in that stretch is compared with it.
 */
export const batchRequestSchema = z.object({
  run_id: runId,
  batch: z.int().min(0),
  /** The run that readers see when this one begins: its guard compares the two. */
  before: runId.nullable(),
  /**
   * Whether the run has so many subjects of these types that their places are counted, and not put in order
   * in memory.
   */
  is_counted: z.boolean(),
  until: subjectRef.nullable(),
  subjects: z.array(subjectRef).min(1).max(400),
});
export type BatchRequest = z.infer<typeof batchRequestSchema>;

/** The same batch, as the steps get it that come after its scoring. */
export const batchStepRequestSchema = z.object({ request: batchRequestSchema });

/**
 * `plan`: key of the object in the bucket that has the batches. `as_of`: for what is told when the run fails.
 */
export const beginRunResponseSchema = z.object({
  run_id: runId,
  as_of: z.string(),
  batches: z.int().min(0),
  plan: z.string(),
});
export type BeginRunResponse = z.infer<typeof beginRunResponseSchema>;

export const scoreBatchResponseSchema = z.object({
  run_id: runId,
  batch: z.int().min(0),
  written: z.int().min(0),
});
export type ScoreBatchResponse = z.infer<typeof scoreBatchResponseSchema>;

/** Input of every step of a whole run but the first. */
export const runStepRequestSchema = z.object({ run_id: runId });

const figure = z.number().nullable();

/**
 * `passed: false`: the guard refused the run, it is marked failed, and the last good run stands. `figures`
 * are for whoever watches the service.
 */
export const completeRunResponseSchema = z.object({
  run_id: runId,
  passed: z.boolean(),
  findings: z.array(z.string()),
  figures: z.object({
    scored: z.int().min(0),
    unscored: z.int().min(0),
    mean_coverage: figure,
    largest_movement: figure,
    far_movements: figure,
  }),
});
export type CompleteRunResponse = z.infer<typeof completeRunResponseSchema>;

/** `published: false`: another run was published first, and this one stays unseen. */
export const publishRunResponseSchema = z.object({ run_id: runId, published: z.boolean() });
export type PublishRunResponse = z.infer<typeof publishRunResponseSchema>;

export const afterRunResponseSchema = z.object({
  run_id: runId,
  history_points: z.int().min(0),
  changes: z.int().min(0),
  expired_runs: z.array(runId),
});
export type AfterRunResponse = z.infer<typeof afterRunResponseSchema>;

/**
 * Sent by the state machine when a step failed for good: the run is marked failed, and readers see nothing of
 * it.
 */
export const failRunRequestSchema = z.object({ run_id: runId, failure: z.string().min(1).max(2000) });

/** `published`: readers see the run all the same, because the pointer was moved before the step gave up. */
export const failRunResponseSchema = z.object({ run_id: runId, published: z.boolean() });
export type FailRunResponse = z.infer<typeof failRunResponseSchema>;

/** Event of EventBridge about an execution of the state machine that ended without success. */
export const endedExecutionSchema = z.object({
  detail: z.object({
    name: z.string().min(1),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    startDate: z.number(),
    stopDate: z.number().nullable().optional(),
    input: z.string().nullable().optional(),
    error: z.string().nullable().optional(),
  }),
});
export type EndedExecution = z.infer<typeof endedExecutionSchema>['detail'];

/** Work for one worker: a client's custom suppliers after one id, up to another, in byte order. */
export const customBatchSchema = z.object({
  run_id: runId,
  client: z.string().min(1),
  batch: z.int().min(0),
  /** Exclusive; `null`: from the first. */
  after: z.string().nullable(),
  /** Inclusive. */
  last: z.string(),
});
export type CustomBatch = z.infer<typeof customBatchSchema>;
