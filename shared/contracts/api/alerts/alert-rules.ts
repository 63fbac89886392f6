/** Alert rules of a client: what it wants to be told of, and how often that would have happened in the last year. */
import * as z from 'zod';
import { DIRECTIONS, JUMPS } from '#domain/alerts/alert-rule.ts';
import { PUBLISHED_CAUSES, type PublishedCause } from '#domain/explanations/changes/change-attribution.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { id, noPath, noQuery, type RequestContract } from '../request-parts.ts';
import { runStampShape } from '../scores/score-response.ts';

/** Rules that a client may have at a time. */
export const MOST_RULES = 50;
const MOST_IDS = 100;
const LONGEST_LOOK_AHEAD_DAYS = 366;

/** A move by a revised source or by a new method is no news of the world. */
const CAUSES_THAT_COUNT: readonly PublishedCause[] = PUBLISHED_CAUSES.filter(
  (cause) => cause !== 'data_correction' && cause !== 'methodology',
);

const isEachOnce = (list: readonly string[]): boolean => new Set(list).size === list.length;

const whenShape = {
  any_move: z.boolean().default(false).describe('Any move of the score from `min_points` on, which then has to be above 0.'),
  band_crossing: z.boolean().default(false).describe('The score went from one band to another.'),
  jump: z
    .enum(JUMPS)
    .nullable()
    .default(null)
    .describe(
      '`outside_interval`: the new score lies outside the interval (5th to 95th percentile) of the one before. `beyond_uncertainty`: the difference is larger than what is uncertain in both scores together, which is stricter.',
    ),
  measure_in_force: z
    .boolean()
    .default(false)
    .describe(
      'A measure that hits one of the buyers and names one of the subjects came into force, or is in force again after a suspension.',
    ),
  expiry_within_days: z
    .int()
    .min(1, `a whole number from 1 to ${LONGEST_LOOK_AHEAD_DAYS}`)
    .max(LONGEST_LOOK_AHEAD_DAYS, `a whole number from 1 to ${LONGEST_LOOK_AHEAD_DAYS}`)
    .nullable()
    .default(null)
    .describe('Such a measure, or its suspension, ends within so many days. Null: not asked.'),
};

const ruleShape = {
  name: z
    .string()
    .trim()
    .min(1, '1 to 120 characters')
    .max(120, '1 to 120 characters')
    .refine((value) => !/\p{Cc}/u.test(value), 'text without control characters')
    .describe('Title of the rule for people: its alerts carry it.'),
  subjects: z
    .strictObject({
      type: z.enum(['element', 'supplier', 'country']).describe('Type of the subjects.'),
      ids: z
        .array(id)
        .min(1, 'at least one id, or null for all')
        .max(MOST_IDS, `at most ${MOST_IDS} ids, or null for all`)
        .nullable()
        .default(null)
        .describe('Ids of subjects that runs score; null: all of the type.'),
    })
    .describe('Whose scores are watched.'),
  buyers: z
    .array(z.enum(BUYERS))
    .min(1, 'at least one buyer')
    .refine(isEachOnce, 'each buyer once')
    .default(['JPN'])
    .describe('For whom: JPN, USA, EUU, KOR, TWN.'),
  when: z.strictObject(whenShape).describe('The rule fires when any of these holds.'),
  direction: z.enum(DIRECTIONS).default('either').describe('Which way the score has to move: up, down or either.'),
  min_points: z
    .number()
    .min(0, 'a number from 0 to 100')
    .max(100, 'a number from 0 to 100')
    .default(0)
    .describe('Least points of a move, for every condition about scores: keeps a score at the limit of a band from ringing every night.'),
  causes: z
    .array(z.enum(PUBLISHED_CAUSES))
    .min(1, 'at least one cause')
    .refine(isEachOnce, 'each cause once')
    .default([...CAUSES_THAT_COUNT])
    .describe(
      'Causes that count: a condition has to hold with their points alone, too. All but `data_correction` (a source was revised) and `methodology` when not given.',
    ),
  enabled: z.boolean().default(true).describe('false: the rule is kept and does not fire.'),
};

function checkConditions({ when, min_points, subjects }: z.output<z.ZodObject<typeof ruleShape>>, context: z.RefinementCtx): void {
  const asksMeasures = when.measure_in_force || when.expiry_within_days !== null;
  if (!asksMeasures && !when.any_move && !when.band_crossing && when.jump === null)
    context.addIssue({
      code: 'custom',
      path: ['when'],
      message: 'at least one condition: any_move, band_crossing, jump, measure_in_force or expiry_within_days',
    });
  if (when.any_move && min_points === 0)
    context.addIssue({ code: 'custom', path: ['min_points'], message: 'a number above 0, as any_move alone would tell of every change' });
  if (asksMeasures && subjects.type === 'supplier')
    context.addIssue({
      code: 'custom',
      path: ['subjects', 'type'],
      message: 'element or country: measures name goods and countries, no suppliers',
    });
}

const alertRuleSchema = z.strictObject(ruleShape).superRefine(checkConditions).describe('What you want to be told of.');

const rulePath = z.strictObject({ id: id.describe('Your id of the rule.') });

export const putAlertRuleRequest = {
  path: rulePath,
  query: noQuery,
  scope: 'alerts:write',
  body: alertRuleSchema,
} as const satisfies RequestContract;

export const deleteAlertRuleRequest = { path: rulePath, query: noQuery, scope: 'alerts:write' } as const satisfies RequestContract;
export const alertRuleRequest = { path: rulePath, query: noQuery } as const satisfies RequestContract;
export const alertRulesRequest = { path: noPath, query: noQuery } as const satisfies RequestContract;
export const rehearseRuleRequest = { path: noPath, query: noQuery, body: alertRuleSchema } as const satisfies RequestContract;

const versionShape = {
  id: z.string().describe('Your id of it.'),
  version: z.int().describe('1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other.'),
  updated_at: z.string().describe('When this version was stored. RFC 3339, UTC.'),
};

export const storedRuleSchema = z
  .strictObject({
    ...versionShape,
    rule: z.strictObject(ruleShape).describe('The rule.'),
    links: z
      .strictObject({
        self: z.string(),
        alerts: z.string().describe('Alerts of your rules.'),
      })
      .describe('Paths on this server.'),
  })
  .describe('A rule as it is stored now. Nobody else sees it.');

export const alertRulesSchema = z
  .strictObject({
    data: z.array(storedRuleSchema).describe(`In byte order of id; a client has at most ${MOST_RULES}.`),
    links: z.strictObject({ self: z.string() }).describe('Paths on this server.'),
  })
  .describe('Alert rules of your own.');

export const endedSchema = z
  .strictObject({ ...versionShape, deleted: z.boolean().describe('true.') })
  .describe('The version that ended it. Storing it again makes the next version.');

const count = z.int().nullable();

export const rehearsalSchema = z
  .strictObject({
    from: z.string().describe('The period begins after this day.'),
    to: z.string().describe('Last day of the period: that of the newest run.'),
    weeks: z.int().describe('Weeks of the period.'),
    observed_weeks: z
      .int()
      .describe(
        'Weeks of them that have a history of one of the subjects at least; a rule about measures alone sees all, as the register knows when each was public.',
      ),
    fired: count.describe('Alerts of the period. Null, and never 0, where no week has a history.'),
    days: count.describe('Days with at least one alert. Null as `fired`.'),
    by_condition: z
      .record(z.string(), count)
      .describe(
        'Condition that the rule asks for -> how many alerts met it; null where it could not be judged. An alert may meet several.',
      ),
    subjects: z.int().describe('Histories that the rule watches: subjects, each for a buyer.'),
    subjects_without_history: z.int().describe('How many of them have no history in the period.'),
    causes_unknown: z.int().describe('Alerts whose causes are not known: they count whatever causes the rule leaves out.'),
    alerts: z
      .array(
        z.strictObject({
          date: z.string().describe('Day on which it would have fired.'),
          conditions: z.array(z.string()).describe('Conditions that were met.'),
          subject: z.strictObject({ type: z.string(), id: z.string() }).nullable().describe('Whose score; null for a measure.'),
          buyer: z.string().nullable().describe('For whom; null for a measure.'),
          score_before: z.number().nullable(),
          score_after: z.number().nullable().describe('Score after the step; null for a measure.'),
          measure: z
            .strictObject({
              id: z.string().describe('As in /v1/measures.'),
              what: z.string().describe('`in_force`, `measure_ends` or `suspension_ends`.'),
              date: z.string().describe('Day of it: the first in force, or the first after the end.'),
            })
            .nullable()
            .describe('Null for a score.'),
        }),
      )
      .describe('The newest of them, at most 100.'),
    limitations: z.array(z.string()).describe('How it was judged.'),
    ...runStampShape,
  })
  .describe('How often a rule would have fired in the 52 weeks before the newest run.');
