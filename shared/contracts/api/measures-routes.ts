import * as z from 'zod';
import { whenItCountsShape } from '../ingestion/observations.ts';
import { route } from './api-route.ts';
import { measuresRequest } from './facts-requests.ts';
import { measureSchema, measuresPageSchema } from './facts-routes.ts';
import * as measures from './measures.ts';

const STORED = {
  name: 'StoredMeasure',
  schema: z.strictObject({ measure: measureSchema, ...whenItCountsShape }),
};

const EXAMPLE = {
  title: 'Licences for neodymium, as our counsel reads the draft',
  actor: 'China MOFCOM',
  control_class: 'licence',
  applies: [{ elements: ['Nd', 'Pr'], stages: ['metal', 'magnet'] }],
  origins: ['CHN'],
  targets: ['JPN'],
  known_from: '2026-09-15',
  effective_from: '2026-09-20',
  source: 'Memorandum of counsel',
  source_url: 'https://example.com/memorandum',
  note: 'Draft of the ministry; not published yet.',
};

export const measureRoutes = [
  route({
    path: '/v1/measures',
    operationId: 'listMeasures',
    handler: 'functions/api/measures/measures.handler.ts#listMeasuresHandler',
    tag: 'Facts',
    request: measuresRequest,
    answer: { name: 'MeasuresPage', schema: measuresPageSchema },
    example: '/v1/measures?as_of=2025-10-15&origin=CHN&state=in_force&limit=5',
  }),
  route({
    methods: ['POST'],
    path: '/v1/measures',
    operationId: 'postMeasure',
    handler: 'functions/api/measures/measures.handler.ts#postMeasureHandler',
    tag: 'Facts',
    request: measures.postMeasureRequest,
    answer: STORED,
    created: true,
    exampleBody: EXAMPLE,
  }),
  route({
    methods: ['PUT'],
    path: '/v1/measures/{id}',
    operationId: 'putMeasure',
    handler: 'functions/api/measures/measures.handler.ts#putMeasureHandler',
    tag: 'Facts',
    request: measures.putMeasureRequest,
    answer: STORED,
    created: true,
    example: '/v1/measures/our-nd-2026',
    exampleBody: EXAMPLE,
  }),
  route({
    methods: ['POST'],
    path: '/v1/measures/{id}/review',
    operationId: 'reviewMeasure',
    handler: 'functions/api/measures/measures.handler.ts#reviewMeasureHandler',
    tag: 'Facts',
    request: measures.reviewMeasureRequest,
    answer: STORED,
    example: '/v1/measures/heard-of-2026/review',
    exampleBody: { decision: 'reject', note: 'The ministry has dropped the draft.' },
  }),
] as const;
