/** `GET /v1/scores`: rows of the ranking, and what `expand` puts into them. */
import * as z from 'zod';
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
  nextCursor,
  pageLinksSchema,
  runStampShape,
  scaleSchema,
  scoreSchema,
  subjectSchema,
} from './score.ts';

const nullableNumber = z.number().nullable();

const subjectLinksSchema = z
  .strictObject({
    self: z.string(),
    score: z.string(),
    explanation: z.string(),
    report: z.string().describe('A report of one page about it, as HTML.'),
    history: z.string(),
  })
  .describe('Paths on this server.');

const withScore = {
  score: scoreSchema
    .nullable()
    .describe('The current score for the buyer; null when the run has none for this subject.'),
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
    kind: z
      .string()
      .describe(
        'stock_doubled, cap65, measure_lifted, all_measures_lifted, suspension_lapses, theatre_calm, theatre_maximum. More may be added.',
      ),
    label: labelSchema.optional(),
    description: z.string().describe('The condition and its effect in one sentence.'),
    measure: z.string().nullable().describe('The measure it is about; null when it is about none.'),
    score: nullableNumber.describe('The score it would be.'),
    difference: nullableNumber.describe('That score minus the published one; negative is safer.'),
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
    output: z
      .record(z.string(), nullableNumber)
      .describe(
        'Country -> part of its output that the supplier makes, 0 to 1; null where the register can not tell.',
      ),
    score: nullableNumber.describe('Score of the element now.'),
    score_if_stopped: nullableNumber.describe('Score of the element if the supplier stays out for the year.'),
    band_if_stopped: bandSchema.nullable(),
    points: nullableNumber.describe('The rise; null when the output of the supplier is not known.'),
    scarce: nullableNumber.describe('The same of scarcity at the stage of the score.'),
    scarce_if_stopped: nullableNumber,
    scarce_points: nullableNumber,
    evidence: z.array(z.string()),
  })
  .describe('What the score of an element becomes without a supplier.');

/** A cause of a score, with what it rests on. */
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
  exact_points: z.number().describe('Unrounded.'),
  evidence: z.array(z.string()).describe('Rows of the reference data that it rests on.'),
});

/** A date that is set, and what it would change. */
export const scheduledStepSchema = z
  .looseObject({
    date: z
      .string()
      .describe(
        'First day on which it is otherwise; of what is undecided the day after the suspension ran out.',
      ),
    in_days: z.int().describe('Days from the day of the score; negative of what is undecided.'),
    what: z.string().describe('takes_effect, suspension_ends, ends or undecided.'),
    measures: z.array(z.string()).describe('Parts of one announcement are one step.'),
    title: z.string(),
    label: labelSchema.optional(),
    description: z.string(),
    score_if_in_force: nullableNumber.describe(
      'Score of that day if all parts are in force then; null more than two years ahead.',
    ),
    score_if_not: nullableNumber.describe('Score of that day if none is.'),
    scarce_if_in_force: nullableNumber.describe('The chance of scarcity likewise.'),
    scarce_if_not: nullableNumber.describe('The chance of scarcity if none is.'),
    difference: nullableNumber,
  })
  .describe('A date that is set, and what it would change.');

const scheduledStepsSchema = z
  .array(scheduledStepSchema)
  .describe(
    'The calendar: measures that take effect, suspensions that run out, measures that end, and suspensions that ran out undecided.',
  );

/**
 * Everything that is needed to recompute the score. Open objects: stages, causes and inputs carry the
 * intermediate values of the
 * scoring specification under its names, unrounded.
 */
export const explanationSchema = scoreSchema
  .extend({
    identity: z.string().describe('The equation that holds exactly.'),
    drivers: z.array(explanationDriverSchema).describe('Every cause of the score, largest first.'),
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
          shares: z.record(z.string(), z.number()).describe('Foreign origin -> share of need.'),
          domestic: nullableNumber.describe(
            'Part of need made at home; with `recycled` and the shares it adds up to 1.',
          ),
          recycled: nullableNumber.describe('Part of need met by recycling.'),
          cover_days: nullableNumber.describe('Days that the stock of the buyer lasts there.'),
        }),
      )
      .optional()
      .describe('The same, with what each lives on; the score is that of the last.'),
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
      .optional()
      .describe(
        'Elements: measures that count at the stage. `days`: age when in force, else days ahead. `alone`: percent, the chance of scarcity by it alone.',
      ),
    feeds: z
      .array(
        z.strictObject({
          from_stage: z.string().describe('Stage of `from`.'),
          from: z.string(),
          stage: z.string(),
          to: z.string(),
        }),
      )
      .optional()
      .describe(
        'Elements: countries whose works live on those of a country at an earlier stage, as links name them. Of others only shares are known.',
      ),
    trade: z
      .array(tradeRatioSchema)
      .optional()
      .describe(
        'Elements: what the controlling countries send to the buyer, the newest quarter of each flow against the months before the control. Does the control bind? The score reads it.',
      ),
    total_imports: z
      .array(tradeRatioSchema)
      .optional()
      .describe(
        'Elements: what the buyer imports from everybody, likewise. Does supply suffice? It is shown and not counted: where totals held, users reported rationing all the same.',
      ),
    licences: z
      .array(licenceDecisionSchema)
      .optional()
      .describe('Elements: decisions on licences that concern the buyer, newest first, at most 20.'),
    reported: z
      .array(shortageSchema)
      .optional()
      .describe(
        'Elements: what users in the country of the buyer, or everywhere, reported, newest first, at most 20; /v1/shortages has all. Silence is unknown.',
      ),
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
      .optional()
      .describe(
        'Suppliers and countries: every element; the score is that of the worst that is not made at new sites only.',
      ),
    exposures: z
      .array(z.looseObject({ country: z.string(), stage: z.string(), role: z.string(), share: z.number() }))
      .optional()
      .describe(
        'Suppliers: countries and roles (site, feed) through which deliveries of the worst element can be lost.',
      ),
    fed_by: z
      .array(
        z.looseObject({
          supplier: z.string().nullable(),
          name: z.string(),
          country: z.string(),
          share: z.number(),
        }),
      )
      .optional()
      .describe(
        'Suppliers: who feeds them, directly or through others, with the part of the deliveries of the worst element; at most 100.',
      ),
    due_within_horizon: z
      .array(z.looseObject({ id: z.string(), site: z.string(), start_date: z.string() }))
      .optional()
      .describe('Suppliers: sites that are to start within the horizon.'),
    counterfactuals: z.array(counterfactualSchema),
    scheduled_steps: scheduledStepsSchema,
    critical_suppliers: z
      .array(criticalitySchema)
      .optional()
      .describe(
        'Elements: suppliers by what the score becomes without them, worst first; those whose output is not known come last. At most 100.',
      ),
    listings: z.array(listingSchema).optional(),
    criticality: z
      .array(criticalitySchema)
      .optional()
      .describe('Suppliers: elements that would miss it, in the same order.'),
    exact: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('The results unrounded; null when there is no score.'),
    inputs: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe(
        'What the scorer was given, under the names of the scoring specification: enough to compute the score again.',
      ),
    reference_indices: z
      .record(z.string(), z.unknown())
      .describe(
        'Published indices of concentration and supply risk, for comparison. They are no part of the score.',
      ),
    security_events: z
      .record(z.string(), theatreEventsSchema)
      .describe('By theatre, what escalated in the last weeks. It has no points.'),
    evidence: z.array(evidenceSchema).describe('The rows that drivers name, each with its source.'),
    limitations: z.array(z.string()).describe('What the score does not see.'),
    inputs_sha256: z.string().describe('Hash of the canonical JSON of `inputs`.'),
    content_sha256: z
      .string()
      .describe(
        'Hash of the canonical JSON of this document without the fields that name the run, its clock, the rank and addresses. `npx node functions/commands/recompute.command.ts` checks it.',
      ),
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
    now: nullableNumber.describe('The score on the day itself.'),
    scarce: nullableNumber.describe('Elements: the chance of scarcity within the year.'),
    scarce_now: nullableNumber.describe('The same on the day itself.'),
    scarce_p05: nullableNumber,
    scarce_p95: nullableNumber,
    state: nullableNumber.describe('The part by measures.'),
    may_begin: nullableNumber.describe('The part by what may begin.'),
    security: nullableNumber.describe('The part by a security crisis.'),
    stage: z.string().nullable(),
    drivers: z.record(z.string(), z.number()).describe('Kind of cause -> points.'),
    methodology: z.string().describe('Version of the method.'),
    origin: z
      .string()
      .describe(
        '`published`: what a run said on that day. `replayed`: what today’s code says of that day, with the facts known then.',
      ),
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
    methodology: methodologySchema
      .nullable()
      .describe('Methodology of the newest run; each point names its own version.'),
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Scores over time.');

const expandedShape = {
  drivers: z
    .array(explanationDriverSchema)
    .nullable()
    .optional()
    .describe(
      'With `expand=drivers`: every cause of the score, largest first; they sum to it. Null when no explanation is kept.',
    ),
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
    .optional()
    .describe(
      'With `expand=history_90d`: both chances of the 90 days up to `as_of`, oldest first, for a line beside the row.',
    ),
};

/** Names for the `expand` parameter. */
export const EXPANSIONS = Object.keys(expandedShape) as [
  keyof typeof expandedShape,
  ...(keyof typeof expandedShape)[],
];

/** A row with the fields that were chosen. */
export const scoreRowSchema = scoreSchema
  .partial()
  .required({ subject: true })
  .extend(expandedShape)
  .describe('A score. All fields are there unless the `fields` parameter chose some; `subject` always is.');

export const scoresPageSchema = z
  .strictObject({
    data: z.array(scoreRowSchema),
    next_cursor: nextCursor,
    ...runStampShape,
    run_id: runStampShape.run_id
      .nullable()
      .describe('All rows are of this run; null when they are recomputed.'),
    known_at: z.string().describe('Calendar date YYYY-MM-DD.'),
    basis: z
      .string()
      .describe(
        '`published`; `on_request` when it has custom suppliers in it that were scored for this answer, each row says which it is; or `recomputed` by today’s code from the facts known then.',
      ),
    known_exceptions: z
      .array(z.string())
      .describe('Of a recomputed ranking: where “what was known then” is only approximated.'),
    subject_type: z.string(),
    buyer: z.string(),
    scale: scaleSchema,
    links: pageLinksSchema,
  })
  .describe('A page of the ranking.');

const nullableText = z.string().nullable();

const longRowSchema = z
  .strictObject({
    time: z.string().describe('Day the value speaks of, as RFC 3339 at midnight UTC.'),
    subject: z.string().describe('`element:Dy`, or `signal:senkaku`.'),
    label: z.string(),
    metric: z.string(),
    value: z.number().nullable().describe('Null is unknown, never 0.'),
    band: nullableText.describe('Band of the score of that day; null for signals.'),
    methodology: nullableText,
    origin: nullableText.describe('`published` on that day, or `replayed` later; null for signals.'),
  })
  .describe('One value.');

const wideRowSchema = z
  .record(z.string(), z.union([z.string(), z.number()]).nullable())
  .describe('`time`, and a value for each column; null where there is none.');

export const seriesSchema = z
  .strictObject({
    shape: z.string(),
    interval: z.string(),
    from: z.string(),
    to: z.string(),
    buyer: z.string(),
    columns: z
      .array(
        z.strictObject({ column: z.string(), subject: z.string(), label: z.string(), metric: z.string() }),
      )
      .describe('Every series, in the order that was asked for.'),
    data: z
      .array(z.union([longRowSchema, wideRowSchema]))
      .describe('Oldest first; of one day in the order of `columns`.'),
    empty: z.array(z.string()).describe('Subjects without a point in the range.'),
    unknown: z
      .array(
        z.strictObject({
          subject: z.string(),
          detail: z.string().describe('What there is instead, where a name is near.'),
        }),
      )
      .describe(
        'Subjects that do not exist, and so have no column. Where none of those asked for exists the answer is 400.',
      ),
    ...runStampShape,
  })
  .describe('Values over time.');
