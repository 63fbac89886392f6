import * as z from 'zod';
import {
  atStage,
  buyer,
  calendarDate,
  coverDays,
  cursor,
  custom,
  endUse,
  idPath,
  lang,
  limit,
  MAX_PAGE_ROWS,
  noPath,
  type RequestContract,
  subjectPath,
  timeTravel,
} from './request-parts.ts';

export const subjectsRequest = {
  path: noPath,
  query: z.strictObject({ buyer, limit: limit(100), cursor, lang }),
} as const satisfies RequestContract;

export const suppliersRequest = {
  path: noPath,
  query: subjectsRequest.query.extend({ custom }),
} as const satisfies RequestContract;

export const scoreRequest = {
  path: subjectPath,
  query: z.strictObject({
    buyer,
    stage: atStage,
    end_use: endUse,
    cover_days: coverDays,
    ...timeTravel,
    lang,
  }),
} as const satisfies RequestContract;

export const subjectRequest = {
  path: idPath,
  query: z.strictObject({ buyer, lang }),
} as const satisfies RequestContract;

const INTERVALS = ['day', 'week', 'month'] as const;

export const historyRequest = {
  path: subjectPath,
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
    lang,
  }),
} as const satisfies RequestContract;
export type HistoryQuery = z.output<typeof historyRequest.query>;
