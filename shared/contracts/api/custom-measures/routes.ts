import { route } from '../api-route.ts';
import * as contract from './custom-measures.ts';

const KEPT = { name: 'CustomMeasure', schema: contract.keptMeasureSchema };

/** Routes to store, read, release and delete custom measures. */
export const customMeasureRoutes = [
  route({
    methods: ['POST'],
    path: '/v1/measures',
    operationId: 'postMeasure',
    handler: 'functions/api/custom-measures/post-measure.handler.ts',
    tag: 'Custom data',
    summary: 'Store a measure as you see it',
    description:
      'Your own view of an export control, with its source. Only you see it; no published score depends on it. `accepted`: /v1/measures?custom=include lists it among those of the register. `quarantined`, with the reasons: without a citation, known only from a day ahead, of an element or class that does not exist, or a control that the register has already. The same content again changes nothing; `Idempotency-Key` is honoured.',
    request: contract.postMeasureRequest,
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
    path: '/v1/measures:custom',
    operationId: 'listCustomMeasures',
    handler: 'functions/api/custom-measures/list-custom-measures.handler.ts',
    readsScores: false,
    tag: 'Custom data',
    summary: 'List custom measures',
    description: 'The measures you have stored, those in quarantine with their reasons. Nobody else sees them.',
    request: contract.customMeasuresRequest,
    answer: { name: 'CustomMeasuresPage', schema: contract.customMeasuresPageSchema },
    example: '/v1/measures:custom?limit=10',
  }),
  route({
    path: '/v1/elements/{id}/custom-measures',
    operationId: 'getElementWithCustomMeasures',
    handler: 'functions/api/custom-measures/get-element-with-custom.handler.ts',
    tag: 'Custom data',
    summary: 'Score of an element with your measures',
    description:
      'What the score would be if the register had your accepted measures too: both scores, the difference by driver and by stage. Computed for this answer from the facts that the current run pinned; only measures known by the day of the run count. Published scores stay as they are.',
    request: contract.elementWithCustomRequest,
    answer: { name: 'ElementWithCustomMeasures', schema: contract.elementWithCustomSchema },
    example: '/v1/elements/Dy/custom-measures?buyer=JPN',
  }),
  route({
    methods: ['POST'],
    path: '/v1/measures/{id}/release',
    operationId: 'releaseMeasure',
    handler: 'functions/api/custom-measures/release-measure.handler.ts',
    readsScores: false,
    tag: 'Custom data',
    summary: 'Release a measure from quarantine',
    description:
      'Takes a measure that is right after all, with your reason. What lacks a citation, or names an element or class that does not exist, cannot be released: send it anew. Releasing it again answers the same.',
    request: contract.releaseMeasureRequest,
    answer: KEPT,
    example: '/v1/measures/custom-0123456789abcdef/release',
    exampleBody: { note: 'It comes on top of the registered one.' },
  }),
  route({
    methods: ['DELETE'],
    path: '/v1/measures/{id}',
    operationId: 'deleteMeasure',
    handler: 'functions/api/custom-measures/delete-measure.handler.ts',
    readsScores: false,
    tag: 'Custom data',
    summary: 'Delete a custom measure',
    description:
      'Ends it, accepted or in quarantine. It stays in the record; sending the same content again brings it back. Deleting it again answers the same.',
    request: contract.deleteMeasureRequest,
    answer: KEPT,
    example: '/v1/measures/custom-0123456789abcdef',
  }),
] as const;
