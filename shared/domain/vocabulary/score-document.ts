import * as z from 'zod';
import type { Frozen } from './frozen.ts';
import limits from './limits.json' with { type: 'json' };

const number = z.number().nullable();
const text = z.string().nullable();

/** What a schema reads, with narrower types where this code writes the value. */
type Of<S extends z.ZodType, Names extends object = object> = Omit<Frozen<z.infer<S>>, keyof Names> &
  Readonly<Names>;

/** Text for readers as a code of the catalogue of words and its parameters. */

/** A name, a number in the unit that the template expects, or a message itself. */
export type MessageParam = string | number | Message;

export type Message = Readonly<{
  code: string;
  params: Readonly<Record<string, MessageParam>>;
}>;

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

// Published documents. The score document is small (one DynamoDB item); the explanation holds everything
// needed to recompute it. field-glossary.json of the contract says what each field means.

export type SubjectType = 'element' | 'supplier' | 'country';

/** Measures on defence and advanced chips count for them alone. */
export const END_USES = ['civil', 'defence', 'semiconductor_advanced'] as const;
export type EndUse = (typeof END_USES)[number];

/** Scores of another end use are computed on request. */
export const PUBLISHED_END_USE: EndUse = 'civil';

export type Band = 'low' | 'guarded' | 'elevated' | 'high' | 'critical';

export const subjectSchema = z.strictObject({ type: z.string(), id: z.string(), name: z.string() });
export type Subject = Of<typeof subjectSchema, { type: SubjectType }>;

/** Over what nobody knows about the world today, percent. */
export const intervalSchema = z.strictObject({ p05: z.number(), p50: z.number(), p95: z.number() });
export type Interval = Of<typeof intervalSchema>;

export const bandSchema = z
  .string()
  .describe(
    'low (below 3), guarded (3), elevated (10), high (25), critical (50 and more); unknown when there is no score.',
  );

/** That the score, known better, lies in a band; the five add up to 1. */
export const bandChanceSchema = z.strictObject({ band: z.string(), chance: z.number() });
export type BandChance = Of<typeof bandChanceSchema, { band: Band }>;

export type NoDelivery =
  | 'not_producing'
  | 'no_plants'
  | 'state_not_read'
  | 'delivers_elsewhere'
  | 'committed_elsewhere'
  | 'no_element';

/** A percentile, 0 ... 100, in the theatre's own three years. */
const pressureSchema = z
  .strictObject({
    index: number,
    day: text,
    age_days: z.int().nullable(),
    series: z.record(z.string(), number),
  })
  .describe('Pressure in a theatre.');

/** Percent: that users stand, and that some cannot get what they order. */
const stageChancesSchema = z
  .strictObject({
    stage: z.string(),
    score: z.number(),
    scarce: z.number(),
    now: z.number(),
    scarce_now: z.number(),
  })
  .meta({ additionalProperties: {} }); // an explanation says more of it
export type StageChances = Of<typeof stageChancesSchema>;

/** 1 is the highest score; `from`, `to`: the middle nine tenths of what is not known. */
export const rankSchema = z.strictObject({ position: z.int(), of: z.int(), from: number, to: number });
export type Rank = Of<typeof rankSchema>;

export const DRIVER_KINDS = [
  'closure',
  'disruption',
  'listing',
  'measure',
  'new_control',
  'ramp_up',
  'security',
  'unforeseen',
] as const;

export const labelSchema = z.string().describe('At most 40 characters.');

/** Points of all causes add up to the score exactly. */
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
export type Driver = Of<typeof driverSchema, { label_params: Message['params'] }>;

export const methodologySchema = z.strictObject({ version: z.string(), sha256: z.string() });
export type MethodologyReference = Of<typeof methodologySchema>;

/**
 * Chances and their parts are percent with two decimals. Null is unknown, never 0; null fields are present.
 */
export const scoreDocumentSchema = z.strictObject({
  subject: subjectSchema,
  buyer: z.string(),
  status: z.string(),
  status_reason: text,
  score: number,
  band: bandSchema,
  scale: z.strictObject({ min: z.number(), max: z.number(), direction: z.string(), unit: z.string() }),
  interval: intervalSchema.nullable(),
  quantiles: z.array(z.number()).nullable(),
  bands: z.array(bandChanceSchema).nullable(),
  state: number,
  may_begin: number,
  security: number,
  without_security: number,
  p_security: number,
  stage: text,
  element: text,
  elements: z.array(z.string()),
  countries: z.array(z.string()),
  rank: rankSchema.nullable(),
  top_drivers: z.array(driverSchema),
  p_90: number,
  now: number,
  scarce: number,
  scarce_band: bandSchema.describe('Band of `scarce`, which has limits of its own: 20, 40, 60, 80.'),
  scarce_now: number,
  scarce_interval: intervalSchema.nullable(),
  scarce_stage: text,
  stages: z.array(stageChancesSchema),
  expected_days: number,
  cover_days: number,
  undecided_since: text,
  pressure_index: z.record(z.string(), pressureSchema),
  feed_named: number,
  available: number,
  listed: z.boolean().nullable(),
  coverage: number,
  stale_sources: z.array(z.string()),
  register_read: text,
  data_as_of: text,
  hhi: number,
  end_use: z.string(),
  headline: z.string(),
  headline_code: messageCodeSchema,
  headline_params: messageParamsSchema,
  methodology: methodologySchema,
  run_id: z.string(),
  as_of: z.string(),
  known_at: z.string(),
  computed_at: z.string(),
});

export type ScoreDocument = Of<
  typeof scoreDocumentSchema,
  {
    subject: Subject;
    status: 'scored' | 'insufficient_data' | NoDelivery;
    band: Band | 'unknown';
    scale: typeof SCALE;
    bands: readonly BandChance[] | null;
    top_drivers: readonly Driver[];
    scarce_band: Band | 'unknown';
    headline_params: Message['params'];
  }
>;

export const SCALE = {
  min: 0,
  max: 100,
  direction: 'higher_is_riskier',
  unit: 'percent probability that within the next 365 days users of an element stand still, or that a quarter of what a supplier delivers is missing for longer than the stock lasts',
} as const;

type Identity = Pick<
  ScoreDocument,
  'subject' | 'buyer' | 'methodology' | 'run_id' | 'as_of' | 'known_at' | 'computed_at'
>;

type MadeOfFields = Pick<ScoreDocument, 'headline' | 'headline_code' | 'headline_params'>;

/** In the order in which documents have them. */
export const UNSCORED_FIELDS: Omit<ScoreDocument, keyof (Identity & MadeOfFields)> = {
  status: 'insufficient_data',
  status_reason: null,
  score: null,
  band: 'unknown',
  scale: SCALE,
  interval: null,
  quantiles: null,
  bands: null,
  state: null,
  may_begin: null,
  security: null,
  without_security: null,
  p_security: null,
  stage: null,
  element: null,
  elements: [],
  countries: [],
  rank: null,
  top_drivers: [],
  p_90: null,
  now: null,
  scarce: null,
  scarce_band: 'unknown',
  scarce_now: null,
  scarce_interval: null,
  scarce_stage: null,
  stages: [],
  expected_days: null,
  cover_days: null,
  undecided_since: null,
  pressure_index: {},
  feed_named: null,
  available: null,
  listed: null,
  coverage: null,
  stale_sources: [],
  register_read: null,
  data_as_of: null,
  hhi: null,
  end_use: PUBLISHED_END_USE,
};

/** The most important fields first, for people who read the JSON. */
export function inReadingOrder<T extends ScoreDocument>(document: T): T {
  const { subject, buyer, headline, score, scarce, now, scarce_now, band, status, status_reason } = document;
  return {
    ...{ subject, buyer, headline, score, scarce, now, scarce_now, band, status, status_reason },
    ...document,
  };
}

/** Texts and numbers of any value: readers of the API must tolerate new words. */
export type Widened<T> = T extends string
  ? string
  : T extends number
    ? number
    : { readonly [F in keyof T]: Widened<T[F]> };

export type RankingPage = Readonly<{
  run_id: string;
  subject_type: SubjectType;
  buyer: string;
  page: number;
  pages: number;
  rows: readonly ScoreDocument[];
}>;

export const historyPointSchema = z.strictObject({
  as_of: z.string().describe('Day the point speaks of.'),
  score: number.describe('Null is unknown, never 0.'),
  band: bandSchema,
  p05: number,
  p50: number,
  p95: number,
  now: number,
  scarce: number.describe('Elements: the chance of scarcity within the year.'),
  scarce_now: number,
  scarce_p05: number,
  scarce_p95: number,
  state: number,
  may_begin: number,
  security: number,
  stage: text,
  drivers: z.record(z.string(), z.number()),
  methodology: z.string(),
  origin: z
    .string()
    .describe(
      '`published`: what a run said on that day. `replayed`: what today’s code says of that day, with the facts known then.',
    ),
  run_id: text,
});
export type HistoryPoint = Of<
  typeof historyPointSchema,
  { band: Band | 'unknown'; origin: 'published' | 'replayed' }
>;

/** Where "what was known then" is only approximated. */
export const KNOWN_EXCEPTIONS: readonly string[] = limits.replayed.map(([english = '']) => english);
