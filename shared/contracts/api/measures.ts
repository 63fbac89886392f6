/** Measures over HTTP: what is sent to enter, correct, end or review one. */
import * as z from 'zod';
import { checkPeriods, measureId, measureValuesShape } from '../signals/measures.ts';
import { elementChangeSchema } from './analysis-routes.ts';
import { buyer, calendarDate, idPath, noPath, noQuery, type RequestContract } from './request-parts.ts';
import { runStampShape } from './score.ts';

const VISIBILITIES = ['own', 'public'] as const;

const sentShape = {
  id: measureId.optional().describe('Made of the content when not given; with PUT that of the path.'),
  visibility: z
    .enum(VISIBILITIES)
    .default('own')
    .describe('`own`: yours, in no published score. `public`: in the scores of everybody; needs the scope `measures:publish`.'),
  ...measureValuesShape,
  announced: calendarDate.optional().describe('Day of the announcement; `known_from` when not given.'),
  known_from: calendarDate.optional().describe('Day from which this was public; today when not given. A later version states its own.'),
  source: z.string().trim().min(1, '1 to 200 characters').max(200, '1 to 200 characters').nullable().default(null).describe('Who says so.'),
  source_url: z
    .url({ protocol: /^https?$/, error: 'an address that begins with https:// or http://' })
    .max(2000, 'at most 2000 characters')
    .nullable()
    .default(null)
    .describe('Where it can be read.'),
  withdrawn: z.boolean().default(false).describe('It was no measure: from `known_from` on it is as if it had never been.'),
};

const sentMeasure = z
  .strictObject(sentShape)
  .superRefine((measure, context) => checkPeriods(measure, context))
  .describe('A measure, whole: what is not sent is unknown.');
/** A measure as it is sent. */
export type SentMeasure = z.output<typeof sentMeasure>;

const measurePath = z.strictObject({ id: measureId.describe('Id of a measure of /v1/measures.') });

export const postMeasureRequest = {
  path: noPath,
  query: noQuery,
  scope: 'measures:write',
  body: sentMeasure,
} as const satisfies RequestContract;

export const putMeasureRequest = {
  path: measurePath,
  query: noQuery,
  scope: 'measures:write',
  body: sentMeasure,
} as const satisfies RequestContract;

export const reviewMeasureRequest = {
  path: measurePath,
  query: noQuery,
  scope: 'measures:write',
  body: z.strictObject({
    decision: z.enum(['accept', 'reject']).describe('accept: it counts. reject: this version never counts.'),
    note: z.string().trim().min(1, '1 to 500 characters').max(500, '1 to 500 characters').describe('Why; it stays in the record.'),
  }),
} as const satisfies RequestContract;

export const elementWithCustomRequest = { path: idPath, query: z.strictObject({ buyer }) } as const satisfies RequestContract;

export const elementWithCustomSchema = z
  .strictObject({
    ...elementChangeSchema.shape,
    baseline: elementChangeSchema.shape.baseline.describe(
      'The score of the run, without measures of yours; null when there is not enough data.',
    ),
    scenario: elementChangeSchema.shape.scenario.describe('The score with your measures.'),
    buyer: z.string(),
    measures: z
      .array(z.strictObject({ id: z.string(), title: z.string() }))
      .describe('Your measures that were known on the day of the run.'),
    links: z.strictObject({ self: z.string(), score: z.string(), measures: z.string() }).describe('Paths on this server.'),
    ...runStampShape,
  })
  .describe('An element as the run scored it, and with your measures. Computed for this answer from the facts that the run pinned.');
