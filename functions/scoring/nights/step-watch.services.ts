import { measuringEnvironmentSchema } from '#contracts/environment/scoring-environment.ts';
import { cloudWatchMetrics, type Metrics } from '#functions/http/metrics.ts';
import { oncePerColdStart } from '#functions/runtime/once-per-cold-start.ts';
import { readEnvironment } from '#functions/runtime/read-environment.ts';
import { capacityUsed } from '#functions/store/dynamodb-table.ts';
import type { StepWatch } from './observed-step.ts';

/** The log of this function, from which CloudWatch makes metrics. */
export const runMetrics: () => Metrics = oncePerColdStart(() =>
  cloudWatchMetrics(readEnvironment(measuringEnvironmentSchema).METRICS_NAMESPACE),
);

/** How a step of a run is watched on AWS. */
export const stepWatch: () => StepWatch = oncePerColdStart(() => ({
  metrics: runMetrics(),
  capacityUsed,
  clock: () => performance.now(),
  level: 'info',
}));
