import * as z from 'zod';
import {
  buyer,
  cursor,
  lang,
  languageQuery,
  limit,
  noPath,
  noQuery,
  type RequestContract,
} from './request-parts.ts';

export const runsRequest = {
  path: noPath,
  query: z.strictObject({ limit: limit(20), cursor }),
} as const satisfies RequestContract;

export const runRequest = {
  path: z.strictObject({
    id: z
      .string()
      .regex(/^r[0-9]{10}$/, '`r` and ten digits, for example r0000000001')
      .describe('Id of the run.'),
  }),
  query: noQuery,
} as const satisfies RequestContract;

export const methodologyRequest = { path: noPath, query: languageQuery } as const satisfies RequestContract;

export const plainRequest = {
  path: noPath,
  query: noQuery,
  scope: 'public',
} as const satisfies RequestContract;

/** Load balancers call it before they send traffic. */
export const healthRequest = {
  path: noPath,
  query: z.strictObject({
    probe: z
      .literal('ready', 'ready')
      .optional()
      .describe(
        '`ready`: 200 when there are scores to serve, 503 until the first run is published. Not given: 200 whenever the service runs.',
      ),
  }),
  scope: 'public',
} as const satisfies RequestContract;

export const metricsRequest = {
  path: noPath,
  query: z.strictObject({ buyer }),
} as const satisfies RequestContract;

/** A key with which nothing may be read is of no use to a page. */
export const sessionRequest = { path: noPath, query: noQuery } as const satisfies RequestContract;

export const statusRequest = { path: noPath, query: languageQuery } as const satisfies RequestContract;

export const trackRecordRequest = {
  path: noPath,
  query: z.strictObject({
    outcome: z
      .enum(['score', 'scarce'])
      .default('score')
      .describe('Whose misses are listed: those of the score, or of scarcity.'),
    limit: limit(20),
    cursor,
    lang,
  }),
} as const satisfies RequestContract;

export const trackRecordLinksRequest = {
  path: noPath,
  query: z.strictObject({
    order: z
      .enum(['oldest_first', 'newest_first'])
      .default('oldest_first')
      .describe('From the first link, or from the head.'),
    sheet: z
      .string()
      .regex(
        /^r[0-9]{10}:(element|supplier|country):[A-Z]{3}:[0-9]{1,4}$/,
        'run, type, buyer and part, for example r0000000001:element:JPN:0',
      )
      .optional()
      .describe(
        'This sheet of forecasts instead of links: run, type, buyer and part, `r0000000001:element:JPN:0`.',
      ),
    limit: limit(100),
    cursor: cursor.describe(
      '`next_cursor` of the page before. Keep every other parameter as it was. It stays good when runs are published.',
    ),
  }),
} as const satisfies RequestContract;
