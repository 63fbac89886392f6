/** Small on purpose (a state carries 256 KiB): facts and results travel through the stores. */
import * as z from 'zod';

const runId = z.string().regex(/^r\d{10}$/, 'a run id is r and ten digits');
const date = z.iso.date();
const subjectRef = z.strictObject({
  type: z.enum(['element', 'supplier', 'country']),
  id: z.string().min(1).max(64),
});
export type SubjectRef = z.infer<typeof subjectRef>;

export const bySubject = (a: SubjectRef, b: SubjectRef): number =>
  a.type === b.type ? (a.id === b.id ? 0 : a.id < b.id ? -1 : 1) : a.type < b.type ? -1 : 1;

export const RUN_STEPS = [
  'Settle',
  'Begin',
  'Complete',
  'RankBatch',
  'PlanCustomSuppliers',
  'CloseClients',
  'Publish',
  'PlanFollowUp',
  'FollowBatch',
  'Show',
  'CloseBatch',
  'After',
  'MarkFailed',
] as const;
export type RunStep = (typeof RUN_STEPS)[number];

export const MOST_REASONS_FOR_RUN = 12;
const LONGEST_REASON = 500;

/** `{}`: today, everything that is known. `because`: what came in. */
export const beginRunRequestSchema = z.object({
  as_of: date.optional(),
  known_at: date.optional(),
  because: z.array(z.string().min(1).max(LONGEST_REASON)).max(MOST_REASONS_FOR_RUN).optional(),
  /** An operator wants the scores of another day. */
  republish: z.boolean().optional(),
  /** An operator has looked at what the guard held back. */
  accept_movement: z.boolean().optional(),
});
export type BeginRunRequest = z.infer<typeof beginRunRequestSchema>;

export const beginStepRequestSchema = z.object({
  request: beginRunRequestSchema,
  execution: z.string().min(1),
});

/**
 * Some subjects, each for all buyers: from the first (of the first batch, from the beginning) up to `until`;
 * null: to the end. What an earlier run had in that stretch is compared with it.
 */
export const batchRequestSchema = z.object({
  run_id: runId,
  batch: z.int().min(0),
  /** Readers see it when this one begins. */
  before: runId.nullable(),
  /** Whether places are counted, and not put in order in memory. */
  is_counted: z.boolean(),
  until: subjectRef.nullable(),
  subjects: z.array(subjectRef).min(1).max(400),
});
export type BatchRequest = z.infer<typeof batchRequestSchema>;

export const batchStepRequestSchema = z.object({ request: batchRequestSchema });

/** `plan`: key of an object. `as_of`: for what is told when the run fails. */
export type BeginRunResponse = Readonly<{
  run_id: string;
  as_of: string;
  batches: number;
  plan: string;
}>;

export type ScoreBatchResponse = Readonly<{
  run_id: string;
  batch: number;
  written: number;
}>;

/** A published run that is to be finished before another begins. */
export type SettleResponse =
  | Readonly<{ found: false }>
  | Readonly<{ found: true; run_id: string; plan: string }>;

export const runStepRequestSchema = z.object({ run_id: runId });

const figure = z.number().nullable();

/** `passed: false`: refused, and the last good run stands. */
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

/** `published: false`: another run was first. */
export const publishRunResponseSchema = z.object({ run_id: runId, published: z.boolean() });
export type PublishRunResponse = z.infer<typeof publishRunResponseSchema>;

export type AfterRunResponse = Readonly<{
  run_id: string;
  history_points: number;
  changes: number;
  expired_runs: readonly string[];
}>;

export const failRunRequestSchema = z.object({ run_id: runId, failure: z.string().min(1).max(2000) });

/** `published`: the pointer was moved before the step gave up. */
export const failRunResponseSchema = z.object({ run_id: runId, published: z.boolean() });
export type FailRunResponse = z.infer<typeof failRunResponseSchema>;

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
