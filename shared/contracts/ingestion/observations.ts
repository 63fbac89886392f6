/** Observations of the three theatres, as they are sent, kept and answered. */
import * as z from 'zod';
import { calendarDate, cursor, limit, noPath, noQuery, type RequestContract } from '../api/request-parts.ts';
import { nextCursor, pageLinksSchema } from '../api/scores/score-response.ts';

const MAX_OBSERVATIONS = 1000;

const advice = 'a whole number from 0 to 100000';
const count = z.int().min(0, advice).max(100_000, advice);
const text = (most: number) => z.string().trim().min(1, `1 to ${most} characters`).max(most, `1 to ${most} characters`);

const saidShape = {
  known_from: calendarDate
    .optional()
    .describe('Day on which the publisher made it public; the day it is received when not given. Earlier days are scored without it.'),
  source: text(200).describe('Who published it.'),
  source_url: z
    .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
    .max(500, 'at most 500 characters')
    .nullable()
    .default(null),
  definition: text(200).default('as published').describe('What is counted, where the publisher has changed that.'),
};

/** By series, so that a mistake names the fields of the series that was meant. */
export const observationSchemas = {
  taiwan_strait: z.strictObject({
    series: z.literal('taiwan_strait'),
    date: calendarDate.describe('Day of the report; it covers the 24 hours to 06:00 of that day.'),
    values: z
      .strictObject({
        aircraft: count.nullable(),
        crossed_median_or_adiz: count.nullable().default(null),
        navy_ships: count.nullable().default(null),
        official_ships: count.nullable().default(null),
      })
      .describe('Counts of the report; null where it gives none.'),
    ...saidShape,
    definition: z
      .enum(['all_detected', 'adiz_only'])
      .default('all_detected')
      .describe('Which aircraft are counted: all that were detected, or those in the air defence zone only. Definitions are never mixed.'),
  }),
  senkaku: z.strictObject({
    series: z.literal('senkaku'),
    date: calendarDate.describe('The day that was counted.'),
    values: z.strictObject({ contiguous_zone_vessels: count, territorial_sea_vessels: count }),
    ...saidShape,
  }),
  carriers: z.strictObject({
    series: z.literal('carriers'),
    id: z
      .string()
      .regex(/^[A-Za-z0-9._-]{1,64}$/, '1 to 64 letters, digits, dots, hyphens or underscores')
      .describe('Id of the deployment.'),
    date: calendarDate.describe('First day of the deployment.'),
    values: z.strictObject({
      carrier: text(60),
      scope: z.enum(['pacific', 'strait', 'scs']),
      end: calendarDate.nullable().default(null).describe('Last day; null while it goes on.'),
      flight_operations_total: count.nullable().default(null),
    }),
    ...saidShape,
  }),
} as const;
const series = Object.keys(observationSchemas) as [keyof typeof observationSchemas, ...(keyof typeof observationSchemas)[]];
export type SentObservation = z.output<(typeof observationSchemas)[keyof typeof observationSchemas]>;

/** Items are read one by one: a bad one is put into quarantine and holds no other up. */
export const postSignalsRequest = {
  path: noPath,
  query: noQuery,
  scope: 'signals:write',
  body: z.strictObject({
    observations: z
      .array(
        z.looseObject({
          series: z
            .unknown()
            .optional()
            .describe(`One of ${series.join(', ')}.`),
        }),
      )
      .min(1, 'at least one observation')
      .max(MAX_OBSERVATIONS, `at most ${MAX_OBSERVATIONS} observations`)
      .describe(
        'Each has `series`, `date`, `values`, `source` (who published it), and if known `source_url`, `known_from` (day it became public), `definition`. Counts are whole numbers. taiwan_strait, `date` of the report: `aircraft`, `crossed_median_or_adiz`, `navy_ships`, `official_ships`, null where the report gives none. senkaku: `contiguous_zone_vessels`, `territorial_sea_vessels`. carriers, `date` of the first day, with an `id` of the deployment beside it: `carrier` (name), `scope` (pacific, strait or scs), `end` (last day; null while it goes on), `flight_operations_total`. What does not fit goes into quarantine with the reason.',
      ),
  }),
} as const satisfies RequestContract;

export const quarantineRequest = {
  path: noPath,
  query: z.strictObject({ limit: limit(100), cursor }),
  scope: 'signals:write',
} as const satisfies RequestContract;

export const decideRequest = {
  path: z.strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'the 32 hexadecimal digits of `id` in the list')
      .describe('Id of the observation in quarantine.'),
  }),
  query: noQuery,
  scope: 'signals:write',
  body: z.strictObject({
    decision: z
      .enum(['release', 'discard'])
      .describe('release: it is right after all and is used. discard: it is wrong and is never used.'),
    note: text(500).describe('Why; it stays in the record.'),
  }),
} as const satisfies RequestContract;

const resultSchema = z
  .strictObject({
    index: z.int().describe('Place in the request, from 0.'),
    status: z
      .string()
      .describe(
        '`accepted`: new. `corrected`: differs from what was known of that day, both are kept. `duplicate`: known already. `quarantined`: see `reasons`.',
      ),
    id: z.string().nullable().describe('Evidence id of the observation, or its id in quarantine.'),
    reasons: z.array(z.string()).describe('Why it is in quarantine; empty otherwise.'),
  })
  .describe('What became of one observation.');

export const postSignalsResponseSchema = z
  .strictObject({
    accepted: z.int(),
    corrected: z.int(),
    duplicate: z.int(),
    quarantined: z.int(),
    results: z.array(resultSchema).describe('In the order of the request.'),
  })
  .describe(
    'What became of each observation. All of them are stored when this is answered; the next run uses those that are not in quarantine.',
  );

export const quarantinedSchema = z
  .strictObject({
    id: z.string(),
    status: z.string().describe('waiting, released or discarded.'),
    reasons: z.array(z.string()),
    releasable: z.boolean().describe('Whether it can be used as it is; false when it does not have the shape of an observation.'),
    observation: z.unknown().describe('As it was sent.'),
    received_at: z.string(),
    sent_by: z.string().describe('The client that sent it.'),
    decided_at: z.string().nullable(),
    decided_by: z.string().nullable(),
    note: z.string().nullable(),
  })
  .describe('An observation that was not taken.');
export type Quarantined = z.output<typeof quarantinedSchema>;

export const quarantinePageSchema = z
  .strictObject({
    data: z.array(quarantinedSchema).describe('In the order of their senders and ids.'),
    next_cursor: nextCursor,
    links: pageLinksSchema,
  })
  .describe('Observations in quarantine, decided ones too.');
