/** Environment of the functions that make a run; see function-environments for those of the API. */
import * as z from 'zod';
import { type RunPaceEnvironment, runPaceEnvironmentSchema } from './run-pace.ts';

/** Environment of functions that measure. */
export const measuringEnvironmentSchema = z.object({
  /** Under which CloudWatch keeps what is measured; empty: nothing is. */
  METRICS_NAMESPACE: z.string().default(''),
});

export const scoringEnvironmentSchema = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']),
  /** Stands in the record of every run; a batch refuses a run of other code. */
  CODE_VERSION: z.string().min(1),
  SCORES_TABLE_NAME: z.string().min(3),
  SNAPSHOTS_BUCKET_NAME: z.string().min(3),
  METRICS_NAMESPACE: z.string(),
});
/** Environment of the last step of a run, which also sends events. */
export const afterRunEnvironmentSchema = scoringEnvironmentSchema.extend({
  EVENT_BUS_ARN: z.string().min(1),
});

/**
 * Environment of the function that serves the steps of a run: the first also reads what clients have stored.
 */
export const runStepsEnvironmentSchema = afterRunEnvironmentSchema.extend({
  SIGNALS_TABLE_NAME: z.string().min(3),
});
export type RunStepsEnvironment = z.input<typeof runStepsEnvironmentSchema>;

/** The steps for custom suppliers read what clients have stored. */
export const scoreBatchEnvironmentSchema = scoringEnvironmentSchema.extend({
  SIGNALS_TABLE_NAME: z.string().min(3),
});
export type ScoreBatchEnvironment = z.input<typeof scoreBatchEnvironmentSchema>;

/** Environment of the function that starts runs, and records executions that ended badly. */
export const watchRunsEnvironmentSchema = afterRunEnvironmentSchema.extend({
  RUN_MACHINE_ARN: z.string().min(1),
  ...runPaceEnvironmentSchema.shape,
});
export type WatchRunsEnvironment = z.input<typeof watchRunsEnvironmentSchema> & RunPaceEnvironment;
