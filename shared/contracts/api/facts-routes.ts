import * as z from 'zod';
import { CONTROL_CLASSES, MEASURE_TYPES } from '#domain/vocabulary/scoring-inputs.ts';
import {
  controlEventsDocumentSchema,
  daySpanSchema,
  laneTransitsSchema,
  licenceDecisionSchema,
  securityEventsDocumentSchema,
  shortagesDocumentSchema,
  signalPointSchema,
  signalStateSchema,
  sourceEntrySchema,
  tradeRatioSchema,
} from '../run/run-documents.ts';
import { route } from './api-route.ts';
import * as facts from './facts-requests.ts';
import { mapRequest } from './facts-requests.ts';
import {
  bandSchema,
  labelSchema,
  messageCodeSchema,
  messageParamsSchema,
  nextCursor,
  pageLinksSchema,
  runStampShape,
  scaleSchema,
} from './score.ts';

const selfLink = z.strictObject({ self: z.string() }).describe('Paths on this server.');

/** Fields that state the day, the knowledge and the basis of a response about facts of any day. */
const timeShape = {
  run_id: z
    .string()
    .nullable()
    .describe(
      'The run whose tables they come from; null when they were computed from the facts that ship with the code.',
    ),
  known_at: z.string().describe('Only what was public by this day.'),
  basis: z
    .string()
    .describe(
      '`published`: as a run had them on that day. `recomputed`: from today’s tables, cut at what was public by `known_at`.',
    ),
  known_exceptions: z
    .array(z.string())
    .describe('Of recomputed facts: where “what was known then” is only approximated.'),
};

const signalsSchema = z
  .strictObject({
    data: z.array(
      signalStateSchema.extend({
        days: z
          .array(signalPointSchema)
          .exactOptional()
          .describe('With `expand=days`: days with an observation, oldest first.'),
        links: selfLink,
      }),
    ),
    next_cursor: nextCursor,
    ...runStampShape,
    ...timeShape,
    links: pageLinksSchema,
  })
  .describe('Pressure in the theatres on a day.');

const signalSchema = signalStateSchema
  .extend({
    from: z.string(),
    to: z.string(),
    data: z.array(signalPointSchema).describe('Days with an observation, oldest first.'),
    next_cursor: nextCursor,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Pressure in a theatre with its days.');

export const measureSchema = z
  .looseObject({
    row: z.string(),
    id: z.string(),
    title: z.string(),
    actor: z.string(),
    instrument_no: z.string().nullable(),
    measure_type: z.enum(MEASURE_TYPES),
    direction: z.string(),
    origins: z.array(z.string()),
    targets: z.array(z.string()),
    elements: z.array(z.string()),
    stages: z.array(z.string()),
    announced: z.string(),
    effective_from: z.string().nullable(),
    effective_to: z.string().nullable(),
    suspended_from: z.string().nullable(),
    suspended_to: z.string().nullable(),
    known_from: z.string(),
    stated_from: z.string().exactOptional().describe('Day from which this version was known.'),
    superseded_from: z.string().exactOptional().describe('Day from which a later version was.'),
    linked: z.array(z.string()).exactOptional().describe('Rows that it belongs to.'),
    status: z
      .string()
      .nullable()
      .exactOptional()
      .describe('How it stood when it was last looked at, in words.'),
    source_quality: z
      .string()
      .exactOptional()
      .describe('Kind of its source: official, major_press, trade_press, weak, ...'),
    mapping: z
      .looseObject({
        control_class: z.enum(CONTROL_CLASSES),
        applies: z.array(z.looseObject({ elements: z.array(z.string()), stages: z.array(z.string()) })),
      })
      .nullable()
      .describe('How the row acts on scores; null when it has no direct effect.'),
    relief: z
      .looseObject({
        kind: z.enum(['ends', 'extends_suspension', 'eases']),
        measures: z.array(z.string()),
        suppliers: z.array(z.string()).exactOptional(),
      })
      .nullable()
      .describe(
        'Which earlier measures it ends, suspends for longer, or eases for the goods of `suppliers`.',
      ),
    state: z
      .string()
      .describe(
        'On the day asked for: `announced`, `in_force`, `suspended` or `ended`; `draft`, `in_review`, `rejected` or `withdrawn` do not count.',
      ),
    next_step: z
      .strictObject({
        date: z.string(),
        what: z.string().describe('takes_effect, suspension_ends or ends.'),
      })
      .nullable()
      .describe('The next dated step after that day; null when none is scheduled.'),
    undecided_since: z
      .string()
      .nullable()
      .describe('Day after the end of a suspension on which nobody has decided yet; null for all others.'),
    in_score: z
      .boolean()
      .describe('Whether the row changes scores. Rows without a direct effect are listed for completeness.'),
    no_weight_because: z
      .string()
      .nullable()
      .describe(
        'Why it has no weight in scores on that day: `custom` (yours), `ended`, `not_confirmed`, `supplementary` (counted with the measure that it belongs to), `supports_supply`, `no_direct_effect`, or a later word; null when it has weight.',
      ),
    label: labelSchema,
    label_code: messageCodeSchema,
    label_params: messageParamsSchema,
    visibility: z.string().describe('`public`, or `own`: yours alone.'),
    version: z.int().describe('It is the ETag: send it as `If-Match`; 0 of a row that ships.'),
    reasons: z.array(z.string()).describe('What is missing or doubtful of one that waits.'),
    trade: z
      .array(tradeRatioSchema)
      .exactOptional()
      .describe(
        'Does it bind? The newest quarter of each element and buyer of those asked for; empty without customs figures.',
      ),
    licences: z
      .array(licenceDecisionSchema)
      .exactOptional()
      .describe('What was reported of licences under it, newest first.'),
  })
  .describe('An export control, its relief, or another policy event.');

export const measuresPageSchema = z
  .strictObject({
    data: z.array(measureSchema).describe('Newest announcement first.'),
    next_cursor: nextCursor,
    ...runStampShape,
    ...timeShape,
    links: pageLinksSchema,
  })
  .describe('Export controls and other policy events, with their state on a day.');

const knownAt = z.string().describe('Only what was public by this day.');

const securityEventsSchema = z
  .strictObject({
    data: z.array(securityEventsDocumentSchema.shape.events.element).describe('Newest first.'),
    read: securityEventsDocumentSchema.shape.read,
    exercises: securityEventsDocumentSchema.shape.exercises.describe(
      'Named exercises around Taiwan, newest first; those that were public. No score counts them: they say what counts of those days are of. Absent for runs from before they were kept.',
    ),
    next_cursor: nextCursor,
    known_at: knownAt,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Security events around Japan and Taiwan.');

const controlEventsSchema = z
  .strictObject({
    data: z.array(controlEventsDocumentSchema.shape.events.element).describe('Newest first.'),
    next_cursor: nextCursor,
    known_at: knownAt,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe(
    'Restrictions of exports and stoppages of supply worldwide, from which the rate of new controls is learned.',
  );

const shortagesSchema = z
  .strictObject({
    data: z.array(shortagesDocumentSchema.shape.reports.element).describe('Newest first.'),
    next_cursor: nextCursor,
    known_at: knownAt,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('What buyers reported of their supply.');

const collectedSourceSchema = z
  .strictObject({
    source: z.string().describe('Name of the source, as `npm run ingest` takes it.'),
    title: z.string(),
    publisher: z.string(),
    terms: z.string().describe('Terms of use that the publisher states.'),
    hosts: z.array(z.string()).describe('The only hosts that are asked.'),
    addresses: z.array(z.string()).describe('Documents, or pages that lead to them.'),
    cadence: z.string().describe('How often the publisher publishes.'),
    asked: z.string().describe('How often it is asked: daily or monthly.'),
    content_clock_days: z.int().describe('Days without newer content after which it counts as dead.'),
    most_bytes: z.int().describe('Most bytes of a document, on the wire and unpacked.'),
    kind: z.string().describe('How documents are written: html, pdf, csv or json.'),
    encoding: z.string().describe('Encoding of its text; `binary` for what is no text.'),
    period_rule: z.string().describe('Which day or period a document speaks of.'),
    reader_version: z
      .int()
      .describe('Version of the reader; grows when it reads stored documents differently.'),
    definitions: z
      .array(
        z.strictObject({
          from: z.string(),
          definition: z.string().describe('What is counted from that day on.'),
        }),
      )
      .describe('Definitions of the figures, each from a day on.'),
    rows: z
      .strictObject({
        least: z.int().describe('Fewest observations.'),
        most: z.int().describe('Most observations.'),
      })
      .describe('Observations that a document is expected to have.'),
    feeds: z
      .string()
      .describe(
        '`observations`: the next run reads them. `editions`: a person takes one over. `drafts`: of measures, to review.',
      ),
    series: z.array(z.string()).describe('Series that it has figures of.'),
    days_read: z
      .array(daySpanSchema)
      .describe('Days of it that the run knows as read; of another day nothing is known.'),
  })
  .describe('A source that is collected.');

/** Fields on the age of the reading of a source. */
export const readingAgeShape = {
  reading_age_days: z
    .int()
    .nullable()
    .describe('Days from the last reading of the publisher to the day of the run.'),
  stale_reading: z
    .string()
    .nullable()
    .describe(
      'Why that is too old, as a sentence: the register of measures is stale 14 days after its last reading. Null otherwise.',
    ),
  stale_reading_code: messageCodeSchema.nullable(),
  stale_reading_params: messageParamsSchema.nullable(),
};

const sourcesSchema = z
  .strictObject({
    data: z.array(
      sourceEntrySchema.extend({
        age_days: z
          .int()
          .nullable()
          .describe(
            'Days from its newest row to the day of the run; null where its rows do not speak of days.',
          ),
        ...readingAgeShape,
        limit_days: z.int().describe('Days after its last reading from which it is too old to be relied on.'),
      }),
    ),
    collected: z
      .array(collectedSourceSchema)
      .describe('Sources that the service collects by itself; /v1/status says in what condition each is.'),
    next_cursor: nextCursor,
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('Where the facts come from, how fresh they are, and what their licences allow.');

const nullableNumber = z.number().nullable();

const part = (of: string) =>
  nullableNumber.describe(
    `Part of ${of} that passes the lane, 0 to 1. Lanes lie one after another: parts are never added.`,
  );

const routeSchema = z
  .strictObject({
    origin: z.string().describe('Country that sends, ISO 3166-1 alpha-3.'),
    stage: z.string().describe('Stage of the supply chain.'),
    share: part('what it sends to the buyer'),
  })
  .describe('A flow to the buyer that passes the lane.');

const dependenceSchema = z
  .strictObject({
    buyer: z.string().describe('Who depends, whatever buyer was asked for.'),
    element: z.string().describe('Symbol.'),
    stage: z.string().describe('Stage of the supply chain.'),
    share: part("the buyer's supply of the element at the stage"),
    unknown_share: nullableNumber.describe(
      'Part of that supply whose way no row of the facts states, 0 to 1.',
    ),
  })
  .describe('Whose supply passes the lane.');

const propertiesSchema = z
  .strictObject({
    kind: z.string().describe('`country`, `site`, `lane`, `theatre`, or a later word.'),
    id: z.string().describe('Id of the country, the site, the lane or the theatre.'),
    label: labelSchema,
    label_code: z
      .string()
      .optional()
      .describe('Lanes and theatres: code of the label, the same in every language.'),
    coordinate_precision: z
      .string()
      .describe(
        'What the point is the middle of: `place`, `city`, `region`, `country`, `source` (as given) or `unknown`.',
      ),
    subject_type: z
      .string()
      .optional()
      .describe('Countries and sites: type of the subject that the score is of.'),
    subject_id: z
      .string()
      .optional()
      .describe('Id of that subject: the country itself, the supplier of the site.'),
    score: nullableNumber
      .optional()
      .describe('Score of that subject for the buyer; null is unknown, never 0.'),
    band: bandSchema.optional(),
    headline: z.string().nullable().optional().describe('That score in one sentence; null without one.'),
    headline_code: messageCodeSchema.nullable().optional(),
    headline_params: messageParamsSchema.nullable().optional(),
    elements: z.array(z.string()).optional().describe('Elements that come from there.'),
    name: z.string().optional().describe('Sites: name of the site.'),
    supplier_name: z.string().optional().describe('Sites: name of the supplier.'),
    country: z.string().optional().describe('Sites: ISO 3166-1 alpha-3 code.'),
    stage: z.string().optional().describe('Sites: stage of the supply chain.'),
    operating: z.string().nullable().optional().describe('Sites: yes, partial or no; null is unknown.'),
    routes: z.array(routeSchema).optional().describe('Lanes: flows to the buyer that pass.'),
    dependence: z
      .array(dependenceSchema)
      .optional()
      .describe(
        'Lanes: who depends on it, for all buyers: with `element` every stage of it, else of each element the stage that depends most.',
      ),
    transits: laneTransitsSchema.optional(),
    index: nullableNumber.optional().describe('Theatres: pressure, 0 to 100; null is unknown, never calm.'),
  })
  .describe('What is there.');

const mapSchema = z
  .strictObject({
    type: z.literal('FeatureCollection'),
    features: z
      .array(
        z
          .strictObject({
            type: z.literal('Feature'),
            id: z.string().describe('Kind and id, for example `site:LYC-LAMP`.'),
            geometry: z
              .strictObject({
                type: z.literal('Point'),
                coordinates: z
                  .array(z.number())
                  .length(2)
                  .describe('Longitude and latitude, degrees (WGS 84).'),
              })
              .nullable()
              .describe('Null where no coordinates are known; `coordinate_precision` is then `unknown`.'),
            properties: propertiesSchema,
          })
          .describe('A place.'),
      )
      .describe('Countries, sites, lanes, theatres, each in byte order of id.'),
    buyer: z.string(),
    ...runStampShape,
    scale: scaleSchema,
    links: z.strictObject({ self: z.string() }).describe('Paths on this server.'),
  })
  .describe(
    'A map as GeoJSON (RFC 7946) with the scores of a buyer. A point is no statement about borders or sovereignty.',
  );

export const signalsRoute = route({
  path: '/v1/signals',
  operationId: 'listSignals',
  handler: 'functions/api/facts/facts.handler.ts#listSignalsHandler',
  tag: 'Facts',
  summary: 'Pressure in the theatres',
  description:
    'How busy Chinese military and government vessels, aircraft and carriers are around Taiwan and the Senkaku/Diaoyu islands, against their own last three years.',
  request: facts.signalsRequest,
  answer: { name: 'Signals', schema: signalsSchema },
  example: '/v1/signals',
});

export const factsRoutes = [
  route({
    path: '/v1/signals/{theatre}',
    operationId: 'getSignal',
    handler: 'functions/api/facts/facts.handler.ts#getSignalHandler',
    tag: 'Facts',
    summary: 'One theatre with its days',
    description: 'Pressure in one theatre, with the counts of each day.',
    request: facts.signalRequest,
    answer: { name: 'Signal', schema: signalSchema },
    example: '/v1/signals/taiwan?limit=30',
  }),
  route({
    path: '/v1/security-events',
    operationId: 'listSecurityEvents',
    handler: 'functions/api/facts/facts.handler.ts#listSecurityEventsHandler',
    tag: 'Facts',
    summary: 'Security events',
    description:
      'What escalates in the waters and airspace around Japan and Taiwan, event by event with the words of its source, and scrambles by period. It counts in no score.',
    request: facts.securityEventsRequest,
    answer: { name: 'SecurityEvents', schema: securityEventsSchema },
    example: '/v1/security-events?from=2025-06-01&limit=3',
  }),
  route({
    path: '/v1/control-events',
    operationId: 'listControlEvents',
    handler: 'functions/api/facts/facts.handler.ts#listControlEventsHandler',
    tag: 'Facts',
    summary: 'Restrictions of exports worldwide',
    description:
      'Bans, quotas, licences, taxes, strikes and closures outside the register of measures, since 2002: what became of each, and which count as a control. The rate of new controls of an origin is learned from them.',
    request: facts.controlEventsRequest,
    answer: { name: 'ControlEvents', schema: controlEventsSchema },
    example: '/v1/control-events?origin=IDN&limit=3',
  }),
  route({
    path: '/v1/shortages',
    operationId: 'listShortages',
    handler: 'functions/api/facts/facts.handler.ts#listShortagesHandler',
    tag: 'Facts',
    summary: 'What buyers reported',
    description:
      'Reports of users and their associations since 2010: plants that stood, rationing, no offers, days of stock, and that nothing was short. Stops make news and calm does not: silence is unknown. It counts in no score.',
    request: facts.shortagesRequest,
    answer: { name: 'Shortages', schema: shortagesSchema },
    example: '/v1/shortages?element=Dy&buyer=JPN&limit=3',
  }),
  route({
    path: '/v1/sources',
    operationId: 'listSources',
    handler: 'functions/api/facts/facts.handler.ts#listSourcesHandler',
    tag: 'Provenance',
    summary: 'Sources with freshness and licence',
    description:
      'Every publisher the facts come from, when it was last read, the newest day it speaks of, and what its licence allows.',
    request: facts.sourcesRequest,
    answer: { name: 'Sources', schema: sourcesSchema },
    example: '/v1/sources',
  }),
  route({
    path: '/v1/map',
    operationId: 'getMap',
    handler: 'functions/api/facts/facts.handler.ts#getMapHandler',
    tag: 'Provenance',
    summary: 'A map as GeoJSON',
    description:
      'Countries, sites of suppliers, sea lanes and theatres with the scores of a buyer; what has no known place has the geometry null. Sites of custom suppliers are in /v1/suppliers with `custom=include`.',
    request: mapRequest,
    answer: { name: 'Map', schema: mapSchema },
    example: '/v1/map?buyer=JPN&element=Dy',
  }),
] as const;
