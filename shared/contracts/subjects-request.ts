/** Catalogues of elements, suppliers and countries, and what is told of one of them. */
import * as z from 'zod';
import {
  buyer,
  calendarDate,
  cursor,
  idPath,
  limit,
  MAX_PAGE_ROWS,
  noPath,
  type RequestContract,
  TIME_TRAVEL_NOT_SERVED,
} from './request-parts.ts';

export const subjectsRequest = {
  path: noPath,
  query: z.strictObject({ buyer, limit: limit(100), cursor }),
} as const satisfies RequestContract;

/** One entry, its score and its explanation take the same parameters. */
export const subjectRequest = {
  path: idPath,
  query: z.strictObject({ buyer }),
  notServedYet: TIME_TRAVEL_NOT_SERVED,
} as const satisfies RequestContract;

const INTERVALS = ['day', 'week', 'month'] as const;

export const historyRequest = {
  path: idPath,
  query: z.strictObject({
    buyer,
    from: calendarDate.optional().describe('First day, included; a year before `to` when not given.'),
    to: calendarDate.optional().describe('Last day, included; the day of the newest run when not given.'),
    interval: z
      .enum(INTERVALS)
      .default('day')
      .describe('day: every point there is. week, month: the last point of each ISO week or calendar month.'),
    limit: limit(MAX_PAGE_ROWS),
    cursor,
  }),
  notServedYet: { known_at: TIME_TRAVEL_NOT_SERVED.known_at, methodology: TIME_TRAVEL_NOT_SERVED.methodology },
} as const satisfies RequestContract;
export type HistoryQuery = z.output<typeof historyRequest.query>;
