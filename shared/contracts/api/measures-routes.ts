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

/** Routes to list, enter, correct and review measures. */
export const measureRoutes = [
  route({
    path: '/v1/measures',
    operationId: 'listMeasures',
    handler: 'functions/api/measures/measures.handler.ts#listMeasuresHandler',
    tag: 'Facts',
    summary: 'Export controls and other policy events',
    description:
      'What is announced, in force, suspended or ended on a day, which dated step comes next, and what waits for a decision.',
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
    summary: 'Enter a measure',
    description:
      'Of everybody (`public`: in the scores of the next run, within a minute) or yours alone. `state` says whether it counts: `draft` lacks what `reasons` names; `in_review` waits for a second person, or because the register has the same control or it is known from a day ahead only. With the id of one that is there, also of one that ships, it is its next version, known as it is from `known_from` on.',
    request: measures.postMeasureRequest,
    answer: STORED,
    created: true,
    example: '/v1/measures',
    exampleBody: EXAMPLE,
  }),
  route({
    methods: ['PUT'],
    path: '/v1/measures/{id}',
    operationId: 'putMeasure',
    handler: 'functions/api/measures/measures.handler.ts#putMeasureHandler',
    tag: 'Facts',
    summary: 'Correct, complete or end a measure',
    description:
      'The next version, whole, as in POST; an end is `effective_to`, and `withdrawn` says that it was none.',
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
    summary: 'Accept or reject a measure that waits',
    description:
      'Decides on the newest version. Where the operator wants a second person, a public one is accepted by another client than entered it. A draft is completed with PUT first.',
    request: measures.reviewMeasureRequest,
    answer: STORED,
    example: '/v1/measures/heard-of-2026/review',
    exampleBody: { decision: 'reject', note: 'The ministry has dropped the draft.' },
  }),
] as const;
