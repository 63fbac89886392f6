import * as z from 'zod';
import { bandSchema, methodologySchema, runStampShape, scaleSchema } from '../scores/score-response.ts';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();

const driverChangeSchema = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    label: z.strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()) }).describe('The cause in the catalogue of words.'),
    from: z.number(),
    to: z.number(),
    delta: z.number(),
  })
  .describe('Points of a cause before and after. `stop:...` is what the scenario states.');

const partsSchema = z
  .strictObject({ state: z.number(), may_begin: z.number(), security: z.number() })
  .nullable()
  .describe('Parts of the score; they add up to it.');

export const elementChangeSchema = z
  .strictObject({
    subject: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
    baseline: nullableNumber.describe('The score of the run; null when there is none.'),
    scenario: nullableNumber,
    delta: nullableNumber.describe('scenario - baseline; positive is riskier.'),
    interval: z
      .strictObject({ p05: z.number(), p50: z.number(), p95: z.number() })
      .nullable()
      .describe('Where the difference lies over what nobody knows, 5, 50 and 95 %: both sides stand on the same points.'),
    parts_from: partsSchema,
    parts_to: partsSchema,
    band_from: bandSchema,
    band_to: bandSchema,
    stage_from: nullableText,
    stage_to: nullableText,
    by_driver: z.array(driverChangeSchema).describe('What moves, most first; the differences sum to delta exactly.'),
    stages: z
      .array(z.strictObject({ stage: z.string(), baseline: nullableNumber, scenario: nullableNumber }))
      .describe(
        'Every stage: a change at one that is not the worst does not show in the score. Empty for a supplier, whose chain is scored as a whole.',
      ),
    unchanged_because: nullableText.describe(
      'Why the score is what it was, or moves by less than a point, in a sentence or two; null where it moves.',
    ),
  })
  .describe('An element or a supplier before and after.');

export const scenarioEvaluationSchema = z
  .strictObject({
    scenario: z.record(z.string(), z.unknown()).describe('What was asked, without what was left out.'),
    changes: z.record(z.string(), z.unknown()).describe('Everything that is different, the template included.'),
    buyer: z.string(),
    baseline: z
      .strictObject({
        run_id: z.string(),
        as_of: z.string(),
        known_at: z.string(),
        inputs_sha256: z.string().describe('Hash of the snapshot of facts that the run pinned.'),
        methodology: methodologySchema,
      })
      .describe('What it stands on.'),
    summary: z.strictObject({
      elements: z.int().describe('Subjects in the answer, of whatever type.'),
      raised: z.int(),
      lowered: z.int(),
      unchanged: z.int(),
      unscored: z.int(),
      band_changes: z.int(),
    }),
    results: z.array(elementChangeSchema).describe('Largest change first, then by id.'),
    assumptions: z.array(z.string()),
    scale: scaleSchema,
    share_url: nullableText.describe(
      'Path on this server that gives this answer again, byte for byte; null when the scenario is too long for an address.',
    ),
    ...runStampShape,
  })
  .describe('What scores would be under a scenario.');

export const scenarioTemplatesSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        description: z.string(),
        basis: z.string().describe('What its numbers rest on.'),
        computed: z.string().optional().describe('What is computed, and what is not.'),
        changes: z.record(z.string(), z.unknown()),
        links: z.strictObject({ evaluate: z.string().describe('Path of its evaluation for Japan.') }),
      }),
    ),
    adjustable_parameters: z.array(
      z.strictObject({ name: z.string(), min: z.number(), max: z.number(), unit: z.string(), meaning: z.string() }),
    ),
  })
  .describe('Ready-made scenarios, and the numbers of the method that a scenario may set.');
