import * as z from 'zod';
import type { LoggedSeries, RegisteredSignal } from '#domain/signals/registry.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import {
  SECURITY_EVENT_KINDS,
  SECURITY_EVENT_WATERS,
  SHORTAGE_KINDS,
  SHORTAGE_SEVERITIES,
} from '#domain/vocabulary/reference-data.ts';
import { anyId, calendarDate, orNull, wholeBetween } from '../api/request-parts.ts';
import { measureValues } from './measures.ts';

const observedCount = wholeBetween(0, 100_000);

const observedText = (most: number) =>
  z.string().trim().min(1, `1 to ${most} characters`).max(most, `1 to ${most} characters`);

const publicationShape = {
  known_from: calendarDate
    .optional()
    .describe(
      'Day on which the publisher made it public; the day it is received when not given. Earlier days are scored without it.',
    ),
  source: observedText(200).describe('Who published it.'),
  source_url: orNull(
    z
      .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
      .max(500, 'at most 500 characters'),
  ),
  definition: observedText(200)
    .default('as published')
    .describe('What is counted, where the publisher has changed that.'),
};

export type SeriesContract = Readonly<{
  /** For the description of the request; null: not taken over HTTP as an observation. */
  observationWords: string | null;
  /** One that has an `id` speaks of the thing with that id, else of its `date`. */
  observation: z.ZodObject;
}>;

// Daily reports of Taiwan's Ministry of National Defense.

const taiwanStraitContract = {
  observationWords:
    'taiwan_strait, `date` of the report: `aircraft`, `crossed_median`, `navy_ships`, `official_ships`, null where the report gives none.',
  observation: z
    .strictObject({
      series: z.literal('taiwan_strait'),
      date: calendarDate.describe('Day of the report; it covers the 24 hours to 06:00 of that day.'),
      values: z
        .strictObject({
          aircraft: observedCount.nullable(),
          crossed_median: orNull(observedCount),
          navy_ships: orNull(observedCount),
          official_ships: orNull(observedCount),
        })
        .describe('Counts of the report; null where it gives none.'),
      ...publicationShape,
      definition: z
        .enum(['all_detected', 'adiz_only'])
        .default('all_detected')
        .describe(
          'Which aircraft are counted: all that were detected, or those in the air defence zone only. Definitions are never mixed.',
        ),
    })
    .superRefine(({ values: { aircraft, crossed_median } }, context) => {
      if (aircraft === null || crossed_median === null || crossed_median <= aircraft) return;
      const message = `at most ${aircraft}, as \`aircraft\` has no more`;
      context.addIssue({
        code: 'custom',
        path: ['values', 'crossed_median'],
        message,
        input: crossed_median,
      });
    }),
} as const satisfies SeriesContract;

// Daily table of the Japan Coast Guard, and events around Japan.

const senkakuContract = {
  observationWords: 'senkaku: `contiguous_zone_vessels`, `territorial_sea_vessels`.',
  observation: z.strictObject({
    series: z.literal('senkaku'),
    date: calendarDate.describe('The day that was counted.'),
    values: z.strictObject({
      contiguous_zone_vessels: observedCount,
      territorial_sea_vessels: observedCount,
    }),
    ...publicationShape,
  }),
} as const satisfies SeriesContract;

// Chinese aircraft carriers beyond the first island chain.

const scope = z.enum(['pacific', 'strait', 'scs']);
const notBefore = (first: string) => `a day that is not before \`date\`, ${first}`;

const carriersContract = {
  observationWords:
    'carriers: `carrier` (name), `scope` (pacific, strait or scs), `end` (last day; null while it goes on).',
  observation: z
    .strictObject({
      series: z.literal('carriers'),
      id: anyId.describe('Id of the deployment.'),
      date: calendarDate.describe('First day of the deployment.'),
      values: z.strictObject({
        carrier: observedText(60),
        scope,
        end: orNull(calendarDate).describe('Last day; null while it goes on.'),
      }),
      ...publicationShape,
    })
    .superRefine(({ date, values }, context) => {
      if (values.end !== null && values.end < date)
        context.addIssue({
          code: 'custom',
          path: ['values', 'end'],
          message: notBefore(date),
          input: values.end,
        });
    }),
} as const satisfies SeriesContract;

// In the order in which signals are listed.

export const SIGNAL_CONTRACTS = {
  taiwan_strait: taiwanStraitContract,
  senkaku: senkakuContract,
  carriers: carriersContract,
} as const satisfies Readonly<Record<RegisteredSignal, SeriesContract>>;

export const SIGNAL_NAMES = Object.keys(SIGNAL_CONTRACTS) as [RegisteredSignal, ...RegisteredSignal[]];

// Days that a collector has read.

const coverageContract = {
  observationWords: null,
  observation: z.strictObject({
    series: z.literal('coverage'),
    id: z.string().describe('Name of the source.'),
    date: calendarDate.describe('First day that was read.'),
    values: z.strictObject({
      spans: z.array(z.strictObject({ from: calendarDate, to: calendarDate })).min(1),
    }),
    ...publicationShape,
  }),
} as const satisfies SeriesContract;

// They come in by /v1/measures.

const measuresContract = {
  observationWords: null,
  observation: z.strictObject({
    series: z.literal('measures'),
    id: anyId,
    date: calendarDate,
    values: measureValues,
    ...publicationShape,
  }),
} as const satisfies SeriesContract;

const securityEventsContract = {
  observationWords:
    'security_events: `kind`, `theatre` (one of the method, or elsewhere), `actors` (names), `place`, `detail`, `passage`, `end_day`, `count`.',
  observation: z
    .strictObject({
      series: z.literal('security_events'),
      id: anyId.describe('Id of the event.'),
      date: calendarDate.describe('First day of the event.'),
      values: z.strictObject({
        kind: z.enum(SECURITY_EVENT_KINDS),
        theatre: z.enum(SECURITY_EVENT_WATERS),
        actors: z.array(observedText(60)).max(5, 'at most 5 actors'),
        place: observedText(200),
        detail: observedText(500),
        passage: orNull(observedText(2000)),
        end_day: orNull(calendarDate),
        day_precision: z.enum(['day', 'month', 'year']).default('day'),
        count: orNull(observedCount),
      }),
      ...publicationShape,
    })
    .superRefine(({ date, values: { end_day } }, context) => {
      if (end_day !== null && end_day < date)
        context.addIssue({
          code: 'custom',
          path: ['values', 'end_day'],
          message: notBefore(date),
          input: end_day,
        });
    }),
} as const satisfies SeriesContract;

// What users reported of their supply.

const shortagesContract = {
  observationWords:
    'shortages: `elements` (symbols), `product`, `buyer` (or ALL), `kind`, `severity`, `who`, `statement` in your own words, `cause`, `ends`.',
  observation: z
    .strictObject({
      series: z.literal('shortages'),
      id: anyId.describe('Id of the report.'),
      date: calendarDate.describe('First day that the report speaks of.'),
      values: z.strictObject({
        elements: z
          .array(z.string().regex(/^([A-Z][a-z]?|CaF2)$/, 'the symbol of an element, for example Dy'))
          .min(1, 'at least one element')
          .max(20, 'at most 20 elements'),
        product: observedText(200),
        buyer: z.enum([...BUYERS, 'ALL']),
        kind: z.enum(SHORTAGE_KINDS),
        severity: z.enum(SHORTAGE_SEVERITIES),
        speaks_for: z.enum(['user', 'trade', 'customs']).default('user'),
        who: observedText(200),
        statement: observedText(500),
        cause: observedText(200),
        ends: orNull(calendarDate).describe('Last day; null where the report names none.'),
      }),
      ...publicationShape,
    })
    .superRefine(({ date, values: { ends } }, context) => {
      if (ends !== null && ends < date)
        context.addIssue({ code: 'custom', path: ['values', 'ends'], message: notBefore(date), input: ends });
    }),
} as const satisfies SeriesContract;

/** A month that a customs counted, of which `date` is the last day. */
const tradeContract = {
  observationWords: null,
  observation: z.strictObject({
    series: z.literal('trade'),
    id: z.string().regex(/^[A-Z]{3}-(export|import)-\d{6,10}-[A-Z]{3}-\d{4}-\d{2}$/),
    date: calendarDate,
    values: z.strictObject({
      reporter: z.string(),
      flow: z.enum(['export', 'import']),
      code: z.string(),
      partner: z.string(),
      kg: z.number().min(0).nullable(),
      value: z.number().min(0).nullable(),
      currency: z.enum(['USD', 'EUR', 'JPY', 'CNY']).nullable(),
    }),
    ...publicationShape,
  }),
} as const satisfies SeriesContract;

/** Ships a day, week by week from the Monday of `date` on. */
const straitTransitsContract = {
  observationWords: null,
  observation: z.strictObject({
    series: z.literal('strait_transits'),
    id: z.string().describe('Id of the sea lane.'),
    date: calendarDate,
    values: z.strictObject({ ships: z.array(z.number().min(0)).min(1) }),
    ...publicationShape,
  }),
} as const satisfies SeriesContract;

/** By the names of `LOGGED_TABLES`. */
export const SERIES_CONTRACTS = {
  ...SIGNAL_CONTRACTS,
  coverage: coverageContract,
  measures: measuresContract,
  security_events: securityEventsContract,
  shortages: shortagesContract,
  strait_transits: straitTransitsContract,
  trade: tradeContract,
} as const satisfies Readonly<Record<LoggedSeries, SeriesContract>>;

export const SERIES_NAMES = Object.keys(SERIES_CONTRACTS) as [LoggedSeries, ...LoggedSeries[]];

const isSent = (name: LoggedSeries) => SERIES_CONTRACTS[name].observationWords !== null;

export const SENT_CONTRACTS: Readonly<Record<string, SeriesContract>> = Object.fromEntries(
  SERIES_NAMES.filter(isSent).map((name) => [name, SERIES_CONTRACTS[name]]),
);
