/** Messages between the steps that score clients' own suppliers within a run. They carry numbers and ids; suppliers and scores travel through the tables. */
import * as z from 'zod';

const runId = z.string().regex(/^r\d{10}$/, 'a run id is r and ten digits');

/** Work for one worker: a batch of the plan. */
export const scoreOwnBatchRequestSchema = z.object({ run_id: runId, batch: z.int().min(0) });
export type ScoreOwnBatchRequest = z.infer<typeof scoreOwnBatchRequestSchema>;

/** Ranks the suppliers of a client, when all of its batches are scored. */
export const rankOwnRequestSchema = z.object({
  run_id: runId,
  client: z.string().min(1),
  /** How many batches the client has in the plan. */
  batches: z.int().min(0),
  /** When the suppliers were listed. */
  listed_at: z.string(),
});
export type RankOwnRequest = z.infer<typeof rankOwnRequestSchema>;

/** Clients whose own suppliers a run ranks. */
export const rankOwnRequestsSchema = z.array(rankOwnRequestSchema);

/** Work on own suppliers that a run has to do: the batches first, then the clients. */
export interface PlanOwnResponse {
  readonly run_id: string;
  readonly batches: readonly ScoreOwnBatchRequest[];
  readonly clients: readonly RankOwnRequest[];
}

/** A plan of own suppliers as the state machine gets it: a state has room for 256 KiB. `plan`: key of the object in the bucket that has the batches. */
export interface HandedOutOwnPlan {
  readonly run_id: string;
  readonly batches: number;
  readonly clients: number;
  readonly plan: string;
}
