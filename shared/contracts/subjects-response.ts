import * as z from 'zod';
import { countryEntrySchema, elementEntrySchema, evidenceSchema, supplierEntrySchema } from './run-documents.ts';
import {
  bandSchema,
  methodologySchema,
  nextCursor,
  pageLinksSchema,
  runStampShape,
  scaleSchema,
  scoreSchema,
  subjectSchema,
} from './score-response.ts';

const nullableNumber = z.number().nullable();

const subjectLinksSchema = z
  .strictObject({ self: z.string(), score: z.string(), explanation: z.string(), history: z.string() })
  .describe('Paths on this server.');

const withScore = {
  score: scoreSchema.nullable().describe('The current score for the buyer; null when the run has none for this subject.'),
  links: subjectLinksSchema,
};

const page = <T extends z.ZodType>(entry: T) =>
  z.strictObject({
    data: z.array(entry).describe('In byte order of id.'),
    next_cursor: nextCursor,
    ...runStampShape,
    buyer: z.string(),
    links: pageLinksSchema,
  });

const single = <T extends z.ZodRawShape>(entry: z.ZodObject<T>) => entry.extend({ ...withScore, ...runStampShape, buyer: z.string() });

export const elementsPageSchema = page(elementEntrySchema.extend(withScore)).describe('Elements with their current scores.');
export const suppliersPageSchema = page(supplierEntrySchema.extend(withScore)).describe('Suppliers with their current scores.');
export const countriesPageSchema = page(countryEntrySchema.extend(withScore)).describe('Countries with their current scores.');
export const elementSchema = single(elementEntrySchema).describe('An element with its current score.');
export const supplierSchema = single(supplierEntrySchema).describe('A supplier with its sites and its current score.');
export const countrySchema = single(countryEntrySchema).describe('A country with its current score.');

const counterfactualSchema = z
  .looseObject({
    id: z.string(),
    description: z.string(),
    score: nullableNumber.describe('The score it would be.'),
    difference: nullableNumber.describe('That score minus the published one; negative is safer.'),
  })
  .describe('What the score would be if one thing were different.');

/**
 * Everything that is needed to recompute the score. Open objects: stages, hazards and inputs carry the intermediate values of the
 * scoring specification under its names, unrounded.
 */
export const explanationSchema = scoreSchema
  .extend({
    identity: z.string().describe('The equation that holds exactly.'),
    drivers: z
      .array(
        z.looseObject({
          id: z.string(),
          kind: z.string(),
          points: z.number().describe('Two decimals; all drivers together are the published score exactly.'),
          summary: z.string(),
          evidence: z.array(z.string()).describe('Rows of the reference data that it rests on.'),
        }),
      )
      .describe('Every hazard behind the score, largest first.'),
    contributions: z
      .array(z.looseObject({ id: z.string(), points: z.number() }))
      .describe('The drivers unrounded, each split into base, signals and measures; the parts sum to the whole.'),
    stages: z
      .array(z.looseObject({ stage: z.string(), score: nullableNumber }))
      .describe(
        'Every stage of the supply chain with its shares, measures and hazards; the score is that of the worst. Empty for suppliers.',
      ),
    counterfactuals: z.array(counterfactualSchema),
    scheduled_steps: z
      .array(z.looseObject({ date: z.string(), what: z.string(), measure: z.string() }))
      .describe('Dated steps ahead: measures that take effect, suspensions that run out, measures that end.'),
    exact: z.record(z.string(), z.unknown()).nullable().describe('The results unrounded; null when there is no score.'),
    inputs: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('What the scorer was given, under the names of the scoring specification: enough to compute the score again.'),
    reference_indices: z
      .record(z.string(), z.unknown())
      .describe('Published indices of concentration and supply risk, for comparison. They are no part of the score.'),
    evidence: z.array(evidenceSchema).describe('The rows that drivers name, each with its source.'),
    limitations: z.array(z.string()).describe('What the score does not see.'),
  })
  .loose()
  .describe('Why the score is what it is.');

export const historyPointSchema = z
  .strictObject({
    as_of: z.string().describe('Day the point speaks of.'),
    score: nullableNumber.describe('Null is unknown, never 0.'),
    band: bandSchema,
    p05: nullableNumber,
    p50: nullableNumber,
    p95: nullableNumber,
    score_without_signals: nullableNumber,
    stage: z.string().nullable(),
    drivers: z.record(z.string(), z.number()).describe('Kind of hazard -> points.'),
    methodology: z.string().describe('Version of the methodology.'),
    origin: z
      .string()
      .describe('`published`: what a run said on that day. `replayed`: what today’s code says of that day, with the facts known then.'),
    run_id: z.string().nullable().describe('The run that published it; null for replayed points.'),
  })
  .describe('The score of one day.');

export const historySchema = z
  .strictObject({
    subject: subjectSchema,
    buyer: z.string(),
    interval: z.string(),
    from: z.string(),
    to: z.string(),
    scale: scaleSchema,
    data: z.array(historyPointSchema).describe('Oldest first.'),
    next_cursor: nextCursor,
    methodology: methodologySchema.nullable().describe('Methodology of the newest run; each point names its own version.'),
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Scores over time.');
