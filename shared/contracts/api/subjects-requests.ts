import * as z from 'zod';
import {
  atStage,
  buyer,
  calendarDate,
  contract,
  coverDays,
  cursor,
  custom,
  endUse,
  idPath,
  lang,
  limit,
  MAX_PAGE_ROWS,
  subjectPath,
  timeTravel,
} from './request-parts.ts';

export const subjectsRequest = contract({
  query: z.strictObject({ buyer, limit: limit(100), cursor, lang }),
});

export const suppliersRequest = contract({
  query: subjectsRequest.query.extend({ custom }),
});

export const scoreRequest = contract({
  path: subjectPath,
  query: z.strictObject({
    buyer,
    stage: atStage,
    end_use: endUse,
    cover_days: coverDays,
    ...timeTravel,
    lang,
  }),
});

export const subjectRequest = contract({
  path: idPath,
  query: z.strictObject({ buyer, lang }),
});

const INTERVALS = ['day', 'week', 'month'] as const;

export const historyRequest = contract({
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
});
export type HistoryQuery = z.output<typeof historyRequest.query>;
