/** The score in responses of the API. `null` is always present where a value is unknown, and never means zero. */
import * as z from 'zod';
import type { ScoreDocument, Widened } from '#domain/vocabulary/score-document.ts';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();
const timestamp = z.string().describe('RFC 3339, UTC, ends with Z.');
const day = z.string().describe('Calendar date YYYY-MM-DD.');

export const methodologySchema = z
  .strictObject({
    version: z.string().describe('See /v1/methodologies/{version} for every parameter with its unit, basis and source.'),
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
  .describe('low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score.');

export const shownBandSchema = z
  .strictObject({
    name: z.string(),
    label: z.string().describe('Name of the band for a reader.'),
    label_code: z.string().describe('Code of the label in the catalogue of /v1/words.'),
    from: nullableNumber.describe('Lowest score of the band; null for `unknown`.'),
    to: nullableNumber.describe('The band ends below this score; the highest includes 100. Null for `unknown`.'),
    icon: z.string().describe('A character that fills up with the score: a band is never told by its colour alone.'),
    colour: z.string().describe('sRGB, `#rrggbb`. The colours can be told apart by readers who are colour-blind.'),
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
      .describe(
        'Bands with limits, icons and colours, lowest first. In lists and histories; a single score and an explanation leave them to /v1/words.',
      ),
  })
  .describe('How to read the number.');

export const intervalSchema = z
  .strictObject({
    p05: z.number(),
    p50: z.number(),
    p95: z.number(),
    method: z.string(),
    draws: z.int(),
  })
  .describe('Where the score lies when the uncertain inputs are varied: 90 % of the draws are between p05 and p95.');

const percentilesSchema = z
  .strictObject({ p05: z.number(), p50: z.number(), p95: z.number() })
  .describe('90 % of the draws are between p05 and p95.');

export const rankSchema = z
  .strictObject({
    position: z.int().describe('1 is the highest score.'),
    of: z.int().describe('Subjects with a score.'),
    p05: nullableNumber,
    p95: nullableNumber,
  })
  .describe(
    'Place in the ranking of this type of subject for this buyer; of a supplier of your own, the place among your own that the run has scored.',
  );

/** Code and parameters of a text, for the catalogue of /v1/words. */
export const messageCodeSchema = z
  .string()
  .describe('Code of the text in the catalogue of /v1/words, which has it in English and Japanese.');
export const messageParamsSchema = z
  .record(
    z.string(),
    z.union([
      z.string(),
      z.number(),
      z.strictObject({
        code: z.string().describe('Code of a text that is part of it, in the catalogue of /v1/words.'),
        params: z.record(z.string(), z.any()).describe('Parameters of that text.'),
      }),
    ]),
  )
  .describe('Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own.');

export const labelSchema = z.string().describe('At most 40 characters.');

export const driverSchema = z
  .strictObject({
    id: z.string().describe('The hazard, for example `active_control:CHN`.'),
    kind: z
      .string()
      .describe('active_control, scheduled_control, new_control, transit, origin_instability or facility. More may be added.'),
    points: z.number().describe('Points of the score that come from this hazard. All hazards together sum to the score.'),
    label: labelSchema,
    label_code: messageCodeSchema,
    label_params: messageParamsSchema,
    summary: z.string().describe('The hazard in one sentence.'),
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
type OfTheAnswer = 'basis' | 'at_stage' | 'published_then' | 'known_exceptions' | 'stale' | 'links';

/** Fields that a run sets in its documents, and that are null in the response when no run published the score. */
type OfARun = 'run_id' | 'computed_at';

/** A schema for every field of the score document, and for no other: a field added to only one of them does not compile. */
type ScoreShape = { readonly [F in keyof ScoreDocument]: z.ZodType<Widened<ScoreDocument[F]> | (F extends OfARun ? null : never)> } & {
  readonly [F in OfTheAnswer]: z.ZodType;
};

const scoreShape = {
  subject: subjectSchema,
  buyer: z.string().describe('The country whose supply is at risk.'),
  status: z.string().describe('`scored` or `insufficient_data`. More may be added.'),
  status_reason: nullableText.describe('Why there is no score; null when there is one.'),
  score: nullableNumber.describe(
    '100 times the probability that within the next 365 days a supply disruption starts that outlasts the stocks of the buyer. Null is unknown, never 0.',
  ),
  band: bandSchema,
  scale: scaleSchema,
  interval: intervalSchema.nullable(),
  score_without_signals: nullableNumber.describe('The same score with the three security signals at rest.'),
  stage: nullableText.describe(
    'Stage of the supply chain the score comes from; null without a score. For suppliers: the stage where the strongest export control on the chain bites, or where it delivers most when none does.',
  ),
  element: nullableText.describe(
    'For countries: the element the score comes from. For suppliers: the element on which the strongest export control on the chain bites; null when none does. Null for elements.',
  ),
  elements: z.array(z.string()).describe('Elements the subject has to do with.'),
  countries: z.array(z.string()).describe('Suppliers: countries of their sites. Countries: the country itself.'),
  rank: rankSchema.nullable(),
  top_drivers: z.array(driverSchema),
  p_stockout_90: nullableNumber.describe('Probability that the buyer runs out within 90 days, 0 to 1.'),
  p_stockout_365: nullableNumber.describe('Probability that the buyer runs out within 365 days, 0 to 1.'),
  expected_days: nullableNumber.describe('Expected days without supply within 365 days, 0 to 365.'),
  expected_tonnes: nullableNumber.describe(
    'Expected tonnes short within 365 days: `expected_days` of what the buyer uses in a year. Null where no source says how much that is (most elements), and for suppliers and countries.',
  ),
  coverage: nullableNumber.describe('Part of the inputs that is known, 0 to 1. Null for countries.'),
  stale_sources: z.array(z.string()).describe('Inputs that are too old to be taken at face value.'),
  data_as_of: nullableText.describe('Newest day any observation of the security signals speaks of.'),
  hhi: nullableNumber.describe(
    'Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. Null for suppliers: a company has no world supply.',
  ),
  alternatives: z.record(z.string(), nullableNumber).describe('The score under the other published methodologies.'),
  state: nullableNumber.describe(
    'The part of the score that is in force: 100 times the probability that a control in force on the day stops supply for longer than the stocks. `score` is the union: 1 - score/100 = (1 - state/100)(1 - new_event/100). Null without a score, and under methodologies that do not tell the two apart.',
  ),
  new_event: nullableNumber.describe(
    'The part of the score that may still begin: 100 times the probability that another control or disruption begins within 365 days and outlasts the stocks. Null like `state`.',
  ),
  state_interval: percentilesSchema.nullable().describe('Where `state` lies when the uncertain inputs are varied.'),
  new_event_interval: percentilesSchema.nullable().describe('Where `new_event` lies when the uncertain inputs are varied.'),
  end_use: nullableText.describe(
    'End use of the buyer: civil, defence or semiconductor_advanced. Null under methodologies that do not tell end uses apart.',
  ),
  headline: z
    .string()
    .describe(
      'The score in one sentence of at most 140 characters, with its interval and its main cause. Scores of runs before there were headlines lack it.',
    ),
  headline_code: messageCodeSchema,
  headline_params: messageParamsSchema,
  methodology: methodologySchema,
  basis: z
    .string()
    .describe(
      '`published`: what a run published on that day. `on_request`: a supplier of your own that you have stored or changed since the run, scored when you ask with the day, the methodology and the signals of the run; the same whenever it is asked for in that run. `recomputed`: what today’s code and facts say of that day, cut at what was public by `known_at`. More may be added.',
    ),
  at_stage: z
    .string()
    .optional()
    .describe('The stage that was asked for with `stage`: the score is of it alone. Left out where the worst stage counts.'),
  run_id: nullableText.describe('The run that published it, see /v1/runs/{id}; null when it is recomputed.'),
  as_of: day.describe('Day the score speaks of.'),
  known_at: day.describe('Only facts that were public by this day were used.'),
  computed_at: timestamp.nullable().describe('Start of the run. RFC 3339, UTC, ends with Z. Null when it was computed for this answer.'),
  published_then: z
    .strictObject({ run_id: z.string(), score: nullableNumber, band: bandSchema, methodology: z.string() })
    .nullable()
    .optional()
    .describe('Of a recomputed score: what was published on that day; null when nothing was. Only in answers about one subject.'),
  known_exceptions: z
    .array(z.string())
    .optional()
    .describe('Of a recomputed score: where “what was known then” is only approximated. Only in answers about one subject.'),
  stale: z
    .strictObject({
      reason: z.string().describe('`store_unavailable`. More may be added.'),
      published_at: timestamp.describe('When the run of the copy was published. RFC 3339, UTC, ends with Z.'),
      left_out: z.array(z.string()).describe('Fields that a copy does not have, and that are null here: `rank`.'),
    })
    .optional()
    .describe(
      'Only there while the store of the scores does not answer: the score is the one of the last published run, out of a copy beside the store; a newer run may have been published in the minute before. Left out in every other answer. Only in answers about one subject.',
    ),
  links: scoreLinksSchema,
} satisfies ScoreShape;

/** A row of the ranking and the response of `/score` are the same object. */
export const scoreSchema = z.strictObject(scoreShape).describe('A score with everything that is needed to read it.');
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
