import { type BeginRunResponse, beginStepRequestSchema } from '#contracts/run/run-messages.ts';
import { runObjects } from '#contracts/store/table-layout.ts';
import { logger } from '#functions/runtime/logger.ts';
import { beginRun } from './begin-run.ts';
import { observedStep } from './nights/observed-step.ts';
import { measureQuarantine } from './nights/run-metrics.ts';
import { runMetrics, stepWatch } from './nights/step-watch.services.ts';
import { beginRunServices, observationsForRuns } from './scoring-steps.services.ts';

/** Step 1 of a run. The clock is read here: use cases have none. The batches go to the next step as an object: a state has room for 256 KiB. */
export async function handler(event: unknown): Promise<BeginRunResponse> {
  const work = async () => {
    const { request, execution } = beginStepRequestSchema.parse(event);
    return beginRun(request, new Date().toISOString(), beginRunServices(), execution);
  };
  const { run_id, as_of, batches } = await observedStep('Begin', { run_id: null }, work, stepWatch());
  await measureQuarantine(observationsForRuns(), runMetrics()).catch((error: Error) =>
    logger().warn('what waits in quarantine could not be counted; the run goes on', { run_id, error }),
  );
  return { run_id, as_of, batches: batches.length, plan: runObjects.plan(run_id) };
}
