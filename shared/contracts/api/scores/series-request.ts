/** Many subjects and metrics over time, for dashboards. */
import * as z from 'zod';
import { SIGNAL_NAMES } from '../../signals/registry.ts';
import { buyer, calendarDate, listOf, noPath, type RequestContract } from '../request-parts.ts';

const MOST_SUBJECTS = 50;

/** Kinds of drivers, as history points have them. */
export const DRIVER_KINDS = ['active_control', 'facility', 'new_control', 'origin_instability', 'scheduled_control', 'transit'] as const;

const SUBJECT_METRICS = ['score', 'p05', 'p50', 'p95', 'score_without_signals', 'state', 'new_event'] as const;

export const SERIES_METRICS = [
  ...SUBJECT_METRICS,
  ...DRIVER_KINDS.map((kind) => `driver:${kind}` as const),
  ...SIGNAL_NAMES.map((signal) => `signal:${signal}` as const),
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
        'What of them, comma-separated. `state`, `new_event`: the two parts of the score, null under methodologies without them. `driver:<kind>`: points of the score from that kind of hazard. `signal:<theatre>`: the display index, 0 to 100, of a security signal; it belongs to no subject.',
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
