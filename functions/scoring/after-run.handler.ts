import { runStepRequestSchema } from '#contracts/run/run-messages.ts';
import { logger } from '#functions/runtime/logger.ts';
import { afterRun } from './after-run.ts';
import { observedStep } from './nights/observed-step.ts';
import { measureSignals } from './nights/run-metrics.ts';
import { runMetrics, stepWatch } from './nights/step-watch.services.ts';
import { afterRunServices } from './publishing-steps.services.ts';

/** Step 5 of a run: history, changes, events, and the time to live of what it superseded. */
export const handler = async (event: unknown) => {
  const { run_id } = runStepRequestSchema.parse(event);
  const services = afterRunServices();
  const done = await observedStep('After', { run_id }, () => afterRun(run_id, new Date().toISOString(), services), stepWatch());
  await measureSignals(run_id, services.scores, runMetrics()).catch((error: Error) =>
    logger().warn('the age of the signals could not be measured; the run is done', { run_id, error }),
  );
  return done;
};
