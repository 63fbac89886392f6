/** Environment of the functions that make a run; see function-environments for those of the API. */
import * as z from 'zod';

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
export const afterRunEnvironmentSchema = scoringEnvironmentSchema.extend({ EVENT_BUS_ARN: z.string().min(1) });
export type AfterRunEnvironment = z.input<typeof afterRunEnvironmentSchema>;

/** The first step also reads the observations that came in, and finishes what the run before has left of its last step. */
export const beginRunEnvironmentSchema = afterRunEnvironmentSchema.extend({ SIGNALS_TABLE_NAME: z.string().min(3) });
export type BeginRunEnvironment = z.input<typeof beginRunEnvironmentSchema>;

/** The steps for custom suppliers read what clients have stored. */
export const ownScoringEnvironmentSchema = scoringEnvironmentSchema.extend({ SIGNALS_TABLE_NAME: z.string().min(3) });
export type OwnScoringEnvironment = z.input<typeof ownScoringEnvironmentSchema>;

/** Environment variables that the infrastructure must set for the steps of a run, as strings. */
export type ScoringEnvironment = z.input<typeof scoringEnvironmentSchema>;

/** Environment of the function that starts a run when facts came in. */
export const startRunEnvironmentSchema = scoringEnvironmentSchema
  .pick({ LOG_LEVEL: true, CODE_VERSION: true, SCORES_TABLE_NAME: true, METRICS_NAMESPACE: true })
  .extend({ RUN_MACHINE_ARN: z.string().min(1) });
export type StartRunEnvironment = z.input<typeof startRunEnvironmentSchema>;
