import * as z from 'zod';
import { historyPointSchema } from '#domain/vocabulary/score-document.ts';
import {
  countryEntrySchema,
  elementEntrySchema,
  evidenceSchema,
  licenceDecisionSchema,
  listingSchema,
  shortageSchema,
  supplierEntrySchema,
  theatreEventsSchema,
  tradeRatioSchema,
} from '../run/run-documents.ts';
import {
  bandSchema,
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  methodologySchema,
  nullableNumber,
  nullableText,
  pageShape,
  runStampShape,
  scaleSchema,
  scoreSchema,
  subjectSchema,
} from './score.ts';

const subjectLinksSchema = z.strictObject({
  self: z.string(),
  score: z.string(),
  explanation: z.string(),
  report: z.string(),
  history: z.string(),
});

const withScore = {
  score: scoreSchema
    .nullable()
    .describe('The current score for the buyer; null when the run has none for this subject.'),
  links: subjectLinksSchema,
};

const page = <T extends z.ZodType>(entry: T) =>
  z.strictObject({
    data: z.array(entry).describe('In byte order of id.'),
    ...pageShape,
    ...runStampShape,
    buyer: z.string(),
  });

const single = <T extends z.ZodRawShape>(entry: z.ZodObject<T>) =>
  entry.extend({ ...withScore, ...runStampShape, buyer: z.string() });

export const elementRowSchema = elementEntrySchema.extend(withScore);
export const supplierRowSchema = supplierEntrySchema.extend(withScore);
export const countryRowSchema = countryEntrySchema.extend(withScore);
export const elementsPageSchema = page(elementRowSchema).describe('Elements with their current scores.');
export const suppliersPageSchema = page(supplierRowSchema).describe('Suppliers with their current scores.');
export const countriesPageSchema = page(countryRowSchema).describe('Countries with their current scores.');
export const elementSchema = single(elementEntrySchema).describe('An element with its current score.');
export const supplierSchema = single(supplierEntrySchema).describe(
  'A supplier with its sites and its current score.',
);
export const countrySchema = single(countryEntrySchema).describe('A country with its current score.');

const counterfactualSchema = z
  .looseObject({
    id: z.string(),
    kind: z.string(),
    label: labelSchema.optional(),
    description: z.string(),
    measure: z.string().nullable(),
    score: nullableNumber,
    difference: nullableNumber,
    scarce: nullableNumber,
    scarce_difference: nullableNumber,
    band: bandSchema,
  })
  .describe('What the score would be if one thing were different.');

const criticalitySchema = z
  .looseObject({
    supplier: z.string(),
    name: z.string(),
    element: z.string(),
    stage: z.string(),
    output: z.record(z.string(), nullableNumber),
    score: nullableNumber.describe('Score of the element now.'),
    score_if_stopped: nullableNumber,
    band_if_stopped: bandSchema.nullable(),
    points: nullableNumber.describe('The rise; null when the output of the supplier is not known.'),
    scarce: nullableNumber.describe('The same of scarcity at the stage of the score.'),
    scarce_if_stopped: nullableNumber,
    scarce_points: nullableNumber,
    evidence: z.array(z.string()),
  })
  .describe('What the score of an element becomes without a supplier.');

const explanationDriverSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  points: z.number().describe('Two decimals; those of a part are the published part exactly.'),
  label: labelSchema.optional(),
  label_code: messageCodeSchema.optional(),
  label_params: messageParamsSchema.optional(),
  summary: z.string().describe('The cause in one sentence.'),
  summary_code: messageCodeSchema.optional(),
  summary_params: messageParamsSchema.optional(),
  part: z.string().describe('state, may_begin or security.'),
  exact_points: z.number(),
  evidence: z.array(z.string()).describe('Rows of the reference data that it rests on.'),
});

export const scheduledStepSchema = z.looseObject({
  date: z.string(),
  in_days: z.int(),
  what: z.string(),
  measures: z.array(z.string()),
  title: z.string(),
  label: labelSchema.optional(),
  description: z.string(),
  score_if_in_force: nullableNumber,
  score_if_not: nullableNumber,
  scarce_if_in_force: nullableNumber,
  scarce_if_not: nullableNumber,
  difference: nullableNumber,
});

const scheduledStepsSchema = z
  .array(scheduledStepSchema)
  .describe(
    'The calendar: measures that take effect, suspensions that run out, measures that end, and suspensions that ran out undecided.',
  );

/**
 * Everything to recompute the score. Objects are open: stages, causes and inputs have the names of the
 * specification, unrounded.
 */
export const explanationSchema = scoreSchema
  .extend({
    identity: z.string(),
    drivers: z.array(explanationDriverSchema),
    stages: z
      .array(
        z.looseObject({
          stage: z.string(),
          label: labelSchema.optional(),
          label_code: messageCodeSchema.optional(),
          label_params: messageParamsSchema.optional(),
          score: z.number(),
          now: z.number(),
          scarce: z.number(),
          scarce_now: z.number(),
          shares: z.record(z.string(), z.number()),
          domestic: nullableNumber,
          recycled: nullableNumber,
          cover_days: nullableNumber,
        }),
      )
      .optional(),
    measures: z
      .array(
        z.looseObject({
          id: z.string(),
          title: z.string(),
          label: labelSchema.optional(),
          origin: z.string(),
          status: z.string(),
          days: z.int(),
          coverage: z.number(),
          alone: z.number(),
        }),
      )
      .optional(),
    feeds: z
      .array(
        z.strictObject({
          from_stage: z.string(),
          from: z.string(),
          stage: z.string(),
          to: z.string(),
        }),
      )
      .optional(),
    trade: z.array(tradeRatioSchema).optional(),
    total_imports: z.array(tradeRatioSchema).optional(),
    licences: z.array(licenceDecisionSchema).optional(),
    reported: z.array(shortageSchema).optional(),
    elements_scored: z
      .array(
        z.looseObject({
          element: z.string(),
          stage: z.string(),
          score: z.number(),
          p_90: z.number(),
          now: z.number(),
        }),
      )
      .optional(),
    exposures: z
      .array(z.looseObject({ country: z.string(), stage: z.string(), role: z.string(), share: z.number() }))
      .optional(),
    fed_by: z
      .array(
        z.looseObject({
          supplier: z.string().nullable(),
          name: z.string(),
          country: z.string(),
          share: z.number(),
        }),
      )
      .optional(),
    due_within_horizon: z
      .array(z.looseObject({ id: z.string(), site: z.string(), start_date: z.string() }))
      .optional(),
    counterfactuals: z.array(counterfactualSchema),
    scheduled_steps: scheduledStepsSchema,
    critical_suppliers: z.array(criticalitySchema).optional(),
    listings: z.array(listingSchema).optional(),
    criticality: z.array(criticalitySchema).optional(),
    exact: z.record(z.string(), z.unknown()).nullable(),
    inputs: z.record(z.string(), z.unknown()).nullable(),
    reference_indices: z.record(z.string(), z.unknown()),
    security_events: z.record(z.string(), theatreEventsSchema),
    evidence: z.array(evidenceSchema).describe('The rows that drivers name, each with its source.'),
    limitations: z.array(z.string()),
    inputs_sha256: z.string(),
    content_sha256: z.string(),
  })
  .loose()
  .describe('Why the score is what it is.');

export const historySchema = z.strictObject({
  subject: subjectSchema,
  buyer: z.string(),
  interval: z.string(),
  from: z.string(),
  to: z.string(),
  scale: scaleSchema,
  data: z.array(historyPointSchema).describe('Oldest first.'),
  ...pageShape,
  methodology: methodologySchema
    .nullable()
    .describe('Methodology of the newest run; each point names its own version.'),
  ...runStampShape,
});

const expandedShape = {
  drivers: z.array(explanationDriverSchema).nullable().optional(),
  evidence: z
    .array(evidenceSchema)
    .nullable()
    .optional()
    .describe(
      'With `expand=evidence`: the rows that the drivers name, each with its source. Null when no explanation is kept.',
    ),
  scheduled_steps: scheduledStepsSchema
    .nullable()
    .optional()
    .describe(
      'With `expand=scheduled_steps`: dates that are set, with the score on the day if it is otherwise, and if not.',
    ),
  history_90d: z
    .array(
      historyPointSchema.pick({
        as_of: true,
        score: true,
        scarce: true,
        p05: true,
        p95: true,
        origin: true,
      }),
    )
    .optional(),
};

export const EXPANSIONS = Object.keys(expandedShape) as [
  keyof typeof expandedShape,
  ...(keyof typeof expandedShape)[],
];

export const scoreRowSchema = scoreSchema
  .partial()
  .required({ subject: true })
  .extend(expandedShape)
  .describe('A score. All fields are there unless the `fields` parameter chose some; `subject` always is.');

export const scoresPageSchema = z.strictObject({
  data: z.array(scoreRowSchema),
  ...pageShape,
  ...runStampShape,
  run_id: runStampShape.run_id
    .nullable()
    .describe('All rows are of this run; null when they are recomputed.'),
  known_at: z.string(),
  basis: z.string(),
  known_exceptions: z.array(z.string()),
  subject_type: z.string(),
  buyer: z.string(),
  scale: scaleSchema,
});

const longRowSchema = z
  .strictObject({
    time: z.string(),
    subject: z.string(),
    label: z.string(),
    metric: z.string(),
    value: z.number().nullable(),
    band: nullableText,
    methodology: nullableText,
    origin: nullableText,
  })
  .describe('One value.');

const wideRowSchema = z
  .record(z.string(), z.union([z.string(), z.number()]).nullable())
  .describe('`time`, and a value for each column; null where there is none.');

export const seriesSchema = z.strictObject({
  shape: z.string(),
  interval: z.string(),
  from: z.string(),
  to: z.string(),
  buyer: z.string(),
  columns: z.array(
    z.strictObject({ column: z.string(), subject: z.string(), label: z.string(), metric: z.string() }),
  ),
  data: z.array(z.union([longRowSchema, wideRowSchema])),
  empty: z.array(z.string()),
  unknown: z.array(
    z.strictObject({
      subject: z.string(),
      detail: z.string(),
    }),
  ),
  ...runStampShape,
});
