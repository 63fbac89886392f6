import { type ApiRoute, route } from '../api-route.ts';
import * as own from './own-measures.ts';

const KEPT = { name: 'OwnMeasure', schema: own.keptMeasureSchema };

/** Routes to store, read, release and delete measures of a client's own. */
export const ownMeasureRoutes: readonly ApiRoute[] = [
  route({
    methods: ['POST'],
    path: '/v1/measures',
    operationId: 'postMeasure',
    function: 'custom-suppliers-write',
    handler: 'functions/api/own-measures/post-measure.handler.ts',
    usesSignals: true,
    tag: 'Own data',
    summary: 'Store a measure as you see it',
    description:
      'Your own view of an export control, with its source. Only you see it; no published score depends on it. `accepted`: /v1/measures?own=include lists it among those of the register. `quarantined`, with the reasons: without a citation, known only from a day ahead, of an element or class that does not exist, or a control that the register has already. The same content again changes nothing; `Idempotency-Key` is honoured.',
    request: own.postMeasureRequest,
    answer: KEPT,
    created: true,
    example: '/v1/measures',
    exampleBody: {
      title: 'Licences for neodymium, as our counsel reads the draft',
      control_class: 'licence',
      origins: ['CHN'],
      targets: ['JPN'],
      elements: ['Nd', 'Pr'],
      stages: ['metal', 'magnet'],
      known_from: '2026-09-15',
      effective_from: '2026-12-01',
      citation: { source: 'Memorandum of counsel', source_url: 'https://example.com/memorandum' },
      note: 'Draft of the ministry; not published yet.',
    },
  }),
  route({
    path: '/v1/measures:own',
    operationId: 'listOwnMeasures',
    function: 'custom-suppliers-read',
    handler: 'functions/api/own-measures/list-own-measures.handler.ts',
    readsScores: false,
    usesSignals: true,
    tag: 'Own data',
    summary: 'List measures of your own',
    description: 'The measures you have stored, those in quarantine with their reasons. Nobody else sees them.',
    request: own.ownMeasuresRequest,
    answer: { name: 'OwnMeasuresPage', schema: own.ownMeasuresPageSchema },
    example: '/v1/measures:own?limit=10',
  }),
  route({
    methods: ['POST'],
    path: '/v1/measures/{id}/release',
    operationId: 'releaseMeasure',
    function: 'custom-suppliers-write',
    handler: 'functions/api/own-measures/release-measure.handler.ts',
    readsScores: false,
    usesSignals: true,
    tag: 'Own data',
    summary: 'Release a measure from quarantine',
    description:
      'Takes a measure that is right after all, with your reason. What lacks a citation, or names an element or class that does not exist, cannot be released: send it anew. Releasing it again answers the same.',
    request: own.releaseMeasureRequest,
    answer: KEPT,
    example: '/v1/measures/own-0123456789abcdef/release',
    exampleBody: { note: 'It comes on top of the registered one.' },
  }),
  route({
    methods: ['DELETE'],
    path: '/v1/measures/{id}',
    operationId: 'deleteMeasure',
    function: 'custom-suppliers-write',
    handler: 'functions/api/own-measures/delete-measure.handler.ts',
    readsScores: false,
    usesSignals: true,
    tag: 'Own data',
    summary: 'Delete a measure of your own',
    description:
      'Ends it, accepted or in quarantine. It stays in the record; sending the same content again brings it back. Deleting it again answers the same.',
    request: own.deleteMeasureRequest,
    answer: KEPT,
    example: '/v1/measures/own-0123456789abcdef',
  }),
];
