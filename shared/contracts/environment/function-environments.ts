/**
 * The environment of each kind of function, once: the infrastructure has to supply exactly these variables, and the function reads them
 * through the same schema, so a forgotten variable does not compile and a wrong value stops the first request with a clear error.
 */
import * as z from 'zod';

const logLevel = z.enum(['debug', 'info', 'warn', 'error'], 'choose debug, info, warn or error');

/** `https://risk.example,http://localhost:3000`; empty: no browser page of another origin may read answers. Never `*`. */
const corsAllowedOrigins = z
  .string()
  .transform((list) => list.split(',').flatMap((origin) => (origin.trim() === '' ? [] : [origin.trim()])))
  .pipe(
    z.array(
      z.string().regex(/^https?:\/\/[A-Za-z0-9.[\]:-]+$/, {
        error: ({ input }) => `"${input}" is no origin; write scheme and host without a path, as https://risk.example`,
      }),
    ),
  );

/** Functions that answer without the store: documentation, health, unknown routes. */
export const describingApiEnvironmentSchema = z.object({
  LOG_LEVEL: logLevel,
  CORS_ALLOWED_ORIGINS: corsAllowedOrigins,
  /** Part of every ETag, so that a deployment never answers 304 for a body that it would shape differently. */
  CODE_VERSION: z.string().min(1),
  /** Requests of one key, or of one address without a key, per minute and process. */
  RATE_LIMIT_PER_MINUTE: z
    .string()
    .regex(/^[1-9][0-9]{0,6}$/, 'write a whole number from 1 to 9999999')
    .transform(Number)
    .default(600),
});

/** The function that says whether a run is published, to everybody. */
export const healthEnvironmentSchema = describingApiEnvironmentSchema.extend({ SCORES_TABLE_NAME: z.string().min(3) });

/** Who is let in. `open`: everybody who reaches the address; closed when nothing is said. */
export const accessEnvironmentSchema = z.object({
  ACCESS: z.enum(['open', 'keys'], 'choose open or keys').default('keys'),
  /** Keys, answers by Idempotency-Key, shared limits. */
  ACCESS_TABLE_NAME: z.string().min(3),
});

/** Functions that ask for a key and read no scores. */
export const guardedApiEnvironmentSchema = describingApiEnvironmentSchema.extend(accessEnvironmentSchema.shape);

/** Functions that read what runs have published. */
export const readingApiEnvironmentSchema = guardedApiEnvironmentSchema.extend({
  SCORES_TABLE_NAME: z.string().min(3),
});

/** Functions that read or write observations, and custom suppliers. */
export const signalsApiEnvironmentSchema = readingApiEnvironmentSchema.extend({
  SIGNALS_TABLE_NAME: z.string().min(3),
});

type Values<S extends z.ZodType> = { readonly [Name in keyof z.input<S>]-?: Exclude<z.input<S>[Name], undefined> };

/** What the infrastructure has to write: strings, those with a default too. */
export type DescribingApiEnvironment = Values<typeof describingApiEnvironmentSchema>;
export type HealthEnvironment = Values<typeof healthEnvironmentSchema>;
export type GuardedApiEnvironment = Values<typeof guardedApiEnvironmentSchema>;
export type ReadingApiEnvironment = Values<typeof readingApiEnvironmentSchema>;
export type SignalsApiEnvironment = Values<typeof signalsApiEnvironmentSchema>;
