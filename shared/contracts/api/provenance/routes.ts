import { type ApiRoute, route } from '../api-route.ts';
import * as service from '../service/service-request.ts';
import * as serviceResponses from '../service/service-response.ts';
import { backTestSchema } from './back-test-response.ts';

export const provenanceRoutes: readonly ApiRoute[] = [
  route({
    path: '/v1/runs',
    operationId: 'listRuns',
    function: 'runs-read',
    handler: 'functions/api/provenance/list-runs.handler.ts',
    tag: 'Provenance',
    summary: 'Runs, newest first',
    description: 'Every computation of all scores: inputs, methodology, code, what was left out, and how it ended.',
    request: service.runsRequest,
    answer: { name: 'RunsPage', schema: serviceResponses.runsPageSchema },
    example: '/v1/runs?limit=5',
  }),
  route({
    path: '/v1/runs/{id}',
    operationId: 'getRun',
    function: 'runs-read',
    handler: 'functions/api/provenance/get-run.handler.ts',
    tag: 'Provenance',
    summary: 'One run',
    description: 'The manifest of one run.',
    request: service.runRequest,
    answer: { name: 'Run', schema: serviceResponses.runSchema },
    example: '/v1/runs/r0000000001',
  }),
  route({
    path: '/v1/methodologies',
    operationId: 'listMethodologies',
    function: 'methodology-read',
    handler: 'functions/api/provenance/list-methodologies.handler.ts',
    readsScores: false,
    tag: 'Provenance',
    summary: 'Published methodologies',
    description: 'The versions of the method that scores are computed with.',
    request: service.methodologiesRequest,
    answer: { name: 'Methodologies', schema: serviceResponses.methodologiesSchema },
    example: '/v1/methodologies',
  }),
  route({
    path: '/v1/methodologies/{version}',
    operationId: 'getMethodology',
    function: 'methodology-read',
    handler: 'functions/api/provenance/get-methodology.handler.ts',
    readsScores: false,
    tag: 'Provenance',
    summary: 'One methodology',
    description:
      'Every parameter with unit, basis and source; bands with their colours; known limitations. It is the document the scorer reads.',
    request: service.methodologyRequest,
    answer: { name: 'Methodology', schema: serviceResponses.methodologyDocumentSchema },
    example: '/v1/methodologies/1.0.0',
  }),
  route({
    path: '/v1/backtest',
    operationId: 'getBackTest',
    function: 'methodology-read',
    handler: 'functions/api/provenance/get-back-test.handler.ts',
    readsScores: false,
    tag: 'Provenance',
    summary: 'How good the score has been',
    description:
      'The method held against what happened since 2010: the whole score, each signal, base rates and indices; with intervals, the number of variants tried, and a reading in plain words. Negative results included.',
    request: service.backTestRequest,
    answer: { name: 'BackTest', schema: backTestSchema },
    example: '/v1/backtest',
  }),
];
