import * as z from 'zod';
import { CONTROL_CLASSES, MEASURE_TYPES } from '#domain/vocabulary/scoring-inputs.ts';
import {
  controlEventsDocumentSchema,
  daySpanSchema,
  laneTransitsSchema,
  licenceDecisionSchema,
  securityEventsDocumentSchema,
  shortagesDocumentSchema,
  signalPointSchema,
  signalStateSchema,
  sourceEntrySchema,
  tradeRatioSchema,
} from '../run/run-documents.ts';
import { route } from './api-route.ts';
import * as facts from './facts-requests.ts';
import { mapRequest } from './facts-requests.ts';
import {
  bandSchema,
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  nullableNumber,
  pageShape,
  runStampShape,
  scaleSchema,
} from './score.ts';

const selfLink = z.strictObject({ self: z.string() });

const timeShape = {
  run_id: z
    .string()
    .nullable()
    .describe('Whose tables they come from; null: computed from the facts that ship.'),
  known_at: z.string().describe('What was public by this day.'),
  basis: z
    .string()
    .describe(
      '`published`: as a run had them on that day. `recomputed`: from today’s tables, cut at what was public by `known_at`.',
    ),
  known_exceptions: z
    .array(z.string())
    .describe('Of recomputed facts: where “what was known then” is only approximated.'),
};

const signalsSchema = z.strictObject({
  data: z.array(
    signalStateSchema.extend({
      days: z
        .array(signalPointSchema)
        .exactOptional()
        .describe('With `expand=days`: days with an observation, oldest first.'),
      links: selfLink,
    }),
  ),
  ...pageShape,
  ...runStampShape,
  ...timeShape,
});

const signalSchema = signalStateSchema
  .extend({
    from: z.string(),
    to: z.string(),
    data: z.array(signalPointSchema).describe('Days with an observation, oldest first.'),
    ...pageShape,
    ...runStampShape,
  })
  .describe('Pressure in a theatre with its days.');

export const measureSchema = z
  .looseObject({
    row: z.string(),
    id: z.string(),
    title: z.string(),
    actor: z.string(),
    instrument_no: z.string().nullable(),
    measure_type: z.enum(MEASURE_TYPES),
    direction: z.string(),
    origins: z.array(z.string()),
    targets: z.array(z.string()),
    elements: z.array(z.string()),
    stages: z.array(z.string()),
    announced: z.string(),
    effective_from: z.string().nullable(),
    effective_to: z.string().nullable(),
    suspended_from: z.string().nullable(),
    suspended_to: z.string().nullable(),
    known_from: z.string(),
    stated_from: z.string().exactOptional(),
    superseded_from: z.string().exactOptional(),
    linked: z.array(z.string()).exactOptional(),
    status: z.string().nullable().exactOptional().describe('How it stood on `status_as_of`.'),
    status_as_of: z.string().nullable().exactOptional().describe('Day, or month.'),
    codes: z
      .array(
        z.looseObject({
          goods: z.string().describe('In words.'),
          nomenclature: z.string().describe('HS, or whose digits.'),
          codes: z.array(z.string()).describe('Digits.'),
          basis: z.enum(['notice', 'trade_map']).describe('`trade_map`: ours.'),
        }),
      )
      .nullable()
      .describe('What customs calls the goods; null: nobody stated it.'),
    watch: z
      .strictObject({
        written: z.string().describe('Day.'),
        en: z.string().describe('In English.'),
        ja: z.string().describe('In Japanese.'),
      })
      .nullable()
      .describe('What will be read at `next_step`.'),
    source_quality: z.string().exactOptional(),
    mapping: z
      .looseObject({
        control_class: z.enum(CONTROL_CLASSES),
        applies: z.array(z.looseObject({ elements: z.array(z.string()), stages: z.array(z.string()) })),
      })
      .nullable(),
    relief: z
      .looseObject({
        kind: z.enum(['ends', 'extends_suspension', 'eases']),
        measures: z.array(z.string()),
        suppliers: z.array(z.string()).exactOptional(),
      })
      .nullable(),
    state: z
      .string()
      .describe(
        '`announced`, `in_force`, `suspended` or `ended`; `draft`, `in_review`, `rejected` or `withdrawn` do not count.',
      ),
    next_step: z
      .strictObject({
        date: z.string(),
        what: z.string().describe('takes_effect, suspension_ends or ends.'),
      })
      .nullable(),
    undecided_since: z.string().nullable().describe('Day after a suspension that ended without a decision.'),
    in_score: z.boolean(),
    no_weight_because: z.string().nullable(),
    label: labelSchema,
    label_code: messageCodeSchema,
    label_params: messageParamsSchema,
    visibility: z.string(),
    version: z.int().describe('It is the ETag: send it as `If-Match`; 0 of a row that ships.'),
    reasons: z.array(z.string()).describe('What is missing or doubtful of one that waits.'),
    trade: z.array(tradeRatioSchema).exactOptional(),
    licences: z.array(licenceDecisionSchema).exactOptional(),
  })
  .describe('An export control, its relief, or another policy event.');

export const measuresPageSchema = z.strictObject({
  data: z.array(measureSchema),
  ...pageShape,
  ...runStampShape,
  ...timeShape,
});

const knownAt = z.string().describe('What was public by this day.');

const securityEventsSchema = z.strictObject({
  data: z.array(securityEventsDocumentSchema.shape.events.element),
  read: securityEventsDocumentSchema.shape.read,
  exercises: securityEventsDocumentSchema.shape.exercises.describe(
    'Named exercises around Taiwan, newest first; those that were public. No score counts them: they say what counts of those days are of. Absent for runs from before they were kept.',
  ),
  ...pageShape,
  known_at: knownAt,
  ...runStampShape,
});

const controlEventsSchema = z.strictObject({
  data: z.array(controlEventsDocumentSchema.shape.events.element),
  ...pageShape,
  known_at: knownAt,
  ...runStampShape,
});

const shortagesSchema = z.strictObject({
  data: z.array(shortagesDocumentSchema.shape.reports.element),
  ...pageShape,
  known_at: knownAt,
  ...runStampShape,
});

const collectedSourceSchema = z
  .strictObject({
    source: z.string(),
    title: z.string(),
    publisher: z.string(),
    terms: z.string(),
    hosts: z.array(z.string()),
    addresses: z.array(z.string()),
    cadence: z.string(),
    asked: z.string(),
    content_clock_days: z.int(),
    most_bytes: z.int(),
    kind: z.string(),
    encoding: z.string(),
    period_rule: z.string(),
    reader_version: z.int(),
    definitions: z.array(
      z.strictObject({
        from: z.string(),
        definition: z.string(),
      }),
    ),
    rows: z.strictObject({
      least: z.int(),
      most: z.int(),
    }),
    feeds: z.string(),
    series: z.array(z.string()),
    days_read: z.array(daySpanSchema),
  })
  .describe('A source that is collected.');

export const readingAgeShape = {
  reading_age_days: z.int().nullable(),
  stale_reading: z.string().nullable(),
  stale_reading_code: messageCodeSchema.nullable(),
  stale_reading_params: messageParamsSchema.nullable(),
};

const sourcesSchema = z.strictObject({
  data: z.array(
    sourceEntrySchema.extend({
      age_days: z.int().nullable(),
      ...readingAgeShape,
      limit_days: z.int(),
    }),
  ),
  collected: z.array(collectedSourceSchema),
  ...pageShape,
  ...runStampShape,
});

const part = (of: string) =>
  z.number().describe(`Part of ${of} that passes the lane, 0 to 1; parts of lanes are never added.`);

const routeSchema = z
  .strictObject({
    origin: z.string(),
    stage: z.string(),
    share: part('what it sends to the buyer'),
  })
  .describe('A flow to the buyer that passes the lane.');

const dependenceSchema = z
  .strictObject({
    buyer: z.string(),
    element: z.string(),
    stage: z.string(),
    share: part("the buyer's supply of the element at the stage that comes from the country, or"),
    unknown_share: z.number(),
  })
  .describe('Whose supply comes from the country or passes the lane.');

const propertiesSchema = z.strictObject({
  kind: z.string(),
  id: z.string(),
  label: labelSchema,
  label_code: z.string().optional(),
  coordinate_precision: z.string(),
  subject_type: z.string().optional(),
  subject_id: z.string().optional(),
  score: nullableNumber.optional(),
  band: bandSchema.optional(),
  headline: z.string().nullable().optional(),
  headline_code: messageCodeSchema.nullable().optional(),
  headline_params: messageParamsSchema.nullable().optional(),
  elements: z.array(z.string()).optional(),
  name: z.string().optional(),
  supplier_name: z.string().optional(),
  country: z.string().optional(),
  stage: z.string().optional(),
  operating: z.string().nullable().optional(),
  routes: z.array(routeSchema).optional(),
  dependence: z.array(dependenceSchema).optional(),
  transits: laneTransitsSchema.optional(),
  index: nullableNumber.optional(),
});

const mapSchema = z.strictObject({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z
      .strictObject({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z
          .strictObject({
            type: z.literal('Point'),
            coordinates: z.array(z.number()).length(2),
          })
          .nullable(),
        properties: propertiesSchema,
      })
      .describe('A place.'),
  ),
  buyer: z.string(),
  ...runStampShape,
  scale: scaleSchema,
  links: z.strictObject({ self: z.string() }),
});

export const signalsRoute = route({
  path: '/v1/signals',
  operationId: 'listSignals',
  handler: 'functions/api/facts/facts.handler.ts#listSignalsHandler',
  tag: 'Facts',
  request: facts.signalsRequest,
  answer: { name: 'Signals', schema: signalsSchema },
  example: '/v1/signals',
});

export const factsRoutes = [
  route({
    path: '/v1/signals/{theatre}',
    operationId: 'getSignal',
    handler: 'functions/api/facts/facts.handler.ts#getSignalHandler',
    tag: 'Facts',
    request: facts.signalRequest,
    answer: { name: 'Signal', schema: signalSchema },
    example: '/v1/signals/taiwan?limit=30',
  }),
  route({
    path: '/v1/security-events',
    operationId: 'listSecurityEvents',
    handler: 'functions/api/facts/facts.handler.ts#listSecurityEventsHandler',
    tag: 'Facts',
    request: facts.securityEventsRequest,
    answer: { name: 'SecurityEvents', schema: securityEventsSchema },
    example: '/v1/security-events?from=2025-06-01&limit=3',
  }),
  route({
    path: '/v1/control-events',
    operationId: 'listControlEvents',
    handler: 'functions/api/facts/facts.handler.ts#listControlEventsHandler',
    tag: 'Facts',
    request: facts.controlEventsRequest,
    answer: { name: 'ControlEvents', schema: controlEventsSchema },
    example: '/v1/control-events?origin=IDN&limit=3',
  }),
  route({
    path: '/v1/shortages',
    operationId: 'listShortages',
    handler: 'functions/api/facts/facts.handler.ts#listShortagesHandler',
    tag: 'Facts',
    request: facts.shortagesRequest,
    answer: { name: 'Shortages', schema: shortagesSchema },
    example: '/v1/shortages?element=Dy&buyer=JPN&limit=3',
  }),
  route({
    path: '/v1/sources',
    operationId: 'listSources',
    handler: 'functions/api/facts/facts.handler.ts#listSourcesHandler',
    tag: 'Provenance',
    request: facts.sourcesRequest,
    answer: { name: 'Sources', schema: sourcesSchema },
  }),
  route({
    path: '/v1/map',
    operationId: 'getMap',
    handler: 'functions/api/facts/facts.handler.ts#getMapHandler',
    tag: 'Provenance',
    request: mapRequest,
    answer: { name: 'Map', schema: mapSchema },
    example: '/v1/map?buyer=JPN&element=Dy',
  }),
] as const;
