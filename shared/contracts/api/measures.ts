import * as z from 'zod';
import { checkPeriods, measureValuesShape } from '../signals/measures.ts';
import { anyId, calendarDate, contract, orNull } from './request-parts.ts';

const VISIBILITIES = ['own', 'public'] as const;

const sentShape = {
  id: anyId.optional().describe('Made of the content when not given; with PUT that of the path.'),
  visibility: z
    .enum(VISIBILITIES)
    .default('own')
    .describe(
      '`own`: yours, in no published score. `public`: in the scores of everybody; needs the scope `measures:publish`.',
    ),
  ...measureValuesShape,
  announced: calendarDate.optional().describe('Day of the announcement; `known_from` when not given.'),
  known_from: calendarDate
    .optional()
    .describe('Day from which this was public; today when not given. A later version states its own.'),
  source: orNull(z.string().trim().min(1, '1 to 200 characters').max(200, '1 to 200 characters')).describe(
    'Who says so.',
  ),
  source_url: orNull(
    z
      .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
      .max(2000, 'at most 2000 characters'),
  ).describe('Where it can be read.'),
  withdrawn: z
    .boolean()
    .default(false)
    .describe('It was no measure: from `known_from` on it is as if it had never been.'),
};

const sentMeasure = z
  .strictObject(sentShape)
  .superRefine(checkPeriods)
  .describe('A measure, whole: what is not sent is unknown.');
export type SentMeasure = z.output<typeof sentMeasure>;

const measurePath = z.strictObject({ id: anyId.describe('Id of a measure of /v1/measures.') });

export const postMeasureRequest = contract({
  scope: 'measures:write',
  body: sentMeasure,
});

export const putMeasureRequest = contract({
  path: measurePath,
  scope: 'measures:write',
  body: sentMeasure,
});

export const reviewMeasureRequest = contract({
  path: measurePath,
  scope: 'measures:write',
  body: z.strictObject({
    decision: z.enum(['accept', 'reject']).describe('accept: it counts. reject: this version never counts.'),
    note: z
      .string()
      .trim()
      .min(1, '1 to 500 characters')
      .max(500, '1 to 500 characters')
      .describe('Why; it stays in the record.'),
  }),
});
