import { route } from '../api-route.ts';
import * as service from '../service/service-request.ts';
import * as serviceResponses from '../service/service-response.ts';
import * as track from './track-record-request.ts';
import * as responses from './track-record-response.ts';

export const provenanceRoutes = [
  route({
    path: '/v1/runs',
    operationId: 'listRuns',
    handler: 'functions/api/provenance/list-runs.handler.ts',
    tag: 'Provenance',
    summary: 'Runs, newest first',
    description: 'Every computation of all scores: inputs, method, code, what was left out, and how it ended.',
    request: service.runsRequest,
    answer: { name: 'RunsPage', schema: serviceResponses.runsPageSchema },
    example: '/v1/runs?limit=5',
  }),
  route({
    path: '/v1/runs/{id}',
    operationId: 'getRun',
    handler: 'functions/api/provenance/get-run.handler.ts',
    tag: 'Provenance',
    summary: 'One run',
    description: 'The manifest of one run.',
    request: service.runRequest,
    answer: { name: 'Run', schema: serviceResponses.runSchema },
    example: '/v1/runs/r0000000001',
  }),
  route({
    path: '/v1/track-record',
    operationId: 'getTrackRecord',
    handler: 'functions/api/provenance/get-track-record.handler.ts',
    tag: 'Provenance',
    summary: 'What was forecast, and what happened',
    description:
      'Forecasts of published runs, judged when their windows have closed by rules that were written before: scores, reliability, how much they rest on, and the misses first. Every run is pinned in a hash chain when it is published. Replays of past days are not in it.',
    request: track.trackRecordRequest,
    answer: { name: 'TrackRecord', schema: responses.trackRecordSchema },
    example: '/v1/track-record',
  }),
  route({
    path: '/v1/track-record/links',
    operationId: 'listTrackRecordLinks',
    handler: 'functions/api/provenance/list-track-record-links.handler.ts',
    tag: 'Provenance',
    summary: 'The hash chain over published runs',
    description:
      'A link per published run: the hashes of its forecasts, and the hash of the link before. Compute the hashes yourself, or with `npm run verify-record`.',
    request: track.trackRecordLinksRequest,
    answer: { name: 'TrackRecordLinks', schema: responses.trackRecordLinksSchema },
    example: '/v1/track-record/links',
  }),
  route({
    path: '/v1/track-record/links/{run_id}/forecasts',
    operationId: 'getTrackRecordForecasts',
    handler: 'functions/api/provenance/get-track-record-forecasts.handler.ts',
    tag: 'Provenance',
    summary: 'Forecasts of a published run, as pinned',
    description:
      'The canonical JSON whose SHA-256 stands in the link of the run. Hash the bytes as they come, after the transfer encoding is undone.',
    request: track.trackRecordForecastsRequest,
    answer: { name: 'ForecastSheet', schema: responses.forecastSheetSchema },
    example: '/v1/track-record/links/r0000000002/forecasts?subject_type=element&buyer=JPN',
  }),
  route({
    path: '/v1/methodology',
    operationId: 'getMethodology',
    handler: 'functions/api/provenance/get-methodology.handler.ts',
    readsScores: false,
    tag: 'Provenance',
    summary: 'The numbers of the method',
    description:
      'Every number with unit, range, basis and source, and what the method can not know. It is the document that the scorer reads.',
    request: service.methodologyRequest,
    answer: { name: 'Methodology', schema: serviceResponses.methodologyDocumentSchema },
    example: '/v1/methodology',
  }),
] as const;
