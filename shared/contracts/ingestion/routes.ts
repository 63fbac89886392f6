import { route } from '../api/api-route.ts';
import * as observations from './observations.ts';

export const observationRoutes = [
  route({
    methods: ['POST'],
    path: '/v1/observations',
    operationId: 'postObservations',
    handler: 'functions/api/observations/post-observations.handler.ts#handler',
    tag: 'Custom data',
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
] as const;
