/**
 * The environment of each kind of function, once: the infrastructure has to supply exactly these variables, and the function reads them
 * through the same schema, so a forgotten variable does not compile and a wrong value stops the first request with a clear error.
 */
import * as z from 'zod';
import { clientSchema, SCOPE_NAMES } from '../api/access.ts';

const logLevel = z.enum(['debug', 'info', 'warn', 'error'], 'choose debug, info, warn or error');

/**
 * `https://risk.example,http://localhost:*`: `:*` stands for any port of the host. Empty: no browser page of another origin may read responses. Never `*` alone.
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

/** Functions that serve requests without the store: documentation, health, unknown routes. */
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
  /** Proof that a request came through our CloudFront distribution; empty: there is none in front, and its headers are not believed. */
  EDGE_PROOF: z.string().default(''),
  /** One in so many good and quick answers has a line in the log; errors, slow answers and first ones all have. */
  REQUESTS_PER_LOG_LINE: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, 'write a whole number from 1 to 9999')
    .transform(Number)
    .default(1),
  /** Under which CloudWatch keeps what is measured; empty: nothing is. */
  METRICS_NAMESPACE: z.string().default(''),
});

/** Environment of the function that reports, without a key, whether a run is published. */
export const healthEnvironmentSchema = describingApiEnvironmentSchema.extend({ SCORES_TABLE_NAME: z.string().min(3) });

/** Principal of IAM -> the client that it is and what it may do. */
export const iamClientsSchema = z.record(
  z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)[/][\w+=,.@-]+$/, 'the ARN of a role or user without its path'),
  z.strictObject({ client: clientSchema, scopes: z.array(z.enum(SCOPE_NAMES)).min(1) }),
);
export type IamClients = z.output<typeof iamClientsSchema>;

/** Who may call the service. `open`: everybody who reaches the address. Closed when not given. */
export const accessEnvironmentSchema = z.object({
  ACCESS: z.enum(['open', 'keys'], 'choose open or keys').default('keys'),
  /** Keys, responses by Idempotency-Key, shared limits. */
  ACCESS_TABLE_NAME: z.string().min(3),
  /** Seconds for which a function takes a key that it has just read; 0 on one machine, where reading it costs nothing. */
  KEYS_REMEMBERED_SECONDS: z
    .string()
    .regex(/^[0-9]$/, 'write a whole number from 0 to 9')
    .transform(Number)
    .default(5),
  /** Whether a token that the gateway has verified shows who asks, beside keys. */
  TOKENS: z.enum(['on', 'off'], 'choose on or off').default('off'),
  /** JSON: who a request is from whose signature the gateway has verified. */
  IAM_CLIENTS: z
    .string()
    .default('{}')
    .transform((text) => JSON.parse(text))
    .pipe(iamClientsSchema),
});

/** Functions that ask for a key and read no scores. */
export const guardedApiEnvironmentSchema = describingApiEnvironmentSchema.extend(accessEnvironmentSchema.shape);

/** Functions that read what runs have published. */
export const readingApiEnvironmentSchema = guardedApiEnvironmentSchema.extend({
  SCORES_TABLE_NAME: z.string().min(3),
  /** Objects of runs: explanations, and documents that are too large for an item. */
  SNAPSHOTS_BUCKET_NAME: z.string().min(3),
});

/** Functions that read or write observations, and custom suppliers. */
export const signalsApiEnvironmentSchema = readingApiEnvironmentSchema.extend({
  SIGNALS_TABLE_NAME: z.string().min(3),
});

type Values<S extends z.ZodType> = { readonly [Name in keyof z.input<S>]-?: Exclude<z.input<S>[Name], undefined> };

/** Environment variables that the infrastructure must set for this kind of function: strings, including those that have a default. */
export type DescribingApiEnvironment = Values<typeof describingApiEnvironmentSchema>;
export type HealthEnvironment = Values<typeof healthEnvironmentSchema>;
export type GuardedApiEnvironment = Values<typeof guardedApiEnvironmentSchema>;
export type ReadingApiEnvironment = Values<typeof readingApiEnvironmentSchema>;
export type SignalsApiEnvironment = Values<typeof signalsApiEnvironmentSchema>;
