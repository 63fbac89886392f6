import * as z from 'zod';
import { listingSchema } from '../run/run-documents.ts';
import * as scenarios from './analysis-requests.ts';
import { lookupsRequest } from './analysis-requests.ts';
import { route } from './api-route.ts';
import {
  bandSchema,
  labelSchema,
  methodologySchema,
  nullableNumber,
  nullableText,
  pageShape,
  runStampShape,
  scaleSchema,
} from './score.ts';

const matchSchema = z
  .strictObject({
    subject: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
    origin: z.string().describe('`shipped` with this service, or your `custom`.'),
    method: z.string(),
    confidence: z.number(),
    name_similarity: nullableNumber,
    country_fits: z.boolean().nullable(),
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

const lookupsSchema = z.strictObject({
  buyer: z.string(),
  summary: z.strictObject({
    items: z.int(),
    matched: z.int(),
    ambiguous: z.int(),
    not_found: z.int(),
    invalid: z.int(),
  }),
  data: z.array(
    z.strictObject({
      input: z.record(z.string(), z.unknown()),
      status: z.int(),
      outcome: z.string(),
      match: matchSchema.nullable(),
      candidates: z.array(matchSchema),
      detail: z.string().nullable(),
      listings: z.array(listingSchema),
    }),
  ),
  custom_suppliers: z.strictObject({ compared: z.int(), all: z.boolean() }),
  ...runStampShape,
});

const driverChangeSchema = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    label: labelSchema,
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
  baseline: nullableNumber,
  scenario: nullableNumber,
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
  by_driver: z.array(driverChangeSchema),
  stages: z.array(
    z.strictObject({
      stage: z.string(),
      baseline: nullableNumber,
      scenario: nullableNumber,
      scarce_baseline: nullableNumber,
      scarce_scenario: nullableNumber,
    }),
  ),
  unchanged_because: nullableText,
};

export const scenarioEvaluationSchema = z.strictObject({
  scenario: z.record(z.string(), z.unknown()),
  changes: z.record(z.string(), z.unknown()),
  buyers: z.array(z.string()),
  baseline: z.strictObject({
    run_id: z.string(),
    as_of: z.string(),
    known_at: z.string(),
    inputs_sha256: z.string(),
    methodology: methodologySchema,
  }),
  summary: z.strictObject({
    elements: z.int(),
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
      currency: nullableText,
    })
    .nullable(),
  results: z.array(
    z.strictObject({
      buyer: z.string(),
      ...resultShape,
      within: z.array(z.strictObject({ days: z.int(), ...changeShape })),
      loss: z
        .strictObject({
          baseline: z.number(),
          scenario: z.number(),
          delta: z.number(),
        })
        .nullable(),
    }),
  ),
  assumptions: z.array(z.string()),
  custom_measures: z.array(z.strictObject({ id: z.string(), title: z.string() })).optional(),
  scale: scaleSchema,
  share_url: nullableText,
  ...runStampShape,
});

const scenarioTemplatesSchema = z.strictObject({
  data: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      description: z.string(),
      basis: z.string(),
      computed: z.string().optional(),
      changes: z.record(z.string(), z.unknown()),
      links: z.strictObject({ evaluate: z.string() }),
    }),
  ),
  ...pageShape,
  adjustable_parameters: z.array(
    z.strictObject({
      name: z.string(),
      min: z.number(),
      max: z.number(),
      unit: z.string(),
      meaning: z.string(),
    }),
  ),
});

export const analysisRoutes = [
  route({
    methods: ['POST'],
    path: '/v1/lookups',
    operationId: 'lookUpSubjects',
    handler: 'functions/api/analysis/analysis.handler.ts#lookUpSubjectsHandler',
    computes: true,
    tag: 'Subjects',
    request: lookupsRequest,
    answer: { name: 'Lookups', schema: lookupsSchema },
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
    request: scenarios.scenarioTemplatesRequest,
    answer: { name: 'ScenarioTemplates', schema: scenarioTemplatesSchema },
  }),
  route({
    methods: ['POST'],
    path: '/v1/scenario-evaluations',
    operationId: 'evaluateScenario',
    handler: 'functions/api/analysis/scenarios.handler.ts#evaluateScenarioHandler',
    computes: true,
    tag: 'Analysis',
    request: scenarios.scenarioEvaluationRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioEvaluationSchema },
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
    request: scenarios.scenarioLinkRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioEvaluationSchema },
    example:
      '/v1/scenario-evaluations?scenario=eyJidXllcnMiOlsiSlBOIl0sInRlbXBsYXRlIjoiamFwYW4tZW1iYXJnby0yMDEwIn0',
  }),
] as const;
