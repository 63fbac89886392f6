/** Many subjects and metrics over time, for dashboards. */
import * as z from 'zod';
import { THEATRES } from '#domain/method/parameters.ts';
import { buyer, calendarDate, listOf, noPath, type RequestContract } from '../request-parts.ts';

const MOST_SUBJECTS = 50;

/** Kinds of drivers, as history points have them. */
export const DRIVER_KINDS = ['closure', 'disruption', 'listing', 'measure', 'new_control', 'ramp_up', 'security'] as const;

const SUBJECT_METRICS = ['score', 'p05', 'p50', 'p95', 'state', 'may_begin', 'security'] as const;

export const SERIES_METRICS = [
  ...SUBJECT_METRICS,
  ...DRIVER_KINDS.map((kind) => `driver:${kind}` as const),
  ...THEATRES.map((theatre) => `signal:${theatre}` as const),
] as const;
export type SeriesMetric = (typeof SERIES_METRICS)[number];
export type SubjectMetric = (typeof SUBJECT_METRICS)[number];

const subjectAdvice = 'a type and an id, for example element:Dy or supplier:lynas';

export const seriesRequest = {
  path: noPath,
  query: z.strictObject({
    subjects: z
      .string()
      .transform((list) => [...new Set(list.split(',').map((name) => name.trim()))])
      .pipe(
        z
          .array(z.string().regex(/^(element|supplier|country):[A-Za-z0-9._-]{1,64}$/, subjectAdvice))
          .max(MOST_SUBJECTS, `at most ${MOST_SUBJECTS} subjects`),
      )
      .default([])
      .describe(`Up to ${MOST_SUBJECTS}, comma-separated: \`element:Dy,supplier:lynas,country:CHN\`. Not needed for signals alone.`),
    metrics: listOf(SERIES_METRICS)
      .default(['score'])
      .describe(
        'What of them, comma-separated. `state`, `may_begin`, `security`: the three parts of the score. `driver:<kind>`: points of the score from that kind of cause. `signal:<theatre>`: the pressure in a theatre, 0 to 100; it belongs to no subject.',
      ),
    buyer,
    from: calendarDate.optional().describe('First day, included; a year before `to` when not given.'),
    to: calendarDate.optional().describe('Last day, included; the day of the newest run when not given.'),
    interval: z
      .enum(['day', 'week', 'month'])
      .default('day')
      .describe('day: every point there is. week, month: the last point of each ISO week or calendar month.'),
    shape: z
      .enum(['long', 'wide'])
      .default('long')
      .describe('long: one row for each time, subject and metric. wide: one row for each time, one column for each subject and metric.'),
    format: z.enum(['json', 'csv']).default('json').describe('csv: one header row, RFC 4180.'),
  }),
} as const satisfies RequestContract;
export type SeriesQuery = z.output<typeof seriesRequest.query>;
