import * as z from 'zod';
import {
  atStage,
  buyer,
  contract,
  coverDays,
  cursor,
  custom,
  days,
  endUse,
  idPath,
  interval,
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

export const historyRequest = contract({
  path: subjectPath,
  query: z.strictObject({
    buyer,
    ...days,
    interval,
    limit: limit(MAX_PAGE_ROWS),
    cursor,
    lang,
  }),
});
export type HistoryQuery = z.output<typeof historyRequest.query>;
