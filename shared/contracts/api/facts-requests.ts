import * as z from 'zod';
import {
  SECURITY_EVENT_KINDS,
  SECURITY_EVENT_WATERS,
  SHORTAGE_KINDS,
} from '#domain/vocabulary/reference-data.ts';
import { THEATRES } from '#domain/vocabulary/theatres.ts';
import { THEATRES_IN_WORDS } from '../run/run-documents.ts';
import {
  buyer,
  calendarDate,
  contract,
  countryCode,
  cursor,
  days,
  id,
  lang,
  languageQuery,
  limit,
  symbol,
} from './request-parts.ts';

export const signalsRequest = contract({
  query: z.strictObject({
    as_of: calendarDate
      .optional()
      .describe(
        'The day the pressure speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed.',
      ),
    known_at: calendarDate
      .optional()
      .describe('Only observations that were public by this day; `as_of` when not given.'),
    lang,
    expand: z
      .literal('days')
      .optional()
      .describe(
        '`days`: with the counts of each day of the year before. Not with what has to be recomputed.',
      ),
  }),
});

export type SignalsQuery = z.output<typeof signalsRequest.query>;

export const signalRequest = contract({
  path: z.strictObject({
    theatre: z.enum(THEATRES).describe(THEATRES_IN_WORDS),
  }),
  query: z.strictObject({
    ...days,
    limit: limit(400),
    cursor,
    lang,
  }),
});

const MEASURE_STATES = ['announced', 'in_force', 'suspended', 'ended'] as const;
/**
 * States of versions that do not count: something is missing, somebody has to look at it first, or it was
 * refused.
 */
export const WAITING_STATES = ['draft', 'in_review', 'rejected'] as const;

const DIRECTIONS = ['restricts', 'relieves', 'mitigates'] as const;

export const measuresRequest = contract({
  query: z.strictObject({
    as_of: calendarDate
      .optional()
      .describe('The day the states speak of; the day of the newest run when not given.'),
    known_at: calendarDate
      .optional()
      .describe('Only what was public by this day; the day the states speak of when not given.'),
    state: z
      .enum([...MEASURE_STATES, ...WAITING_STATES])
      .optional()
      .describe(
        'Only measures in this state on that day; `draft`, `in_review`, `rejected`: newest versions that do not count.',
      ),
    direction: z
      .enum(DIRECTIONS)
      .optional()
      .describe(
        'Only rows that restrict supply, that relieve a restriction, or that mitigate (stockpiles, investment, offtake).',
      ),
    origin: countryCode
      .optional()
      .describe('Only measures of this country: the one that restricts its exports.'),
    target: countryCode
      .optional()
      .describe('Only measures that hit this country, those against all countries included.'),
    element: id
      .optional()
      .describe(
        'Only measures that reach this element: by its symbol, as part of a group, or as a dual-use good. A chemical symbol.',
      ),
    visibility: z
      .enum(['public', 'own', 'all'])
      .default('public')
      .describe('Measures of everybody, your own, or both.'),
    limit: limit(100),
    cursor,
    lang,
  }),
});
export type MeasuresQuery = z.output<typeof measuresRequest.query>;

const publicBy = calendarDate
  .optional()
  .describe(
    'Only what was public by this day; the day of the newest run when not given. Not after that day.',
  );

export const securityEventsRequest = contract({
  query: z.strictObject({
    from: calendarDate.optional().describe('Only events on or after this day.'),
    to: calendarDate.optional().describe('Only events on or before this day.'),
    known_at: publicBy,
    kind: z.enum(SECURITY_EVENT_KINDS).optional().describe('Only events of this kind.'),
    theatre: z
      .enum(SECURITY_EVENT_WATERS)
      .optional()
      .describe('Only events in the waters of this theatre, or of neither.'),
    actor: z.string().max(60).optional().describe('Only events by this state, for example China, Russia.'),
    limit: limit(100),
    cursor,
  }),
});
export type SecurityEventsQuery = z.output<typeof securityEventsRequest.query>;

export const controlEventsRequest = contract({
  query: z.strictObject({
    from: calendarDate
      .optional()
      .describe('Only what was announced, or else became public, on or after this day.'),
    to: calendarDate
      .optional()
      .describe('Only what was announced, or else became public, on or before this day.'),
    known_at: publicBy,
    origin: countryCode
      .optional()
      .describe('Only what happened in this country: the one whose exports it concerns.'),
    element: id.optional().describe('Only what concerns this element. A chemical symbol.'),
    limit: limit(100),
    cursor,
  }),
});
export type ControlEventsQuery = z.output<typeof controlEventsRequest.query>;

export const shortagesRequest = contract({
  query: z.strictObject({
    from: calendarDate.optional().describe('Only reports that became public on or after this day.'),
    to: calendarDate.optional().describe('Only reports that became public on or before this day.'),
    known_at: publicBy,
    element: id.optional().describe('Only what concerns this element. A chemical symbol.'),
    buyer: countryCode.optional().describe('Only what users of this country reported, or users everywhere.'),
    kind: z.enum(SHORTAGE_KINDS).optional().describe('Only reports of this kind.'),
    limit: limit(100),
    cursor,
  }),
});
export type ShortagesQuery = z.output<typeof shortagesRequest.query>;

export const sourcesRequest = contract({ query: languageQuery });

export const mapRequest = contract({
  query: z.strictObject({
    buyer,
    element: symbol
      .optional()
      .describe('Only sites and countries of this element, by symbol; all when not given. Case matters.'),
    lang,
  }),
});
