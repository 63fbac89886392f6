import * as z from 'zod';

const count = z
  .string()
  .regex(/^[1-9][0-9]{0,3}$/, 'write a whole number from 1 to 9999')
  .transform(Number);

export const runPaceEnvironmentSchema = z.object({
  MINUTES_BETWEEN_RUNS: count.default(1),
  MOST_RUNS_A_DAY: count.default(1440),
});
export type RunPaceEnvironment = Readonly<Record<keyof typeof runPaceEnvironmentSchema.shape, string>>;
