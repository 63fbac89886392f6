import * as z from 'zod';
import { runStampShape } from './score-response.ts';

const nullableText = z.string().nullable();

const longRowSchema = z
  .strictObject({
    time: z.string().describe('Day the value speaks of, as RFC 3339 at midnight UTC.'),
    subject: z.string().describe('`element:Dy`, or `signal:senkaku`.'),
    label: z.string(),
    metric: z.string(),
    value: z.number().nullable().describe('Null is unknown, never 0.'),
    band: nullableText.describe('Band of the score of that day; null for signals.'),
    methodology: nullableText,
    origin: nullableText.describe('`published` on that day, or `replayed` later; null for signals.'),
  })
  .describe('One value.');

const wideRowSchema = z
  .record(z.string(), z.union([z.string(), z.number()]).nullable())
  .describe('`time`, and a value for each column; null where there is none.');

export const seriesSchema = z
  .strictObject({
    shape: z.string(),
    interval: z.string(),
    from: z.string(),
    to: z.string(),
    buyer: z.string(),
    columns: z
      .array(z.strictObject({ column: z.string(), subject: z.string(), label: z.string(), metric: z.string() }))
      .describe('Every series, in the order that was asked for.'),
    data: z.array(z.union([longRowSchema, wideRowSchema])).describe('Oldest first; of one day in the order of `columns`.'),
    empty: z.array(z.string()).describe('Subjects without a point in the range.'),
    unknown: z
      .array(z.strictObject({ subject: z.string(), detail: z.string().describe('What there is instead, where a name is near.') }))
      .describe('Subjects that do not exist, and so have no column. Where none of those asked for exists the answer is 400.'),
    ...runStampShape,
  })
  .describe('Values over time.');
