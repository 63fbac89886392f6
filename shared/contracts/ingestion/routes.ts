import { route } from '../api/api-route.ts';
import * as observations from './observations.ts';

/** Observations that clients send. */
export const observationRoutes = [
  route({
    methods: ['POST'],
    path: '/v1/observations',
    operationId: 'postObservations',
    handler: 'functions/api/observations/post-observations.handler.ts#handler',
    tag: 'Custom data',
    summary: 'Send observations',
    description:
      'Up to 1,000 observations of the three signals. Each has a result: accepted, corrected (both versions are kept, each with the day it became known), duplicate, or quarantined with the reasons: not the shape of an observation, a day that lies ahead, a count far above any on record. All are stored when it answers. A run that reads those that are not in quarantine begins within a minute (`counts_by` says when it is expected to be published), scores cite them as evidence, and changes name them. Sending the same again is harmless; `Idempotency-Key` is honoured.',
    request: observations.postObservationsRequest,
    answer: { name: 'ObservationResults', schema: observations.postObservationsResponseSchema },
    example: '/v1/observations',
    exampleBody: {
      observations: [
        {
          series: 'taiwan_strait',
          date: '2026-10-02',
          values: { aircraft: 14, navy_ships: 7, official_ships: 1 },
          source: 'Ministry of National Defense, daily report',
          source_url: 'https://www.mnd.gov.tw/en',
          known_from: '2026-10-02',
        },
        {
          series: 'senkaku',
          date: '2026-10-01',
          values: { contiguous_zone_vessels: 4, territorial_sea_vessels: 0 },
          source: 'Japan Coast Guard',
          known_from: '2026-10-02',
        },
      ],
    },
  }),
  route({
    path: '/v1/observations/quarantine',
    operationId: 'listQuarantine',
    handler: 'functions/api/observations/list-quarantine.handler.ts#handler',
    readsScores: false,
    tag: 'Custom data',
    summary: 'List observations in quarantine',
    description:
      'Observations of yours that were not taken, each as it was sent, with the reasons and what was decided. A key with the scope `admin` sees those of every client.',
    request: observations.quarantineRequest,
    answer: { name: 'QuarantinePage', schema: observations.quarantinePageSchema },
    example: '/v1/observations/quarantine?limit=10',
  }),
  route({
    methods: ['POST'],
    path: '/v1/observations/quarantine/{id}',
    operationId: 'decideQuarantine',
    handler: 'functions/api/observations/decide-quarantine.handler.ts#handler',
    tag: 'Custom data',
    summary: 'Release or discard an observation',
    description:
      'Releases an observation that is right after all: it is stored like any other, known from the day it says, and a run that reads it begins within a minute. Or discards it for good. A decision stands; the same decision again answers the same.',
    request: observations.decideRequest,
    answer: { name: 'QuarantinedObservation', schema: observations.decidedSchema },
    example: '/v1/observations/quarantine/0123456789abcdef0123456789abcdef',
    exampleBody: { decision: 'release', note: 'Confirmed by a second report.' },
  }),
] as const;
