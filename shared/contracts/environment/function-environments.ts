/**
 * The environment of each kind of function, once: the infrastructure has to supply exactly these variables,
 * and the function reads them
 * through the same schema, so a forgotten variable does not compile and a wrong value stops the first request
 * with a clear error.
 */
import * as z from 'zod';
import { privateHostsSetting } from './private-hosts.ts';
import { type RunPaceEnvironment, runPaceEnvironmentSchema } from './run-pace.ts';

const logLevel = z.enum(['debug', 'info', 'warn', 'error'], 'choose debug, info, warn or error');

/**
 * `https://risk.example,http://localhost:*`: `:*` stands for any port of the host. Empty: no browser page of
 * another origin may read responses. Never `*` alone.
 */
const corsAllowedOrigins = z
  .string()
  .transform((list) => list.split(',').flatMap((origin) => (origin.trim() === '' ? [] : [origin.trim()])))
  .pipe(
    z.array(
      z.string().regex(/^https?:\/\/[A-Za-z0-9.[\]:-]+?(:[*])?$/, {
        error: ({ input }) =>
          `"${input}" is no origin; write scheme and host without a path, as https://risk.example or http://localhost:*`,
      }),
    ),
  );

/** What every answer needs, those without a store included. */
export const describingApiEnvironmentSchema = z.object({
  LOG_LEVEL: logLevel,
  CORS_ALLOWED_ORIGINS: corsAllowedOrigins,
  /**
   * Part of every ETag, so that a deployment never answers 304 for a body that it would shape differently.
   */
  CODE_VERSION: z.string().min(1),
  /** Requests of one key, or of one address without a key, per minute and process. */
  RATE_LIMIT_PER_MINUTE: z
    .string()
    .regex(/^[1-9][0-9]{0,6}$/, 'write a whole number from 1 to 9999999')
    .transform(Number)
    .default(600),
  /**
   * Proof that a request came through our CloudFront distribution; empty: there is none in front, and its
   * headers are not believed.
   */
  EDGE_PROOF: z.string().default(''),
  /** Whether requests without that proof are refused: a firewall stands at the distribution. */
  ONLY_THROUGH_EDGE: z.enum(['yes', 'no'], 'choose yes or no').default('no'),
  /**
   * One in so many good and quick answers to reads has a line in the log; writes, errors, slow answers and
   * first ones all have.
   */
  REQUESTS_PER_LOG_LINE: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, 'write a whole number from 1 to 9999')
    .transform(Number)
    .default(1),
  /** Under which CloudWatch keeps what is measured; empty: nothing is. */
  METRICS_NAMESPACE: z.string().default(''),
});

/** Who may call the service. `open`: everybody who reaches the address. Closed when not given. */
export const accessEnvironmentSchema = z.object({
  ACCESS: z.enum(['open', 'keys'], 'choose open or keys').default('keys'),
  /** Keys, responses by Idempotency-Key, shared limits. */
  ACCESS_TABLE_NAME: z.string().min(3),
  /**
   * Seconds for which a function takes a key that it has just read; 0 on one machine, where reading it costs
   * nothing.
   */
  KEYS_REMEMBERED_SECONDS: z
    .string()
    .regex(/^[0-9]$/, 'write a whole number from 0 to 9')
    .transform(Number)
    .default(5),
  /** Issuer of tokens (JWT) that show who asks, beside keys; empty: there are none. */
  JWT_ISSUER: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https$/, error: 'write an address, as https://issuer.example/pool' }),
    ])
    .default(''),
  /** Audiences of those tokens, separated by commas. */
  JWT_AUDIENCES: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((one) => one !== '')),
});

/** The functions of the API. */
export const apiEnvironmentSchema = describingApiEnvironmentSchema.extend({
  ...accessEnvironmentSchema.shape,
  ...runPaceEnvironmentSchema.shape,
  SCORES_TABLE_NAME: z.string().min(3),
  /** Objects of runs: explanations, and documents that are too large for an item. */
  SNAPSHOTS_BUCKET_NAME: z.string().min(3),
  /** Observations, and what clients have stored. */
  SIGNALS_TABLE_NAME: z.string().min(3),
  /** Who has to accept a public measure before it counts: another key than it was entered with, or nobody. */
  MEASURE_REVIEW: z
    .enum(['second_person', 'one_person'], 'choose second_person or one_person')
    .default('second_person'),
  WEBHOOK_PRIVATE_HOSTS: privateHostsSetting,
  /** Whether alerts are published on a topic for mail, too. */
  ALERT_MAIL: z.enum(['topic', 'none']).default('none'),
});

/** Environment variables that the infrastructure must set: strings, including those that have a default. */
export type ApiEnvironment = RunPaceEnvironment & {
  readonly [Name in keyof z.input<typeof apiEnvironmentSchema>]-?: Exclude<
    z.input<typeof apiEnvironmentSchema>[Name],
    undefined
  >;
};
