import * as z from 'zod';
import { type RunPaceEnvironment, runPaceEnvironmentSchema } from './run-pace.ts';

export const measuringEnvironmentSchema = z.object({
  /** Empty: nothing is measured. */
  METRICS_NAMESPACE: z.string().default(''),
});

export const scoringEnvironmentSchema = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']),
  /** A batch refuses a run of other code. */
  CODE_VERSION: z.string().min(1),
  SCORES_TABLE_NAME: z.string().min(3),
  SNAPSHOTS_BUCKET_NAME: z.string().min(3),
  METRICS_NAMESPACE: z.string(),
});
export const afterRunEnvironmentSchema = scoringEnvironmentSchema.extend({
  EVENT_BUS_ARN: z.string().min(1),
});

export const runStepsEnvironmentSchema = afterRunEnvironmentSchema.extend({
  SIGNALS_TABLE_NAME: z.string().min(3),
});
export type RunStepsEnvironment = z.input<typeof runStepsEnvironmentSchema>;

export const scoreBatchEnvironmentSchema = scoringEnvironmentSchema.extend({
  SIGNALS_TABLE_NAME: z.string().min(3),
});
export type ScoreBatchEnvironment = z.input<typeof scoreBatchEnvironmentSchema>;

export const watchRunsEnvironmentSchema = afterRunEnvironmentSchema.extend({
  RUN_MACHINE_ARN: z.string().min(1),
  ...runPaceEnvironmentSchema.shape,
});
export type WatchRunsEnvironment = z.input<typeof watchRunsEnvironmentSchema> & RunPaceEnvironment;
