/** `GET /v1/scores`: the ranking. */
import * as z from 'zod';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { buyer, coverDays, cursor, custom, endUse, id, limit, listOf, noPath, type RequestContract, timeTravel } from '../request-parts.ts';
import { SCORE_ROW_FIELDS } from './score-response.ts';
import { EXPANSIONS } from './scores-response.ts';

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
  '-p_stockout_90',
  '-expected_days',
  '-hhi',
] as const;

/** Most rows of an expanded page, because each expanded row is up to three reads more. */
export const MAX_EXPANDED_ROWS = 100;

const scoresQuerySchema = z.strictObject({
  subject_type: z.enum(['element', 'supplier', 'country']).default('element').describe('What is ranked.'),
  buyer,
  buyers: listOf(BUYERS)
    .optional()
    .describe(
      'Several buyers in one answer, comma-separated, in place of `buyer`: `buyers=JPN,USA,EUU&element=Dy`. Each row names its buyer, and its `rank` is the one for that buyer; rows of all buyers are in one order.',
    ),
  element: id
    .optional()
    .describe(
      'Only subjects that have to do with this element: itself, its suppliers, countries whose worst element it is. A chemical symbol.',
    ),
  stage: z
    .enum(STAGES)
    .optional()
    .describe('Only elements or countries whose score comes from this stage of the supply chain. Not with subject_type=supplier.'),
  country: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 3166-1 alpha-3 code in capitals, for example CHN')
    .optional()
    .describe(
      'Only suppliers with a site in this country, or this country itself: an ISO 3166-1 alpha-3 code. Not with subject_type=element.',
    ),
  band: z.enum(BANDS).optional().describe('Only this band. `unknown` are subjects without a score.'),
  min_score: z
    .string()
    .regex(/^[0-9]{1,3}([.][0-9]{1,6})?$/, 'a number from 0 to 100')
    .transform(Number)
    .pipe(z.number().min(0, 'a number from 0 to 100').max(100, 'a number from 0 to 100'))
    .optional()
    .describe('Only subjects with at least this score. Subjects without a score are left out.'),
  sort: z
    .enum(SCORE_SORTS)
    .default('-score')
    .describe('Order of the rows; a hyphen in front is descending. Unknown values come last. Ties keep the order of the ranking.'),
  fields: listOf(SCORE_ROW_FIELDS)
    .optional()
    .describe('Only these fields of each row, comma-separated. `subject` is always there. Not with format=csv, whose columns are fixed.'),
  expand: listOf(EXPANSIONS)
    .optional()
    .describe(
      `Put into each row, comma-separated. drivers: every cause, not only the largest. evidence: their sources. stages: the score of each stage of an element. history_90d: the score of the last 90 days. At most ${MAX_EXPANDED_ROWS} rows a page; not with format=csv, nor with what has to be recomputed.`,
    ),
  custom,
  end_use: endUse,
  cover_days: coverDays,
  ...timeTravel,
  limit: limit(100),
  cursor,
  format: z
    .enum(['json', 'csv', 'ndjson'])
    .default('json')
    .describe('csv: one header row, RFC 4180. ndjson: one row per line. Both name the next page in the `Link` header.'),
  profile: z
    .enum(['full', 'import_set'])
    .default('full')
    .describe(
      'Columns of format=csv. full: everything the JSON has. import_set: fewer, one fact a cell, with a key that never changes, a level in four steps and a whole address; for ServiceNow, Archer and the like.',
    ),
});

export const scoresRequest = {
  path: noPath,
  query: scoresQuerySchema,
} as const satisfies RequestContract;
export type ScoresQuery = z.output<typeof scoresQuerySchema>;
