import * as z from 'zod';
import { buyer, contract, cursor, lang, languageQuery, limit, runId } from './request-parts.ts';

export const runsRequest = contract({
  query: z.strictObject({ limit: limit(20), cursor }),
});

export const runRequest = contract({
  path: z.strictObject({
    id: runId.describe('Id of the run.'),
  }),
});

export const methodologyRequest = contract({ query: languageQuery });

export const plainRequest = contract({
  scope: 'public',
});

/** Load balancers call it before they send traffic. */
export const healthRequest = contract({
  query: z.strictObject({
    probe: z
      .literal('ready', 'ready')
      .optional()
      .describe(
        '`ready`: 200 when there are scores to serve, 503 until the first run is published. Not given: 200 whenever the service runs.',
      ),
  }),
  scope: 'public',
});

export const metricsRequest = contract({
  query: z.strictObject({ buyer }),
});

/** A key with which nothing may be read is of no use to a page. */
export const sessionRequest = contract({});

export const statusRequest = contract({ query: languageQuery });

export const trackRecordRequest = contract({
  query: z.strictObject({
    outcome: z
      .enum(['score', 'scarce'])
      .default('score')
      .describe('Whose misses are listed: those of the score, or of scarcity.'),
    limit: limit(20),
    cursor,
    lang,
  }),
});

export const trackRecordLinksRequest = contract({
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
});

/** JSON-RPC, which the tools read themselves. */
export const toolsRequest = contract({});
