import * as z from 'zod';
import { pinnedMethodology } from '#domain/method/parameters.ts';
import { chainHeadSchema, chainLinkSchema } from '#domain/track-record/chain.ts';
import { count, sha256Schema } from '#domain/track-record/forecast-sheet.ts';
import { judgedRunSchema } from '#domain/track-record/judgement.ts';
import { forecastMissSchema, outcomeScoresSchema } from '#domain/track-record/track-record.ts';
import { coverageClockSchema } from '../collection/collected-document.ts';
import { route } from './api-route.ts';
import { readingAgeShape } from './facts-routes.ts';
import {
  messageCodeSchema,
  messageParamsSchema,
  methodologySchema,
  nullableText,
  pageShape,
  runStampShape,
} from './score.ts';
import * as service from './service-requests.ts';
import * as track from './service-requests.ts';

const nullableInt = z.int().nullable();
const selfLink = z.strictObject({ self: z.string() });

const runSchema = z.strictObject({
  run_id: z.string(),
  status: z.string(),
  as_of: z.string(),
  known_at: z.string(),
  started_at: z.string(),
  finished_at: nullableText,
  inputs_sha256: z.string(),
  methodology: methodologySchema,
  code_version: z.string(),
  because: z.array(z.string()).optional(),
  expected_documents: z.int(),
  written_documents: nullableInt,
  checksum: nullableText,
  left_out: z.array(z.strictObject({ what: z.string(), reason: z.string() })),
  guard_findings: z.array(z.string()),
  failure: nullableText,
  current: z.boolean(),
  links: selfLink,
});

const runsPageSchema = z.strictObject({
  data: z.array(runSchema).describe('Newest first.'),
  ...pageShape,
});

const methodologyDocumentSchema = z.looseObject({
  ...pinnedMethodology.shape,
  links: selfLink,
});

const healthSchema = z.strictObject({
  status: z.string(),
  ready: z.boolean().optional(),
  run_id: z.string().optional(),
});

const rescoringSchema = z.strictObject({
  state: z.string(),
  next_run_from: nullableText,
  failed_attempts: z.int(),
  last_attempt_at: nullableText,
  open_requests: z.int(),
  last_request_at: nullableText,
  reasons: z.array(z.string()),
  evidence: z.array(z.string()),
});

const accessSchema = z.strictObject({
  mode: z.string(),
  client: z.string(),
  scopes: z.array(z.string()),
  via: z.string(),
  expires_at: nullableText,
});

const progressSchema = z.strictObject({ done: z.int(), of: z.int() }).nullable();

const statusSchema = z.strictObject({
  status: z.string(),
  light: z.enum(['green', 'amber', 'red']),
  sentence: z.string(),
  sentence_code: messageCodeSchema,
  sentence_params: messageParamsSchema,
  progress: z.strictObject({
    scores: progressSchema.describe('Subjects of the run that is at work.'),
    history: progressSchema.describe(
      'Weeks of the history of two years, once for elements and once for countries and suppliers.',
    ),
  }),
  companies: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  reasons: z.array(z.string()),
  access: accessSchema,
  current_run: z
    .strictObject({ run_id: z.string(), as_of: z.string(), published_at: z.string(), links: selfLink })
    .nullable(),
  last_run: z
    .strictObject({
      run_id: z.string(),
      status: z.string(),
      started_at: z.string(),
      finished_at: nullableText,
      links: selfLink,
    })
    .nullable(),
  rescoring: rescoringSchema,
  signals: z.array(
    z.strictObject({
      theatre: z.string(),
      status: z.string(),
      data_as_of: nullableText,
      age_days: z.number().nullable(),
    }),
  ),
  sources: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      newest_date: nullableText,
      age_days: nullableInt,
      read_on: z.string(),
      ...readingAgeShape,
      reading_age_days: nullableInt,
    }),
  ),
  collected: z.array(
    z.strictObject({
      source: z.string(),
      condition: z.string(),
      reason: nullableText,
      last_run_at: nullableText,
      last_reached_at: nullableText,
      last_content_on: nullableText,
      quarantined: z.int(),
      coverage: coverageClockSchema
        .nullable()
        .describe(
          'How far its days have been read; null where nothing was read, or documents are of no day.',
        ),
    }),
  ),
  links: selfLink,
});

const indexSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  links: z.record(z.string(), z.string()),
});

const trackRecordLinksSchema = z.strictObject({
  data: z.array(chainLinkSchema),
  ...pageShape,
});

const rulesDocument = z.record(z.string(), z.unknown());

const trackRecordSchema = z.strictObject({
  origin: z.literal('published'),
  summary: z.string(),
  pinned: z
    .strictObject({
      runs: count,
      forecasts: count,
      first: chainHeadSchema.shape.first,
      head: z.strictObject({ sequence: z.int(), run_id: z.string(), sha256: sha256Schema }),
    })
    .nullable(),
  first_window: chainHeadSchema.shape.first_window,
  outcomes: z.array(outcomeScoresSchema),
  data: z.array(forecastMissSchema),
  ...pageShape,
  judged: z.array(judgedRunSchema),
  not_judged: z.array(z.strictObject({ subject_type: z.string(), reason: z.string() })),
  rules: z.array(z.strictObject({ version: z.string(), sha256: sha256Schema, document: rulesDocument })),
  replayed: z.strictObject({
    origin: z.literal('replayed'),
    note: z.string(),
  }),
  ...runStampShape,
});

export const provenanceRoutes = [
  route({
    path: '/v1/runs',
    operationId: 'listRuns',
    handler: 'functions/api/provenance/provenance.handler.ts#listRunsHandler',
    tag: 'Provenance',
    request: service.runsRequest,
    answer: { name: 'RunsPage', schema: runsPageSchema },
    example: '/v1/runs?limit=5',
  }),
  route({
    path: '/v1/runs/{id}',
    operationId: 'getRun',
    handler: 'functions/api/provenance/provenance.handler.ts#getRunHandler',
    tag: 'Provenance',
    request: service.runRequest,
    answer: { name: 'Run', schema: runSchema },
    example: '/v1/runs/r0000000001',
  }),
  route({
    path: '/v1/track-record',
    operationId: 'getTrackRecord',
    handler: 'functions/api/provenance/provenance.handler.ts#getTrackRecordHandler',
    tag: 'Provenance',
    request: track.trackRecordRequest,
    answer: { name: 'TrackRecord', schema: trackRecordSchema },
  }),
  route({
    path: '/v1/track-record/links',
    operationId: 'listTrackRecordLinks',
    handler: 'functions/api/provenance/provenance.handler.ts#listTrackRecordLinksHandler',
    tag: 'Provenance',
    request: track.trackRecordLinksRequest,
    answer: { name: 'TrackRecordLinks', schema: trackRecordLinksSchema },
    otherMedia: ['text/plain'],
  }),
  route({
    path: '/v1/methodology',
    operationId: 'getMethodology',
    handler: 'functions/api/provenance/provenance.handler.ts#getMethodologyHandler',
    readsScores: false,
    tag: 'Provenance',
    request: service.methodologyRequest,
    answer: { name: 'Methodology', schema: methodologyDocumentSchema },
  }),
] as const;

export const serviceRoutes = [
  route({
    path: '/v1/health',
    operationId: 'getHealth',
    handler: 'functions/api/service/health.handler.ts#getHealthHandler',
    tag: 'Service',
    request: service.healthRequest,
    answer: { name: 'Health', schema: healthSchema },
    example: '/v1/health?probe=ready',
  }),
  route({
    path: '/v1/status',
    operationId: 'getStatus',
    handler: 'functions/api/service/status.handler.ts#getStatusHandler',
    tag: 'Service',
    request: service.statusRequest,
    answer: { name: 'Status', schema: statusSchema },
  }),
  route({
    methods: ['POST'],
    path: '/v1/session',
    operationId: 'beginSession',
    handler: 'functions/api/service/session.handler.ts#beginSessionHandler',
    readsScores: false,
    outsideContract: true,
    tag: 'Service',
    request: service.sessionRequest,
    answer: { name: 'Access', schema: accessSchema },
  }),
  route({
    methods: ['DELETE'],
    path: '/v1/session',
    operationId: 'endSession',
    handler: 'functions/api/service/session.handler.ts#endSessionHandler',
    readsScores: false,
    outsideContract: true,
    tag: 'Service',
    request: service.sessionRequest,
    answer: { name: 'Access', schema: accessSchema },
  }),
  route({
    methods: ['POST'],
    path: '/mcp',
    operationId: 'askTools',
    handler: 'functions/api/service/mcp.handler.ts#askToolsHandler',
    computes: true,
    outsideContract: true,
    tag: 'Service',
    request: service.toolsRequest,
    answer: null,
    otherMedia: ['application/json'],
    exampleBody: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
  }),
  route({
    path: '/metrics',
    operationId: 'getMetrics',
    handler: 'functions/api/service/status.handler.ts#getMetricsHandler',
    tag: 'Service',
    request: service.metricsRequest,
    answer: null,
    otherMedia: ['application/openmetrics-text'],
    example: '/metrics?buyer=JPN',
  }),
  route({
    path: '/openapi.json',
    operationId: 'getOpenApi',
    handler: 'functions/api/service/contract.handler.ts#getOpenapiHandler',
    readsScores: false,
    tag: 'Service',
    request: service.plainRequest,
    answer: null,
    otherMedia: ['application/json'],
  }),
  route({
    path: '/docs',
    operationId: 'getDocs',
    handler: 'functions/api/service/contract.handler.ts#getDocsHandler',
    readsScores: false,
    outsideContract: true,
    tag: 'Service',
    request: service.plainRequest,
    answer: null,
    otherMedia: ['text/html'],
  }),
  route({
    path: '/',
    operationId: 'getIndex',
    handler: 'functions/api/service/contract.handler.ts#getIndexHandler',
    readsScores: false,
    tag: 'Service',
    request: service.plainRequest,
    answer: { name: 'Index', schema: indexSchema },
  }),
] as const;
