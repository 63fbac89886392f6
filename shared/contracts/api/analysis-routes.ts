import * as z from 'zod';
import { listingSchema } from '../run/run-documents.ts';
import * as scenarios from './analysis-requests.ts';
import { lookupsRequest } from './analysis-requests.ts';
import { route } from './api-route.ts';
import {
  bandSchema,
  methodologySchema,
  nextCursor,
  pageLinksSchema,
  runStampShape,
  scaleSchema,
} from './score.ts';

const nullableNumber = z.number().nullable();

const matchSchema = z
  .strictObject({
    subject: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
    origin: z.string().describe('`shipped` with this service, or your `custom`.'),
    method: z
      .string()
      .describe(
        'id, lei, duns, external_id, name_country (same name, country fits), name (same name), similar_name.',
      ),
    confidence: z
      .number()
      .describe(
        '1 for an identifier, else how alike the names are (Jaro-Winkler on normalised names), 0 to 1.',
      ),
    name_similarity: nullableNumber,
    country_fits: z
      .boolean()
      .nullable()
      .describe(
        'Whether a site stands in the country that was given; null where none was given or none is known.',
      ),
    explanation: z.string(),
    countries: z.array(z.string()),
    score: nullableNumber.describe(
      'Current score for the buyer; null without enough data. Your custom suppliers are scored for this answer, up to 500 of them.',
    ),
    scarce: nullableNumber,
    band: bandSchema,
    links: z.strictObject({ self: z.string(), score: z.string() }),
  })
  .describe('A subject, and why it is meant.');

const lookupsSchema = z
  .strictObject({
    buyer: z.string(),
    summary: z.strictObject({
      items: z.int(),
      matched: z.int(),
      ambiguous: z.int(),
      not_found: z.int(),
      invalid: z.int(),
    }),
    data: z
      .array(
        z.strictObject({
          input: z.record(z.string(), z.unknown()).describe('The item as it was sent.'),
          status: z.int().describe('200 matched, 300 ambiguous, 404 not found, 422 can not be looked up.'),
          outcome: z.string().describe('matched, ambiguous, not_found or invalid.'),
          match: matchSchema.nullable(),
          candidates: z
            .array(matchSchema)
            .describe('Where nothing is certain: what it could be, nearest first. Nothing is guessed.'),
          detail: z.string().nullable(),
          listings: z.array(listingSchema),
        }),
      )
      .describe('In the order of the items.'),
    custom_suppliers: z
      .strictObject({ compared: z.int(), all: z.boolean() })
      .describe(
        'How many of your own were compared, and whether that is all: beyond 5,000 they are found by `id` only.',
      ),
    ...runStampShape,
  })
  .describe('What the items mean.');

const nullableText = z.string().nullable();
const driverChangeSchema = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    label: z
      .strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()) })
      .describe('The cause in the catalogue of words.'),
    from: z.number(),
    to: z.number(),
    delta: z.number(),
  })
  .describe('Points of a cause before and after. `stop:...` is what the scenario states.');

const partsSchema = z
  .strictObject({ state: z.number(), may_begin: z.number(), security: z.number() })
  .nullable()
  .describe('Parts of the score; they add up to it.');

const changeShape = {
  baseline: nullableNumber.describe('The score of the run; null when there is none.'),
  scenario: nullableNumber.describe('The score under the scenario; null is unknown.'),
  delta: nullableNumber.describe('scenario - baseline; positive is riskier.'),
  interval: z
    .strictObject({ p05: z.number(), p50: z.number(), p95: z.number() })
    .nullable()
    .describe(
      'Where the difference lies over what nobody knows, 5, 50 and 95 %: both sides stand on the same points.',
    ),
};

const resultShape = {
  subject: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
  ...changeShape,
  parts_from: partsSchema,
  parts_to: partsSchema,
  band_from: bandSchema,
  band_to: bandSchema,
  stage_from: nullableText,
  stage_to: nullableText,
  scarce_baseline: nullableNumber,
  scarce_scenario: nullableNumber,
  scarce_delta: nullableNumber,
  by_driver: z
    .array(driverChangeSchema)
    .describe('What moves, most first; the differences sum to delta exactly.'),
  stages: z
    .array(
      z.strictObject({
        stage: z.string(),
        baseline: nullableNumber,
        scenario: nullableNumber,
        scarce_baseline: nullableNumber,
        scarce_scenario: nullableNumber,
      }),
    )
    .describe(
      'Every stage, each with all behind it; the score is that of the last. Empty for a supplier, whose chain is scored as a whole.',
    ),
  unchanged_because: nullableText.describe(
    'Why both chances are what they were, or move by less than a point, in a sentence or two; null where one moves, and of companies.',
  ),
};

export const scenarioEvaluationSchema = z
  .strictObject({
    scenario: z.record(z.string(), z.unknown()).describe('What was asked, without what was left out.'),
    changes: z
      .record(z.string(), z.unknown())
      .describe('Everything that is different, the template included.'),
    buyers: z.array(z.string()).describe('Whose supply is at risk.'),
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
    company: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        version: z.int(),
        currency: nullableText.describe('Of `loss`.'),
      })
      .nullable()
      .describe('The company that was asked for; null: buyers were.'),
    results: z
      .array(
        z.strictObject({
          buyer: z.string(),
          ...resultShape,
          within: z
            .array(z.strictObject({ days: z.int(), ...changeShape }))
            .describe('Of a company and its lines the same for 30, 90 and 365 days; empty for others.'),
          loss: z
            .strictObject({
              baseline: z.number().describe('Without the scenario.'),
              scenario: z.number().describe('With it.'),
              delta: z.number(),
            })
            .nullable()
            .describe('Money that a company or a line is expected to lose within 365 days; null unknown.'),
        }),
      )
      .describe(
        'Largest change first, then by id and buyer. Of a company any of its lines is first, as type `company`; `line` is each.',
      ),
    assumptions: z.array(z.string()),
    custom_measures: z
      .array(z.strictObject({ id: z.string(), title: z.string() }))
      .optional()
      .describe('With `custom_measures`: those of yours that were known on the day of the run.'),
    scale: scaleSchema,
    share_url: nullableText.describe(
      'Path on this server that gives this answer again, byte for byte, of a company with your key and while it has not changed; null when the scenario is too long for an address, or has `custom_measures`.',
    ),
    ...runStampShape,
  })
  .describe('What scores would be under a scenario.');

const scenarioTemplatesSchema = z
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
    next_cursor: nextCursor,
    links: pageLinksSchema,
    adjustable_parameters: z.array(
      z.strictObject({
        name: z.string(),
        min: z.number(),
        max: z.number(),
        unit: z.string(),
        meaning: z.string(),
      }),
    ),
  })
  .describe('Ready-made scenarios, and the numbers of the method that a scenario may set.');

export const analysisRoutes = [
  route({
    methods: ['POST'],
    path: '/v1/lookups',
    operationId: 'lookUpSubjects',
    handler: 'functions/api/analysis/analysis.handler.ts#lookUpSubjectsHandler',
    computes: true,
    tag: 'Subjects',
    summary: 'Find many subjects at once',
    description:
      'Up to 500 suppliers, elements or countries by id, LEI, DUNS number, own ids, or name and country. Every match says why; what is not certain has candidates. Suppliers that come with the service have no LEI or DUNS number; your own may.',
    request: lookupsRequest,
    answer: { name: 'Lookups', schema: lookupsSchema },
    example: '/v1/lookups',
    exampleBody: {
      buyer: 'JPN',
      items: [
        { ref: 'A-1', name: 'LYNAS RARE EARTHS LTD', country: 'MYS' },
        { ref: 'A-2', name: 'Lynas Rare Erths' },
        { ref: 'A-3', id: 'lynas' },
        { ref: 'A-4', lei: '506700GE1G29325QX363' },
        { ref: 'A-5', type: 'element', name: 'dysprosium' },
      ],
    },
  }),
  route({
    path: '/v1/scenario-templates',
    operationId: 'listScenarioTemplates',
    handler: 'functions/api/analysis/scenarios.handler.ts#listScenarioTemplatesHandler',
    readsScores: false,
    tag: 'Analysis',
    summary: 'Ready-made scenarios',
    description:
      'What-if questions to start from, each as the changes it makes, and the numbers of the method that a scenario may set.',
    request: scenarios.scenarioTemplatesRequest,
    answer: { name: 'ScenarioTemplates', schema: scenarioTemplatesSchema },
    example: '/v1/scenario-templates',
  }),
  route({
    methods: ['POST'],
    path: '/v1/scenario-evaluations',
    operationId: 'evaluateScenario',
    handler: 'functions/api/analysis/scenarios.handler.ts#evaluateScenarioHandler',
    computes: true,
    tag: 'Analysis',
    summary: 'Ask what if',
    description:
      'Scores elements or suppliers for some buyers, or the lines of a company of yours, again under a scenario: origins, lanes and suppliers that stop, measures added, lifted or back from suspension, your own measures, pressure of a theatre, stock, shares, numbers of the method, or a template with any of these on top. Stores nothing. `share_url` gives the same answer again.',
    request: scenarios.scenarioEvaluationRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioEvaluationSchema },
    example: '/v1/scenario-evaluations',
    exampleBody: {
      template: 'japan-embargo-2010',
      stops: [
        { origin: 'CHN', elements: ['@HREE'], days: 180 },
        { origin: 'CHN', elements: ['Ga'], days: 90 },
      ],
      cover: [{ elements: ['Dy', 'Tb'], add_days: 30 }],
    },
  }),
  route({
    path: '/v1/scenario-evaluations',
    operationId: 'getScenarioEvaluation',
    handler: 'functions/api/analysis/scenarios.handler.ts#getScenarioEvaluationHandler',
    computes: true,
    tag: 'Analysis',
    summary: 'Open a shared scenario',
    description:
      'What a `share_url` leads to: the answer of the scenario that is in the address, on the run that it names.',
    request: scenarios.scenarioLinkRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioEvaluationSchema },
    example:
      '/v1/scenario-evaluations?scenario=eyJidXllcnMiOlsiSlBOIl0sInRlbXBsYXRlIjoiamFwYW4tZW1iYXJnby0yMDEwIn0',
  }),
] as const;
