import { runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { completeRun } from './complete-run.ts';
import { observedStep } from './nights/observed-step.ts';
import { measureResults } from './nights/run-metrics.ts';
import { runMetrics, stepWatch } from './nights/step-watch.services.ts';
import { pinnedRunServices } from './scoring-steps.services.ts';

/** Step 3 of a run: fan-in and guard. */
export const handler = async (event: unknown) => {
  const { run_id } = runStepRequestSchema.parse(event);
  const completed = await observedStep(
    'Complete',
    { run_id },
    () => completeRun(run_id, new Date().toISOString(), pinnedRunServices()),
    stepWatch(),
  );
  measureResults(completed, runMetrics());
  return completed;
};
