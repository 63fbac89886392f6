import * as z from 'zod';
import { bandChanceSchema, bandSchema, scoreDocumentSchema } from '#domain/vocabulary/score-document.ts';

export {
  bandChanceSchema,
  bandSchema,
  driverSchema,
  intervalSchema,
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  methodologySchema,
  rankSchema,
  subjectSchema,
} from '#domain/vocabulary/score-document.ts';

export const nullableNumber = z.number().nullable();
export const nullableText = z.string().nullable();
const day = z.string().describe('Calendar date YYYY-MM-DD.');

export const versionShape = {
  id: z.string().describe('Your id of it.'),
  version: z
    .int()
    .describe('1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other.'),
  updated_at: z.string().describe('When this version was stored. RFC 3339, UTC.'),
};

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

export const spreadShape = {
  quantiles: z.array(z.number()).describe('20 quantiles of the same, at 2.5, 7.5 ... 97.5 %.'),
  bands: z.array(bandChanceSchema),
};

export const scoreLinksSchema = z.strictObject({
  self: z.string(),
  subject: z.string(),
  explanation: z.string(),
  report: z.string(),
  history: z.string(),
  methodology: z.string(),
  run: nullableText,
});

const { run_id, as_of, known_at, computed_at, ...figures } = scoreDocumentSchema.shape;

/** `run_id`, `computed_at`: null when no run published it. */
const scoreShape = {
  ...figures,
  scale: scaleSchema,
  basis: z.string(),
  custom: z.literal(true).optional(),
  at_stage: z.string().optional(),
  run_id: run_id.nullable(),
  as_of,
  known_at,
  computed_at: computed_at.nullable(),
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
};

/** A row of the ranking and the response of `/score` are the same object. */
export const scoreSchema = z.strictObject(scoreShape);
export type Score = z.infer<typeof scoreSchema>;

export const SCORE_ROW_FIELDS = Object.keys(scoreSchema.shape) as [keyof Score, ...(keyof Score)[]];

export const runStampShape = {
  run_id: z.string().describe('All rows are of this run.'),
  as_of: day.describe('Day the run speaks of.'),
};

export const pageLinksSchema = z.strictObject({ self: z.string(), next: nullableText });

export const pageShape = { next_cursor: nullableText, links: pageLinksSchema };
