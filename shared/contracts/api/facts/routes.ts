import { route } from '../api-route.ts';
import * as facts from './facts-request.ts';
import * as factsResponses from './facts-response.ts';
import { mapRequest } from './map-request.ts';
import { mapSchema } from './map-response.ts';

export const signalsRoute = route({
  path: '/v1/signals',
  operationId: 'listSignals',
  handler: 'functions/api/facts/list-signals.handler.ts',
  tag: 'Facts',
  summary: 'Pressure in the two theatres',
  description:
    'How busy Chinese military and government vessels, aircraft and carriers are around Taiwan and the Senkaku/Diaoyu islands, against their own last three years.',
  request: facts.signalsRequest,
  answer: { name: 'Signals', schema: factsResponses.signalsSchema },
  example: '/v1/signals',
});

export const factsRoutes = [
  route({
    path: '/v1/signals/{theatre}',
    operationId: 'getSignal',
    handler: 'functions/api/facts/get-signal.handler.ts',
    tag: 'Facts',
    summary: 'One theatre with its days',
    description: 'Pressure in one theatre, with the counts of each day.',
    request: facts.signalRequest,
    answer: { name: 'Signal', schema: factsResponses.signalSchema },
    example: '/v1/signals/taiwan?limit=30',
  }),
  route({
    path: '/v1/measures',
    operationId: 'listMeasures',
    handler: 'functions/api/custom-measures/list-measures.handler.ts',
    tag: 'Facts',
    summary: 'Export controls and other policy events',
    description: 'What is announced, in force, suspended or ended on a day, and which dated step comes next.',
    request: facts.measuresRequest,
    answer: { name: 'MeasuresPage', schema: factsResponses.measuresPageSchema },
    example: '/v1/measures?on=2025-10-15&origin=CHN&state=in_force&limit=5',
  }),
  route({
    path: '/v1/security-events',
    operationId: 'listSecurityEvents',
    handler: 'functions/api/facts/list-security-events.handler.ts',
    tag: 'Facts',
    summary: 'Events around Japan, and scrambles',
    description:
      'Ships, survey ships, drones and aircraft in the waters and airspace around Japan, event by event with its source, and scrambles by period. They count in no score: the list of events may be incomplete, and no test has shown that scrambles say anything of export controls.',
    request: facts.securityEventsRequest,
    answer: { name: 'SecurityEvents', schema: factsResponses.securityEventsSchema },
    example: '/v1/security-events?from=2025-06-01&limit=3',
  }),
  route({
    path: '/v1/control-events',
    operationId: 'listControlEvents',
    handler: 'functions/api/facts/list-control-events.handler.ts',
    tag: 'Facts',
    summary: 'Restrictions of exports worldwide',
    description:
      'Bans, quotas, licences, taxes, strikes and closures outside the register of measures, since 2002: what became of each, and which count as a control. The rate of new controls of an origin is learned from them.',
    request: facts.controlEventsRequest,
    answer: { name: 'ControlEvents', schema: factsResponses.controlEventsSchema },
    example: '/v1/control-events?origin=IDN&limit=3',
  }),
  route({
    path: '/v1/sources',
    operationId: 'listSources',
    handler: 'functions/api/facts/list-sources.handler.ts',
    tag: 'Provenance',
    summary: 'Sources with freshness and licence',
    description: 'Every publisher the facts come from, when it was last read, the newest day it speaks of, and what its licence allows.',
    request: facts.sourcesRequest,
    answer: { name: 'Sources', schema: factsResponses.sourcesSchema },
    example: '/v1/sources',
  }),
  route({
    path: '/v1/map',
    operationId: 'getMap',
    handler: 'functions/api/facts/get-map.handler.ts',
    tag: 'Provenance',
    summary: 'A map as GeoJSON',
    description:
      'Countries, sites of suppliers, sea lanes and the theatres of the security signals in one call, with the scores of a buyer. Every feature says how precise its point is; what has no known place has the geometry null. Sites of custom suppliers are in /v1/suppliers with `custom=include`.',
    request: mapRequest,
    answer: { name: 'Map', schema: mapSchema },
    example: '/v1/map?buyer=JPN&element=Dy',
  }),
] as const;
