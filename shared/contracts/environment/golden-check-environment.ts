import * as z from 'zod';

/** Environment of the function that scores the golden cases before a deployment changes any other. */
export const goldenCheckEnvironmentSchema = z.object({
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']),
  /** Names the code that it was deployed with. */
  CODE_VERSION: z.string().min(1),
});
export type GoldenCheckEnvironment = z.input<typeof goldenCheckEnvironmentSchema>;
