/** A forgotten variable does not compile, a wrong value stops the first request. */
import * as z from 'zod';
import { privateHostsSetting } from './private-hosts.ts';
import { type RunPaceEnvironment, runPaceEnvironmentSchema } from './run-pace.ts';

const logLevel = z.enum(['debug', 'info', 'warn', 'error'], 'choose debug, info, warn or error');

/** `:*` stands for any port. Empty: no page of another origin may read responses. */
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

export const describingApiEnvironmentSchema = z.object({
  LOG_LEVEL: logLevel,
  CORS_ALLOWED_ORIGINS: corsAllowedOrigins,
  /** Part of every ETag: no deployment answers 304 for a body that it would shape differently. */
  CODE_VERSION: z.string().min(1),
  /** Of one key, or one address without a key, per minute and process. */
  RATE_LIMIT_PER_MINUTE: z
    .string()
    .regex(/^[1-9][0-9]{0,6}$/, 'write a whole number from 1 to 9999999')
    .transform(Number)
    .default(600),
  /** Of our CloudFront distribution; empty: there is none, and its headers are not believed. */
  EDGE_PROOF: z.string().default(''),
  ONLY_THROUGH_EDGE: z.enum(['yes', 'no'], 'choose yes or no').default('no'),
  /** Of good and quick reads; all others have a line each. */
  REQUESTS_PER_LOG_LINE: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, 'write a whole number from 1 to 9999')
    .transform(Number)
    .default(1),
  /** Empty: nothing is measured. */
  METRICS_NAMESPACE: z.string().default(''),
});

/** Closed when not given. */
export const accessEnvironmentSchema = z.object({
  ACCESS: z.enum(['open', 'keys'], 'choose open or keys').default('keys'),
  ACCESS_TABLE_NAME: z.string().min(3),
  /** For so long a key is not read again; 0 on one machine. */
  KEYS_REMEMBERED_SECONDS: z
    .string()
    .regex(/^[0-9]$/, 'write a whole number from 0 to 9')
    .transform(Number)
    .default(5),
  /** Empty: there are no tokens. */
  JWT_ISSUER: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https$/, error: 'write an address, as https://issuer.example/pool' }),
    ])
    .default(''),
  /** Separated by commas. */
  JWT_AUDIENCES: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((one) => one !== '')),
});

export const apiEnvironmentSchema = describingApiEnvironmentSchema.extend({
  ...accessEnvironmentSchema.shape,
  ...runPaceEnvironmentSchema.shape,
  SCORES_TABLE_NAME: z.string().min(3),
  SNAPSHOTS_BUCKET_NAME: z.string().min(3),
  SIGNALS_TABLE_NAME: z.string().min(3),
  MEASURE_REVIEW: z
    .enum(['second_person', 'one_person'], 'choose second_person or one_person')
    .default('second_person'),
  WEBHOOK_PRIVATE_HOSTS: privateHostsSetting,
  ALERT_MAIL: z.enum(['topic', 'none']).default('none'),
});

export type ApiEnvironment = RunPaceEnvironment & {
  readonly [Name in keyof z.input<typeof apiEnvironmentSchema>]-?: Exclude<
    z.input<typeof apiEnvironmentSchema>[Name],
    undefined
  >;
};
