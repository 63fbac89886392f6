/** Alerts that rules of a client have fired. */
import * as z from 'zod';
import { limit, noPath, type RequestContract } from '../request-parts.ts';
import { nextCursor } from '../scores/score-response.ts';

export const alertsRequest = {
  path: noPath,
  query: z.strictObject({
    limit: limit(100),
    cursor: z
      .string()
      .max(1024, 'a `next_cursor` or `resume_cursor` from an earlier answer, unchanged')
      .optional()
      .describe('`next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs.'),
  }),
} as const satisfies RequestContract;

const nullableNumber = z.number().nullable();

const alertShape = {
  id: z.string().describe('The same whenever the same alert is sent again: remember those you have acted on.'),
  rule: z
    .strictObject({ id: z.string(), name: z.string(), version: z.int().describe('The version of the rule that fired.') })
    .describe('The rule that fired.'),
  conditions: z
    .array(z.string())
    .describe('Its conditions that were met: any_move, band_crossing, jump, measure_in_force or expiry_ahead.'),
  subject: z
    .strictObject({ type: z.string(), id: z.string(), name: z.string() })
    .nullable()
    .describe('Whose score moved; null where a measure is told of.'),
  buyer: z.string().nullable().describe('For whom; null where a measure is told of.'),
  change: z
    .strictObject({
      seq: z.int().describe('Its place in /v1/changes.'),
      score_before: nullableNumber,
      score_after: nullableNumber.describe('The published score from then on.'),
      delta: nullableNumber.describe('score_after - score_before.'),
      counted: nullableNumber.describe('Points of the causes that the rule counts.'),
      band_before: z.string().nullable(),
      band_after: z.string().nullable(),
    })
    .nullable()
    .describe('The move; null where a measure is told of. /v1/changes has it with its causes.'),
  measure: z
    .strictObject({
      id: z.string().describe('As in /v1/measures.'),
      title: z.string(),
      what: z.string().describe('`in_force`, `measure_ends` or `suspension_ends`.'),
      date: z.string().describe('Day of it: the first in force, or the first after the end.'),
    })
    .nullable()
    .describe('The measure; null where a score moved.'),
  summary: z.string().describe('The alert in one sentence.'),
  more: z
    .int()
    .describe(
      'How many further alerts of the rule this run would have had: a rule fires at most 50 times in a run, the largest moves first.',
    ),
  run_id: z.string().describe('The run after which it fired. See /v1/runs/{id}.'),
  as_of: z.string().describe('Day that the run speaks of.'),
  fired_at: z.string().describe('When that run began. RFC 3339, UTC.'),
};

export const alertSchema = z
  .strictObject({
    ...alertShape,
    links: z
      .strictObject({
        rule: z.string().describe('The rule as it is now.'),
        about: z.string().describe('Explanation of the score, or the measures.'),
      })
      .describe('Paths on this server.'),
  })
  .describe('An alert of a rule of yours.');

/** An alert as it is kept, sent and answered. */
export type FiredAlert = z.output<typeof alertSchema>;

export const alertsPageSchema = z
  .strictObject({
    data: z.array(alertSchema).describe('In the order of the runs.'),
    next_cursor: nextCursor,
    resume_cursor: z
      .string()
      .nullable()
      .describe('Keep this and give it as `cursor` later: goes on where this page ended. Null before any run was judged.'),
    judged_until: z.string().nullable().describe('The newest run that rules were judged on; null before the first.'),
    links: z.strictObject({ self: z.string(), next: z.string().nullable() }).describe('Paths on this server.'),
  })
  .describe('Alerts of your rules, kept for 400 days.');
