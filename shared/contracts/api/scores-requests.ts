import * as z from 'zod';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { DRIVER_KINDS } from '#domain/vocabulary/score-document.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { THEATRES } from '#domain/vocabulary/theatres.ts';
import {
  buyer,
  contract,
  countryCode,
  coverDays,
  cursor,
  custom,
  days,
  endUse,
  id,
  interval,
  lang,
  limit,
  listOf,
  percent,
  runId,
  subjectList,
  subjectPath,
  timeTravel,
} from './request-parts.ts';
import { SCORE_ROW_FIELDS } from './score.ts';
import { EXPANSIONS } from './subjects-answers.ts';
import { scoreRequest } from './subjects-requests.ts';

const BANDS = ['low', 'guarded', 'elevated', 'high', 'critical', 'unknown'] as const;

const SCORE_SORTS = [
  '-score',
  'score',
  'name',
  '-name',
  'id',
  '-id',
  '-coverage',
  'coverage',
  '-p_90',
  '-now',
  '-scarce',
  '-scarce_now',
  '-expected_days',
  '-hhi',
] as const;

/** Each row is up to three reads more. */
export const MAX_EXPANDED_ROWS = 100;

const scoresQuerySchema = z.strictObject({
  subject_type: z.enum(['element', 'supplier', 'country']).default('element').describe('What is ranked.'),
  buyer,
  buyers: listOf(BUYERS)
    .optional()
    .describe(
      'Several buyers in one answer, comma-separated, in place of `buyer`: `buyers=JPN,USA,EUU&element=Dy`. Each row names its buyer and has the `rank` for it; rows of all buyers are in one order.',
    ),
  element: id
    .optional()
    .describe(
      'Only subjects that have to do with this element: itself, its suppliers, countries whose worst element it is. A chemical symbol.',
    ),
  stage: z
    .enum(STAGES)
    .optional()
    .describe(
      'Only elements or countries whose score comes from this stage of the supply chain. Not with subject_type=supplier.',
    ),
  country: countryCode
    .optional()
    .describe(
      'Only suppliers with a site in this country, or this country itself: an ISO 3166-1 alpha-3 code. Not with subject_type=element.',
    ),
  band: z.enum(BANDS).optional().describe('Only this band. `unknown` are subjects without a score.'),
  min_score: percent.describe(
    'Only subjects with at least this score. Subjects without a score are left out.',
  ),
  min_scarce: percent.describe('Only elements of which `scarce` is at least this.'),
  sort: z
    .enum(SCORE_SORTS)
    .default('-score')
    .describe(
      'Order of the rows; a hyphen in front is descending. Unknown values come last. Ties keep the order of the ranking.',
    ),
  fields: listOf(SCORE_ROW_FIELDS)
    .optional()
    .describe(
      'Only these fields of each row, comma-separated. `subject` is always there. Not with format=csv, whose columns are fixed.',
    ),
  expand: listOf(EXPANSIONS)
    .optional()
    .describe(
      `Put into each row, comma-separated. drivers: every cause, not only the largest. evidence: their sources. scheduled_steps: dates ahead with what they change. history_90d: the score of the last 90 days. With a \`limit\` of at most ${MAX_EXPANDED_ROWS}; not with format=csv, \`custom\`, nor with \`as_of\`, \`known_at\`, \`cover_days\` or \`end_use\` that no run has published.`,
    ),
  custom: custom.describe(
    `${custom.description} Only with subject_type=supplier; not with \`as_of\`, \`known_at\`, \`cover_days\` or \`end_use\`, and in order of id (sort=id) alone not with \`buyers\`.`,
  ),
  end_use: endUse,
  cover_days: coverDays,
  ...timeTravel,
  limit: limit(100),
  cursor,
  lang,
  format: z
    .enum(['json', 'csv', 'ndjson'])
    .default('json')
    .describe(
      'csv: one header row, RFC 4180; with lang=ja a byte order mark for Excel. ndjson: one row per line. Both name the next page in the `Link` header.',
    ),
  profile: z
    .enum(['full', 'import_set'])
    .default('full')
    .describe(
      'Columns of format=csv. full: everything the JSON has. import_set: fewer, one fact a cell, with a key that never changes, a level in four steps and a whole address; for ServiceNow, Archer and the like.',
    ),
});

export const scoresRequest = contract({
  query: scoresQuerySchema,
});
export type ScoresQuery = z.output<typeof scoresQuerySchema>;

const MOST_SUBJECTS = 50;

const SUBJECT_METRICS = [
  'score',
  'now',
  'scarce',
  'scarce_now',
  'scarce_p05',
  'scarce_p95',
  'p05',
  'p50',
  'p95',
  'state',
  'may_begin',
  'security',
] as const;

export const SERIES_METRICS = [
  ...SUBJECT_METRICS,
  ...DRIVER_KINDS.map((kind) => `driver:${kind}` as const),
  ...THEATRES.map((theatre) => `signal:${theatre}` as const),
] as const;
export type SeriesMetric = (typeof SERIES_METRICS)[number];
export type SubjectMetric = (typeof SUBJECT_METRICS)[number];

export const seriesRequest = contract({
  query: z.strictObject({
    subjects: subjectList(MOST_SUBJECTS)
      .default([])
      .describe(
        `Up to ${MOST_SUBJECTS}, comma-separated: \`element:Dy,supplier:lynas,country:CHN\`. Not needed for signals alone.`,
      ),
    metrics: listOf(SERIES_METRICS)
      .default(['score'])
      .describe(
        'What of them, comma-separated. `now`, `scarce`, `scarce_now`: the other chances of an element. `state`, `may_begin`, `security`: the three parts of the score. `driver:<kind>`: points of the score from that kind of cause. `signal:<theatre>`: the pressure in a theatre, 0 to 100; it belongs to no subject.',
      ),
    buyer,
    ...days,
    interval,
    shape: z
      .enum(['long', 'wide'])
      .default('long')
      .describe(
        'long: one row for each time, subject and metric. wide: one row for each time, one column for each subject and metric.',
      ),
    format: z
      .enum(['json', 'csv'])
      .default('json')
      .describe('csv: one header row, RFC 4180; with lang=ja a byte order mark for Excel.'),
    lang,
  }),
});
export type SeriesQuery = z.output<typeof seriesRequest.query>;

export const reportRequest = contract({
  path: subjectPath,
  query: scoreRequest.query.omit({ stage: true }).extend({
    run: runId
      .optional()
      .describe(
        'This very run, as long as its rows are kept: the address in the foot of the report. Not with `as_of`, `known_at`, `cover_days` or `end_use`, nor of a custom supplier.',
      ),
  }),
});
export type ReportQuery = z.output<typeof reportRequest.query>;
