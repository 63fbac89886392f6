/**
 * The score in responses of the API. `null` is always present where a value is unknown, and never means zero.
 */
import * as z from 'zod';
import type { ScoreDocument, Widened } from '#domain/vocabulary/score-document.ts';
import { THEATRES } from '#domain/vocabulary/theatres.ts';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();
const timestamp = z.string().describe('RFC 3339, UTC, ends with Z.');
const day = z.string().describe('Calendar date YYYY-MM-DD.');

/** Of everything that a client stores in versions. */
export const versionShape = {
  id: z.string().describe('Your id of it.'),
  version: z
    .int()
    .describe('1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other.'),
  updated_at: z.string().describe('When this version was stored. RFC 3339, UTC.'),
};

export const methodologySchema = z
  .strictObject({
    version: z.string().describe('See /v1/methodology for every parameter with its unit, basis and source.'),
    sha256: z.string().describe('Hash of the methodology document that was used.'),
  })
  .describe('Which rules the score was computed with.');

export const subjectSchema = z
  .strictObject({
    type: z.string().describe('element, supplier or country.'),
    id: z.string(),
    name: z.string(),
  })
  .describe('What the score speaks of.');

export const bandSchema = z
  .string()
  .describe(
    'low (below 3), guarded (3), elevated (10), high (25), critical (50 and more); unknown when there is no score.',
  );

const shownBandSchema = z
  .strictObject({
    name: z.string(),
    label: z.string().describe('Name of the band for a reader.'),
    label_code: z.string().describe('Code of the label, the same in every language.'),
    from: nullableNumber.describe('Lowest score of the band; null for `unknown`.'),
    to: nullableNumber.describe(
      'The band ends below this score; the highest includes 100. Null for `unknown`.',
    ),
    icon: z
      .string()
      .describe('A character that fills up with the score: a band is never told by its colour alone.'),
    colour: z
      .string()
      .describe('sRGB, `#rrggbb`. The colours can be told apart by readers who are colour-blind.'),
    text_colour: z.string().describe('Colour of text on `colour`, with a contrast of at least 4.5 to 1.'),
  })
  .describe('A band, and how it is shown.');

export const scaleSchema = z
  .strictObject({
    min: z.number(),
    max: z.number(),
    direction: z.string().describe('`higher_is_riskier`.'),
    unit: z.string(),
    bands: z
      .array(shownBandSchema)
      .optional()
      .describe('Bands with limits, icons and colours, lowest first. In lists and histories.'),
  })
  .describe('How to read the number.');

export const intervalSchema = z
  .strictObject({ p05: z.number(), p50: z.number(), p95: z.number() })
  .describe(
    'Where the chance lies over what nobody knows about the world today, percent: 90 % between p05 and p95. Luck is inside the chance.',
  );

/** The chance of a band. */
export const bandChanceSchema = z
  .strictObject({ band: z.string(), chance: z.number().describe('0 to 1; the five add up to 1.') })
  .describe('The chance that the score, known better, lies in a band.');

export const spreadShape = {
  quantiles: z.array(z.number()).describe('20 quantiles of the same, at 2.5, 7.5 ... 97.5 %.'),
  bands: z.array(bandChanceSchema),
};

const pressureSchema = z
  .strictObject({
    index: nullableNumber.describe(
      '0 to 100, the percentile of the theatre in its own three years; null is unknown, never calm.',
    ),
    day: nullableText.describe('Newest day that it speaks of.'),
    age_days: z.int().nullable(),
    series: z.record(z.string(), nullableNumber).describe('Percentile of each series, 0 to 100.'),
  })
  .describe('Pressure in a theatre.');

export const rankSchema = z
  .strictObject({
    position: z.int().describe('1 is the highest score.'),
    of: z.int().describe('Subjects with a score.'),
    from: nullableNumber.describe('Best place over the middle nine tenths of what is not known.'),
    to: nullableNumber.describe(
      'Worst place of the same: subjects whose ranges overlap cannot be told apart.',
    ),
  })
  .describe(
    'Place in the ranking of this type of subject for this buyer; of a custom supplier, the place among your own that the run has scored.',
  );

/** Code and parameters of a text, for programs that word it themselves. */
export const messageCodeSchema = z.string().describe('Code of the text, the same in every language.');
export const messageParamsSchema = z
  .record(
    z.string(),
    z.union([
      z.string(),
      z.number(),
      z.strictObject({
        code: z.string().describe('Code of a text that is part of it.'),
        params: z.record(z.string(), z.any()).describe('Parameters of that text.'),
      }),
    ]),
  )
  .describe(
    'Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own.',
  );

export const labelSchema = z.string().describe('At most 40 characters.');

export const driverSchema = z
  .strictObject({
    id: z
      .string()
      .describe('Kind of cause and place, for example `measure:CHN`, `new_control:CHN`, `security:taiwan`.'),
    kind: z
      .string()
      .describe(
        'measure, new_control, disruption, security, unforeseen; of suppliers also ramp_up, closure, listing. More may be added.',
      ),
    part: z.string().describe('Part of the score that it belongs to: state, may_begin or security.'),
    points: z
      .number()
      .describe('Points of the score that come from it. All of a part add up to the part exactly.'),
    label: labelSchema,
    label_code: messageCodeSchema,
    label_params: messageParamsSchema,
    summary: z.string().describe('The cause in one sentence.'),
  })
  .describe('A reason for the score.');

export const scoreLinksSchema = z
  .strictObject({
    self: z.string(),
    subject: z.string(),
    explanation: z.string(),
    report: z.string().describe('One page for people, as HTML.'),
    history: z.string(),
    methodology: z.string(),
    run: nullableText.describe('Null when no run published the score.'),
  })
  .describe('Paths on this server.');

/** Fields that the API adds to what a run wrote of a score. */
type OfTheAnswer = 'basis' | 'custom' | 'at_stage' | 'published_then' | 'known_exceptions' | 'links';

/**
 * Fields that a run sets in its documents, and that are null in the response when no run published the score.
 */
type OfARun = 'run_id' | 'computed_at';

/**
 * A schema for every field of the score document, and for no other: a field added to only one of them does
 * not compile.
 */
type ScoreShape = {
  readonly [F in keyof ScoreDocument]: z.ZodType<
    Widened<ScoreDocument[F]> | (F extends OfARun ? null : never)
  >;
} & {
  readonly [F in OfTheAnswer]: z.ZodType;
};

export const registerRead = nullableText.describe(
  'Day on which the register of measures was last read: a control announced since is in no score.',
);

const scoreShape = {
  subject: subjectSchema,
  buyer: z.string().describe('The country whose supply is at risk.'),
  status: z
    .string()
    .describe(
      '`scored`, `insufficient_data`; of suppliers also `not_producing`, `no_plants` (a trader), `state_not_read`, `delivers_elsewhere`, `committed_elsewhere`, `no_element`. More may be added.',
    ),
  status_reason: nullableText.describe('Why there is no score; null when there is one.'),
  score: nullableNumber.describe(
    '100 times the chance that within the next 365 days users of an element stand still: their stock is gone after they have done without what can be done without. Of suppliers and countries: that a quarter of what they deliver is missing for longer than the stock lasts. Null is unknown, never 0.',
  ),
  band: bandSchema,
  scale: scaleSchema,
  interval: intervalSchema.nullable(),
  quantiles: spreadShape.quantiles.nullable().describe('20 quantiles of the same, at 2.5, 7.5 ... 97.5 %.'),
  bands: spreadShape.bands.nullable(),
  state: nullableNumber.describe(
    'Percent: the part by measures in force, suspended or announced. state + may_begin + security = score, to the hundredth.',
  ),
  may_begin: nullableNumber.describe(
    'Percent: the part by new controls and other disruptions that may begin.',
  ),
  security: nullableNumber.describe('Percent: the part by a security crisis, on top of the others.'),
  without_security: nullableNumber.describe('The score without its security part.'),
  p_security: nullableNumber.describe(
    'Percent: the score by a security crisis alone, whatever else happens.',
  ),
  stage: nullableText.describe(
    'Elements: the last stage, judged with everything behind it. Suppliers: the stage they deliver at. Null without a score.',
  ),
  element: nullableText.describe(
    'Suppliers and countries: the element the score comes from, their worst. Null for elements.',
  ),
  elements: z.array(z.string()).describe('Elements the subject has to do with.'),
  countries: z
    .array(z.string())
    .describe('Suppliers: countries of their sites. Countries: the country itself.'),
  rank: rankSchema.nullable(),
  top_drivers: z.array(driverSchema),
  p_90: nullableNumber.describe('Percent: the same chance within 90 days.'),
  now: nullableNumber.describe('Percent: the same chance on the day of the score.'),
  scarce: nullableNumber.describe(
    'Elements: 100 times the chance that within 365 days some cannot get what they order, at the stage where that is likeliest. Null for suppliers and countries, which have one chance.',
  ),
  scarce_band: bandSchema.describe('Band of `scarce`, which has limits of its own: 20, 40, 60, 80.'),
  scarce_now: nullableNumber.describe('Percent: `scarce` on the day of the score.'),
  scarce_interval: intervalSchema.nullable(),
  scarce_stage: nullableText.describe('Stage at which `scarce` is largest.'),
  stages: z
    .array(
      z
        .strictObject({
          stage: z.string(),
          score: z.number(),
          scarce: z.number(),
          now: z.number(),
          scarce_now: z.number(),
        })
        .meta({ additionalProperties: {} }), // an explanation says more of it
    )
    .describe(
      'Elements: both chances of every stage with a foreign origin, in processing order; who buys oxide or metal reads those of the stage.',
    ),
  expected_days: nullableNumber.describe('Expected days short within 365 days, 0 to 365.'),
  cover_days: nullableNumber.describe(
    'Days of cover that the score reads, before any is drawn down: of the buyer at the stage, or between a supplier and its buyer.',
  ),
  undecided_since: nullableText.describe(
    'Day after a suspension ran out without a decision; null while there is none.',
  ),
  pressure_index: z
    .record(z.string(), pressureSchema)
    .describe(`Theatre (${THEATRES.join(', ')}) -> pressure.`),
  feed_named: nullableNumber.describe(
    'Suppliers: part of their feed that links name, 0 to 1. The rest is taken from the mix of the world.',
  ),
  available: nullableNumber.describe('Suppliers: part of the output that is not promised to others, 0 to 1.'),
  listed: z.boolean().nullable().describe('Suppliers: on China’s control list, itself or by its parent.'),
  coverage: nullableNumber.describe('Elements: part of the inputs of the stage that is known, 0 to 1.'),
  stale_sources: z
    .array(z.string())
    .describe(
      'Theatres whose pressure is unknown or older than its window, and `policy-register` where the register of measures was last read more than 14 days before.',
    ),
  register_read: registerRead,
  data_as_of: nullableText.describe('Newest day any observation of the security signals speaks of.'),
  hhi: nullableNumber.describe(
    'Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. Null for suppliers: a company has no world supply.',
  ),
  end_use: z.string().describe('End use of the buyer: civil, defence or semiconductor_advanced.'),
  headline: z
    .string()
    .describe(
      'Both chances in one sentence of at most 140 characters, with its main cause where there is room.',
    ),
  headline_code: messageCodeSchema,
  headline_params: messageParamsSchema,
  methodology: methodologySchema,
  basis: z
    .string()
    .describe(
      '`published`: what a run published on that day. `on_request`: a supplier that you have stored or changed since the run, scored when you ask with its day and signals. `recomputed`: what today’s code and facts say of that day, cut at what was public by `known_at`. More may be added.',
    ),
  custom: z
    .literal(true)
    .optional()
    .describe('True of a supplier that you have stored; left out of all others, and of answers about one.'),
  at_stage: z
    .string()
    .optional()
    .describe('The stage that was asked for with `stage`, with everything behind it. Left out of the last.'),
  run_id: nullableText.describe('The run that published it, see /v1/runs/{id}; null when it is recomputed.'),
  as_of: day.describe('Day the score speaks of.'),
  known_at: day.describe('Only facts that were public by this day were used.'),
  computed_at: timestamp
    .nullable()
    .describe('Start of the run. RFC 3339, UTC, ends with Z. Null when it was computed for this answer.'),
  published_then: z
    .strictObject({
      run_id: z.string(),
      score: nullableNumber,
      scarce: nullableNumber,
      band: bandSchema,
      methodology: z.string(),
    })
    .nullable()
    .optional()
    .describe(
      'Of a recomputed score: what was published on that day; null when nothing was. Only in answers about one subject.',
    ),
  known_exceptions: z
    .array(z.string())
    .optional()
    .describe(
      'Of a recomputed score: where “what was known then” is only approximated. Only in answers about one subject.',
    ),
  links: scoreLinksSchema,
} satisfies ScoreShape;

/** A row of the ranking and the response of `/score` are the same object. */
export const scoreSchema = z
  .strictObject(scoreShape)
  .describe('A score with everything that is needed to read it.');
export type Score = z.infer<typeof scoreSchema>;

/** Names for the `fields` parameter. */
export const SCORE_ROW_FIELDS = Object.keys(scoreSchema.shape) as [keyof Score, ...(keyof Score)[]];

/** Identity of a run, as every response about it states beside its data. */
export const runStampShape = {
  run_id: z.string().describe('All rows are of this run.'),
  as_of: day.describe('Day the run speaks of.'),
};

export const pageLinksSchema = z
  .strictObject({ self: z.string(), next: nullableText.describe('Path of the next page; null at the end.') })
  .describe('Paths on this server.');

export const nextCursor = nullableText.describe('Give this as `cursor` for the next page; null at the end.');
