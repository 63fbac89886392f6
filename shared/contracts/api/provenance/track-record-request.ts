import * as z from 'zod';
import { BUYERS, type SubjectType } from '#domain/vocabulary/score-document.ts';
import { cursor, limit, noPath, type RequestContract, SUBJECT_COLLECTIONS, wholeNumber } from '../request-parts.ts';

const runIdPath = z.strictObject({
  run_id: z
    .string()
    .regex(/^r[0-9]{10}$/, '`r` and ten digits, for example r0000000001')
    .describe('Id of a run that the chain has.'),
});

export const trackRecordRequest = {
  path: noPath,
  query: z.strictObject({
    outcome: z
      .enum(['score', 'state', 'new_event'])
      .default('score')
      .describe('Whose misses are listed: those of the score, of what was in force, or of what began.'),
    limit: limit(20),
    cursor,
  }),
} as const satisfies RequestContract;

export const trackRecordLinksRequest = {
  path: noPath,
  query: z.strictObject({
    order: z.enum(['oldest_first', 'newest_first']).default('oldest_first').describe('From the first link, or from the head.'),
    limit: limit(100),
    cursor: cursor.describe(
      '`next_cursor` of the page before. Keep every other parameter as it was. It stays good when runs are published.',
    ),
  }),
} as const satisfies RequestContract;

export const trackRecordForecastsRequest = {
  path: runIdPath,
  query: z.strictObject({
    subject_type: z
      .enum(Object.values(SUBJECT_COLLECTIONS) as [SubjectType, ...SubjectType[]])
      .default('element')
      .describe('Subjects of the sheet.'),
    buyer: z.enum(BUYERS).default('JPN').describe('Buyer of the sheet.'),
    part: wholeNumber(0, 9999).default(0).describe('Part of the sheet, from 0; `parts` of the link lists them.'),
  }),
} as const satisfies RequestContract;
