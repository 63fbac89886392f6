import { route } from '../api-route.ts';
import * as service from './service-request.ts';
import * as serviceResponses from './service-response.ts';
import { wordsRequest } from './words-request.ts';
import { wordsSchema } from './words-response.ts';

export const serviceRoutes = [
  route({
    path: '/v1/health',
    operationId: 'getHealth',
    handler: 'functions/api/service/get-health.handler.ts',
    tag: 'Service',
    summary: 'Whether the service answers, and whether it has scores',
    description:
      'For load balancers and monitors. As it is it reads nothing and says that the service runs; with `probe=ready` it is 503 `nothing_published` until the first run is published.',
    request: service.healthRequest,
    answer: { name: 'Health', schema: serviceResponses.healthSchema },
    example: '/v1/health?probe=ready',
  }),
  route({
    path: '/v1/status',
    operationId: 'getStatus',
    handler: 'functions/api/service/get-status.handler.ts',
    tag: 'Service',
    summary: 'How fresh the data are',
    description:
      'The run that readers see, the run that was begun last, freshness of every signal and source, when each collected source was last asked and had something new, and a degraded flag with reasons.',
    request: service.statusRequest,
    answer: { name: 'Status', schema: serviceResponses.statusSchema },
    example: '/v1/status',
  }),
  route({
    path: '/metrics',
    operationId: 'getMetrics',
    handler: 'functions/api/service/get-metrics.handler.ts',
    tag: 'Service',
    summary: 'Scores as metrics for Prometheus',
    description:
      'Every score of a buyer with its interval, the pressure in both theatres, and the run they are of, as OpenMetrics. What is unknown has no sample. Values change once a run, so a scrape every few minutes is enough. The age of the run is `time() - chokepoint_run_published_timestamp_seconds`.',
    request: service.metricsRequest,
    answer: null,
    otherMedia: ['application/openmetrics-text'],
    example: '/metrics?buyer=JPN',
  }),
  route({
    path: '/v1/words',
    operationId: 'getWords',
    handler: 'functions/api/service/get-words.handler.ts',
    readsScores: false,
    tag: 'Service',
    summary: 'The catalogue of texts, in English or Japanese',
    description:
      'Responses give their sentences and labels in English and, as `…_code` and `…_params`, as a template of this catalogue with its parameters: headlines of scores, labels and sentences of drivers. A page in Japanese asks for `lang=ja` once and writes them itself. It also has the names of countries and elements, and the bands of the scale with limits, icons and colours.',
    request: wordsRequest,
    answer: { name: 'Words', schema: wordsSchema },
    example: '/v1/words?lang=ja',
  }),
  route({
    path: '/openapi.json',
    operationId: 'getOpenApi',
    handler: 'functions/api/service/get-openapi.handler.ts',
    readsScores: false,
    tag: 'Service',
    summary: 'This contract as OpenAPI 3.1',
    description: 'Generated from the same schemas that read the requests.',
    request: service.plainRequest,
    answer: null,
    otherMedia: ['application/json'],
    example: '/openapi.json',
  }),
  route({
    path: '/docs',
    operationId: 'getDocs',
    handler: 'functions/api/service/get-docs.handler.ts',
    readsScores: false,
    tag: 'Service',
    summary: 'Reference page',
    description: 'This contract to read and to try, as a page for browsers; it asks nobody but this service.',
    request: service.plainRequest,
    answer: null,
    otherMedia: ['text/html'],
    example: '/docs',
  }),
  route({
    path: '/',
    operationId: 'getIndex',
    handler: 'functions/api/service/get-index.handler.ts',
    readsScores: false,
    tag: 'Service',
    summary: 'Where to begin',
    description: 'What this service is and where its resources are.',
    request: service.plainRequest,
    answer: { name: 'Index', schema: serviceResponses.indexSchema },
    example: '/',
  }),
] as const;
