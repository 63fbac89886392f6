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

export const methodologySchema = z.strictObject({
  version: z.string(),
  sha256: z.string(),
});

export const subjectSchema = z.strictObject({
  type: z.string(),
  id: z.string(),
  name: z.string(),
});

export const bandSchema = z
  .string()
  .describe(
    'low (below 3), guarded (3), elevated (10), high (25), critical (50 and more); unknown when there is no score.',
  );

const shownBandSchema = z
  .strictObject({
    name: z.string(),
    label: z.string(),
    label_code: z.string(),
    from: nullableNumber,
    to: nullableNumber,
    icon: z.string(),
    colour: z.string(),
    text_colour: z.string(),
  })
  .describe('A band, and how it is shown.');

export const scaleSchema = z.strictObject({
  min: z.number(),
  max: z.number(),
  direction: z.string(),
  unit: z.string(),
  bands: z.array(shownBandSchema).optional(),
});

export const intervalSchema = z.strictObject({ p05: z.number(), p50: z.number(), p95: z.number() });

/** The chance of a band. */
export const bandChanceSchema = z.strictObject({ band: z.string(), chance: z.number() });

export const spreadShape = {
  quantiles: z.array(z.number()).describe('20 quantiles of the same, at 2.5, 7.5 ... 97.5 %.'),
  bands: z.array(bandChanceSchema),
};

const pressureSchema = z
  .strictObject({
    index: nullableNumber,
    day: nullableText,
    age_days: z.int().nullable(),
    series: z.record(z.string(), nullableNumber),
  })
  .describe('Pressure in a theatre.');

export const rankSchema = z.strictObject({
  position: z.int(),
  of: z.int(),
  from: nullableNumber,
  to: nullableNumber,
});

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

export const driverSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  part: z.string(),
  points: z.number(),
  label: labelSchema,
  label_code: messageCodeSchema,
  label_params: messageParamsSchema,
  summary: z.string(),
});

export const scoreLinksSchema = z.strictObject({
  self: z.string(),
  subject: z.string(),
  explanation: z.string(),
  report: z.string(),
  history: z.string(),
  methodology: z.string(),
  run: nullableText,
});

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

export const registerRead = nullableText;

const scoreShape = {
  subject: subjectSchema,
  buyer: z.string(),
  status: z.string(),
  status_reason: nullableText,
  score: nullableNumber,
  band: bandSchema,
  scale: scaleSchema,
  interval: intervalSchema.nullable(),
  quantiles: spreadShape.quantiles.nullable().describe('20 quantiles of the same, at 2.5, 7.5 ... 97.5 %.'),
  bands: spreadShape.bands.nullable(),
  state: nullableNumber,
  may_begin: nullableNumber,
  security: nullableNumber,
  without_security: nullableNumber,
  p_security: nullableNumber,
  stage: nullableText,
  element: nullableText,
  elements: z.array(z.string()),
  countries: z.array(z.string()),
  rank: rankSchema.nullable(),
  top_drivers: z.array(driverSchema),
  p_90: nullableNumber,
  now: nullableNumber,
  scarce: nullableNumber,
  scarce_band: bandSchema.describe('Band of `scarce`, which has limits of its own: 20, 40, 60, 80.'),
  scarce_now: nullableNumber,
  scarce_interval: intervalSchema.nullable(),
  scarce_stage: nullableText,
  stages: z.array(
    z
      .strictObject({
        stage: z.string(),
        score: z.number(),
        scarce: z.number(),
        now: z.number(),
        scarce_now: z.number(),
      })
      .meta({ additionalProperties: {} }), // an explanation says more of it
  ),
  expected_days: nullableNumber,
  cover_days: nullableNumber,
  undecided_since: nullableText,
  pressure_index: z
    .record(z.string(), pressureSchema)
    .describe(`Theatre (${THEATRES.join(', ')}) -> pressure.`),
  feed_named: nullableNumber,
  available: nullableNumber,
  listed: z.boolean().nullable(),
  coverage: nullableNumber,
  stale_sources: z.array(z.string()),
  register_read: registerRead,
  data_as_of: nullableText,
  hhi: nullableNumber,
  end_use: z.string(),
  headline: z.string(),
  headline_code: messageCodeSchema,
  headline_params: messageParamsSchema,
  methodology: methodologySchema,
  basis: z.string(),
  custom: z.literal(true).optional(),
  at_stage: z.string().optional(),
  run_id: nullableText,
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
    .optional(),
  known_exceptions: z.array(z.string()).optional(),
  links: scoreLinksSchema,
} satisfies ScoreShape;

/** A row of the ranking and the response of `/score` are the same object. */
export const scoreSchema = z.strictObject(scoreShape);
export type Score = z.infer<typeof scoreSchema>;

/** Names for the `fields` parameter. */
export const SCORE_ROW_FIELDS = Object.keys(scoreSchema.shape) as [keyof Score, ...(keyof Score)[]];

/** Identity of a run, as every response about it states beside its data. */
export const runStampShape = {
  run_id: z.string().describe('All rows are of this run.'),
  as_of: day.describe('Day the run speaks of.'),
};

export const pageLinksSchema = z.strictObject({ self: z.string(), next: nullableText });

export const nextCursor = nullableText;
