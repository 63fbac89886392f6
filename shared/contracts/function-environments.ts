/**
 * The environment of each kind of function, once: the infrastructure has to supply exactly these variables, and the function reads them
 * through the same schema, so a forgotten variable does not compile and a wrong value stops the first request with a clear error.
 */
import * as z from 'zod';

const logLevel = z.enum(['debug', 'info', 'warn', 'error']);

/** `https://risk.example,http://localhost:3000`; empty: no browser page of another origin may read answers. Never `*`. */
const corsAllowedOrigins = z
  .string()
  .transform((list) => list.split(',').flatMap((origin) => (origin.trim() === '' ? [] : [origin.trim()])))
  .pipe(z.array(z.string().regex(/^https?:\/\/[A-Za-z0-9.[\]:-]+$/, 'an origin is scheme and host, without a path: https://risk.example')));

/** Functions that answer without the store: documentation, health, unknown routes. */
export const describingApiEnvironmentSchema = z.object({
  LOG_LEVEL: logLevel,
  CORS_ALLOWED_ORIGINS: corsAllowedOrigins,
  /** Part of every ETag, so that a deployment never answers 304 for a body that it would shape differently. */
  CODE_VERSION: z.string().min(1),
});

/** Functions that read what runs have published. */
export const readingApiEnvironmentSchema = describingApiEnvironmentSchema.extend({
  SCORES_TABLE_NAME: z.string().min(3),
});

/** What the infrastructure has to write: strings. */
export type DescribingApiEnvironment = z.input<typeof describingApiEnvironmentSchema>;
export type ReadingApiEnvironment = z.input<typeof readingApiEnvironmentSchema>;
