import * as z from 'zod';
import { countryEntrySchema, elementEntrySchema, evidenceSchema, supplierEntrySchema } from '../../run/run-documents.ts';
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
} from '../scores/score-response.ts';

const nullableNumber = z.number().nullable();
const nullableText = z.string().nullable();

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
    kind: z
      .string()
      .describe(
        'cap65, even, stock_doubled, signals_at_rest, measure_lifted, all_measures_lifted, suspension_lapses, stock_for_lower_band. More may be added.',
      ),
    description: z.string().describe('The condition and its effect in one sentence.'),
    measure: z.string().nullable().describe('The measure it is about; null when it is about none.'),
    score: nullableNumber.describe('The score it would be.'),
    difference: nullableNumber.describe('That score minus the published one; negative is safer.'),
    band: bandSchema,
    closest_to_another_band: z.boolean().describe('Of all that lead into another band the one that moves the score least.'),
  })
  .describe('What the score would be if one thing were different.');

const criticalitySchema = z
  .looseObject({
    supplier: z.string(),
    name: z.string(),
    element: z.string(),
    stage: z.string(),
    output: z
      .record(z.string(), z.looseObject({ share: nullableNumber, basis: z.string() }))
      .describe('Country -> part of its output that the supplier makes, 0 to 1; null where the register can not tell.'),
    gap: nullableNumber.describe('Part of the supply of the buyer at this stage that comes from the supplier, 0 to 1.'),
    deficit: nullableNumber.describe('Part that is missing at once, after others have ramped up and with substitution.'),
    tts_days: nullableNumber.describe('Days until the buyer runs out from the failure alone; null is never, or not known.'),
    p_runs_out: nullableNumber,
    score: nullableNumber.describe('Score of the element now.'),
    score_if_failed: nullableNumber.describe('Score of the element if the supplier stays out for the year.'),
    band_if_failed: bandSchema.nullable(),
    points: nullableNumber.describe('The rise; null when the output of the supplier is not known.'),
    evidence: z.array(z.string()),
  })
  .describe('What the score of an element becomes without a supplier.');

const pointsTable = (what: string) =>
  z.record(z.string(), z.number()).optional().describe(`Suppliers: ${what} -> points; they sum to the score.`);

/** Parts of a supplier's explanation about its chain, all unrounded; left out for other subjects and without a score. */
const supplierDetailShape = {
  site_contributions: z
    .array(
      z.looseObject({
        hazard: z.string(),
        site: z.string(),
        supplier: nullableText.describe('The company of the site, often one that feeds the supplier; null when the register has none.'),
        measure: nullableText,
        points: z.number(),
      }),
    )
    .optional()
    .describe('Suppliers: every driver split over sites and measures.'),
  by_site: pointsTable('site'),
  by_supplier: pointsTable('company, itself or one that feeds it'),
  by_measure: pointsTable('measure, `none` for drivers that are no measure'),
  single_sources: z
    .array(
      z.looseObject({
        site: z.string(),
        fed_by: z.string(),
        loss: z.number().describe('Part of the deliveries that stops when the feeding site does.'),
        evidence: z.array(z.string()),
      }),
    )
    .optional()
    .describe('Suppliers: sites without which another one stops, and that have no alternative.'),
  origins: z
    .array(z.looseObject({ country: z.string(), sites: z.array(z.string()), loss: z.number() }))
    .optional()
    .describe('Suppliers: countries of the chain with the part of the deliveries that stops when everything there does.'),
  routes: z
    .array(z.looseObject({ site: z.string(), country: z.string(), part: z.number(), exposure: z.number() }))
    .optional()
    .describe('Suppliers: delivering sites with the part of their goods that crosses the lanes by sea.'),
  listing: z
    .looseObject({ sentence: z.string() })
    .nullable()
    .optional()
    .describe('Suppliers: the list of China that it is on; null is none.'),
  content_rule: z
    .looseObject({ china_content: nullableNumber, threshold: z.number(), measure: nullableText, sentence: z.string() })
    .optional()
    .describe('Suppliers: whether the rule on goods made abroad with Chinese content reaches it.'),
} as const;

/** A hazard behind a score, with what it rests on. */
export const explanationDriverSchema = z.looseObject({
  id: z.string(),
  kind: z.string(),
  points: z.number().describe('Two decimals; all drivers together are the published score exactly.'),
  label: labelSchema.optional(),
  label_code: messageCodeSchema.optional(),
  label_params: messageParamsSchema.optional(),
  summary: z.string().describe('The hazard in one sentence.'),
  summary_code: messageCodeSchema.optional(),
  summary_params: messageParamsSchema.optional(),
  part: z
    .string()
    .nullable()
    .optional()
    .describe('`state`: in force on the day. `event`: may still begin. Null under methodologies that do not tell the two apart.'),
  evidence: z.array(z.string()).describe('Rows of the reference data that it rests on.'),
});

/** Explanations of runs before scores had two parts lack it. */
const partContributionsSchema = z
  .array(z.looseObject({ id: z.string(), points: z.number() }))
  .nullable()
  .optional();

/**
 * Everything that is needed to recompute the score. Open objects: stages, hazards and inputs carry the intermediate values of the
 * scoring specification under its names, unrounded.
 */
export const explanationSchema = scoreSchema
  .extend({
    identity: z.string().describe('The equation that holds exactly.'),
    drivers: z.array(explanationDriverSchema).describe('Every hazard behind the score, largest first.'),
    contributions: z
      .array(z.looseObject({ id: z.string(), points: z.number() }))
      .describe('The drivers unrounded, each split into base, signals and measures; the parts sum to the whole.'),
    state_contributions: partContributionsSchema.describe(
      'The drivers of what is in force, unrounded; their points sum to `state`. Null like `state`.',
    ),
    event_contributions: partContributionsSchema.describe(
      'The drivers of what may begin, unrounded; their points sum to `new_event`. Null like `new_event`.',
    ),
    stages: z
      .array(
        z.looseObject({
          stage: z.string(),
          label: labelSchema.optional(),
          label_code: messageCodeSchema.optional(),
          label_params: messageParamsSchema.optional(),
          score: nullableNumber,
        }),
      )
      .describe(
        'Every stage of the supply chain with its shares, measures and hazards; the score is that of the worst. Empty for suppliers.',
      ),
    counterfactuals: z.array(counterfactualSchema),
    scheduled_steps: z
      .array(
        z.looseObject({
          date: z.string().describe('First day on which it is otherwise: the last day of a term still belongs to it.'),
          what: z.string().describe('takes_effect, suspension_ends, ends or relief_ends: that of the measure which moves the score most.'),
          measure: z.string().describe('The measure which moves the score most on the day; `measures` has all of them.'),
          score_day_before: nullableNumber.describe(
            'Score before anything of the day happens, with everything that is known today; null more than two years ahead.',
          ),
          score_on_day: nullableNumber.describe('Score of that day if its steps happen as they are written today.'),
          difference: nullableNumber.describe('What everything of that day does together.'),
          measures: z
            .array(
              z.looseObject({
                what: z.string(),
                measure: z.string(),
                relief: nullableText.describe('`relief_ends`: the relief.'),
                title: z.string(),
                difference: nullableNumber.describe('What of the difference goes when this one alone does not happen.'),
              }),
            )
            .optional()
            .describe('Everything that happens on the day, what moves the score most first. A date is one entry of the calendar.'),
          settles_on: nullableText
            .optional()
            .describe('Day by which a suspension that ran out without a decision counts whole, where it counts by degrees; else null.'),
          score_settled: nullableNumber.optional().describe('Score on that day if nothing is decided until then.'),
        }),
      )
      .describe(
        'The calendar, one entry for each date: measures that take effect, suspensions that run out, measures and reliefs that end.',
      ),
    sensitivity: z
      .looseObject({ status: z.string(), samples: z.int() })
      .nullable()
      .describe(
        'Which uncertain inputs drive the spread: from 2.0.0 on their order by rank correlation with the score, with its direction; before, Sobol indices with 95 % intervals. Null where it is not analysed.',
      ),
    critical_suppliers: z
      .array(criticalitySchema)
      .optional()
      .describe(
        'Elements: suppliers by what the score becomes without them, worst first; those whose output is not known come last. At most 100.',
      ),
    critical_suppliers_left_out: z
      .int()
      .optional()
      .describe('Suppliers of the element beyond the 100 that `critical_suppliers` names; absent where it names all.'),
    criticality: z.array(criticalitySchema).optional().describe('Suppliers: elements that would miss it, in the same order.'),
    ...supplierDetailShape,
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
    inputs_sha256: z.string().describe('Hash of the canonical JSON of `inputs`.'),
    content_sha256: z
      .string()
      .describe(
        'Hash of the canonical JSON of this document without the fields that name the run, its clock, the rank and addresses. `npm run recompute` checks it.',
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
    score_without_signals: nullableNumber,
    state: nullableNumber.describe(
      'The part of the score that is in force; null under methodologies that do not tell the two parts apart.',
    ),
    new_event: nullableNumber.describe('The part of the score that may still begin; null like `state`.'),
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
