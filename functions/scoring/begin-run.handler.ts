import { type BeginRunResponse, beginRunRequestSchema } from '#contracts/run/run-messages.ts';
import { runObjects } from '#contracts/store/table-layout.ts';
import { beginRun } from './begin-run.ts';
import { beginRunServices } from './scoring-steps.services.ts';

/** Step 1 of a run. The clock is read here: use cases have none. The batches go to the next step as an object: a state has room for 256 KiB. */
export async function handler(event: unknown): Promise<BeginRunResponse> {
  const { run_id, batches } = await beginRun(beginRunRequestSchema.parse(event), new Date().toISOString(), beginRunServices());
  return { run_id, batches: batches.length, plan: runObjects.plan(run_id) };
}
