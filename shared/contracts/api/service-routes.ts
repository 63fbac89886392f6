/**
 * Responses of the track record: what was forecast by published runs, what happened, and the chain that pins
 * it.
 */
import * as z from 'zod';
import { pinnedMethodology } from '#domain/method/parameters.ts';
import type * as links from '#domain/track-record/chain.ts';
import type * as sheets from '#domain/track-record/forecast-sheet.ts';
import type * as scores from '#domain/track-record/track-record.ts';
import { SHORTAGE_KINDS } from '#domain/vocabulary/reference-data.ts';
import { coverageClockSchema } from '../collection/collected-document.ts';
import { route } from './api-route.ts';
import { readingAgeShape } from './facts-routes.ts';
import {
  messageCodeSchema,
  messageParamsSchema,
  methodologySchema,
  nextCursor,
  pageLinksSchema,
  runStampShape,
} from './score.ts';
import * as service from './service-requests.ts';
import * as track from './service-requests.ts';

const nullableText = z.string().nullable();
const nullableInt = z.int().nullable();
const selfLink = z.strictObject({ self: z.string() }).describe('Paths on this server.');

const runSchema = z
  .strictObject({
    run_id: z.string(),
    status: z
      .string()
      .describe(
        'running, published (readers see it), completed (all done after publication), unfinished (readers see it, but what follows was given up; its changes are told with those of the next run), failed, or overtaken (a newer run was published first). More may be added.',
      ),
    as_of: z.string().describe('Day the scores speak of.'),
    known_at: z.string().describe('Only facts that were public by this day were used.'),
    started_at: z.string(),
    finished_at: nullableText,
    inputs_sha256: z.string().describe('Hash of the immutable facts the run used.'),
    methodology: methodologySchema,
    code_version: z.string(),
    because: z
      .array(z.string())
      .optional()
      .describe(
        'What came in and had the run begun. Absent: the run of the day, or one that was started by hand.',
      ),
    expected_documents: z.int().describe('Scores the run had to write: subjects times buyers.'),
    written_documents: nullableInt,
    checksum: nullableText.describe('Hash over all scores of the run.'),
    left_out: z
      .array(z.strictObject({ what: z.string(), reason: z.string() }))
      .describe('What has no score, and why.'),
    guard_findings: z
      .array(z.string())
      .describe(
        'What the check before publication objected to. A run that was published has some when the same had held a run back a day before.',
      ),
    failure: nullableText.describe('Why the run failed or stayed unseen, in words.'),
    current: z.boolean().describe('Whether readers see this run.'),
    links: selfLink,
  })
  .describe('A run: what was used, what was left out, what came out.');

const runsPageSchema = z
  .strictObject({
    data: z.array(runSchema).describe('Newest first.'),
    next_cursor: nextCursor,
    links: pageLinksSchema,
  })
  .describe('Runs.');

const methodologyDocumentSchema = z
  .looseObject({
    ...pinnedMethodology.shape,
    links: selfLink,
  })
  .describe('The method: the document that the scorer reads.');

const healthSchema = z
  .strictObject({
    status: z.string().describe('`ok`.'),
    ready: z
      .boolean()
      .optional()
      .describe('With `probe=ready`: `true`, there are scores to serve. Until then that is 503.'),
    run_id: z.string().optional().describe('With `probe=ready`: the run that readers see.'),
  })
  .describe('The service answers. For the state of the data see /v1/status.');

const rescoringSchema = z
  .strictObject({
    state: z
      .string()
      .describe(
        '`idle`: every fact that came in is in the scores. `waiting`: a run begins at `next_run_from`. `due`: it begins at any moment. `running`: a run is at work. `retrying`: the last attempts led to no published run, and the next one is made at `next_run_from`.',
      ),
    next_run_from: nullableText.describe(
      'RFC 3339, UTC; null when no run is waited for, or it is due or at work.',
    ),
    failed_attempts: z.int().describe('Attempts in a row that led to no published run.'),
    last_attempt_at: nullableText.describe('When a run was last started because facts came in; null: never.'),
    open_requests: z.int().describe('How many times something came in that the scores do not show yet.'),
    last_request_at: nullableText.describe('When the newest of them came in; null when there is none.'),
    reasons: z.array(z.string()).describe('What came in, the newest twelve, in sentences.'),
    evidence: z.array(z.string()).describe('Evidence ids of what came in, the newest hundred.'),
  })
  .describe('How far the scores have followed what came in.');

const accessSchema = z
  .strictObject({
    mode: z
      .string()
      .describe(
        '`keys`: an API key is needed. `open`: everybody who reaches this address may read and write.',
      ),
    client: z.string().describe('Whose suppliers you see and change.'),
    scopes: z.array(z.string()).describe('What you may do; `admin` is everything.'),
    via: z.string().describe('What shows who you are: `key`, `token` or `session`; `open`: nobody asks.'),
    expires_at: nullableText.describe('When that ends; null: never.'),
  })
  .describe('Who you are, and what you may do.');

const progressSchema = z
  .strictObject({ done: z.int().describe('How many are done.'), of: z.int().describe('Of how many.') })
  .nullable();

const statusSchema = z
  .strictObject({
    status: z
      .string()
      .describe(
        '`ok`; `degraded`: scores are served, but see `reasons`; `empty`: nothing was published yet.',
      ),
    light: z
      .enum(['green', 'amber', 'red'])
      .describe(
        'red: no scores of these days, or the register of controls or every signal is past its limit. amber: one fact is, something failed, or first scores or history are being made.',
      ),
    sentence: z.string().describe('What the light means, for a reader.'),
    sentence_code: messageCodeSchema,
    sentence_params: messageParamsSchema,
    progress: z
      .strictObject({
        scores: progressSchema.describe('Subjects of the run that is at work.'),
        history: progressSchema.describe('Weeks of the history of two years.'),
      })
      .describe(
        'Work that a reader may wait for, where the service makes it in this very process; null: none, or not known.',
      ),
    companies: z
      .array(z.strictObject({ id: z.string(), name: z.string() }))
      .describe('Your companies, at most 20.'),
    reasons: z.array(z.string()).describe('Why it is not ok, in words.'),
    access: accessSchema,
    current_run: z
      .strictObject({ run_id: z.string(), as_of: z.string(), published_at: z.string(), links: selfLink })
      .nullable()
      .describe('The run that readers see.'),
    last_run: z
      .strictObject({
        run_id: z.string(),
        status: z.string(),
        started_at: z.string(),
        finished_at: nullableText,
        links: selfLink,
      })
      .nullable()
      .describe('The run that was begun last.'),
    rescoring: rescoringSchema,
    signals: z.array(
      z.strictObject({
        theatre: z.string(),
        status: z.string(),
        data_as_of: nullableText,
        age_days: z
          .number()
          .nullable()
          .describe('Days from its newest observation to today; null is unknown.'),
      }),
    ),
    sources: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        newest_date: nullableText,
        age_days: nullableInt.describe(
          'Days from its newest row to today; null where its rows do not speak of days.',
        ),
        read_on: z.string(),
        ...readingAgeShape,
        reading_age_days: nullableInt.describe('Days from the last reading of the publisher to today.'),
      }),
    ),
    collected: z
      .array(
        z.strictObject({
          source: z.string().describe('As in /v1/sources.'),
          condition: z
            .string()
            .describe(
              '`current`; `waiting`: documents wait in quarantine for a person; `robots`: the rules of the publisher forbid programs; `refused`: it does not let them in; `no_key`: it wants a key that is not set; `dead`: nothing is collected or reached, or nothing new has come for too long; `drifted`: it publishes something that is not understood; `failing`: the last run got no usable answer; `behind`: days that scores look at have not been read; `never_collected`.',
            ),
          reason: nullableText.describe('Why, as a sentence; null when all is well.'),
          last_run_at: nullableText.describe('When it was last asked.'),
          last_reached_at: nullableText.describe('When it last gave what it was asked for.'),
          last_content_on: nullableText.describe('Newest day that accepted documents speak of.'),
          quarantined: z.int().describe('Documents that wait for a person.'),
          coverage: coverageClockSchema
            .nullable()
            .describe(
              'How far its days have been read; null where nothing was read, or documents are of no day.',
            ),
        }),
      )
      .describe(
        'Sources that the service collects, with two clocks each: when it was asked, and how old its content is.',
      ),
    links: selfLink,
  })
  .describe('Freshness of the data.');

const indexSchema = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    links: z.record(z.string(), z.string()).describe('Where to go from here: paths on this server.'),
  })
  .describe('What this service is.');

const day = z.iso.date();
const figure = z.number().nullable();
const count = z.int().nonnegative();
const sha256 = z.string().describe('Lower-case hexadecimal SHA-256.');

const sheetReference = z
  .strictObject({
    subject_type: z.enum(['element', 'supplier', 'country']),
    buyer: z.string(),
    part: count,
    forecasts: count.describe('How many forecasts the sheet has.'),
    sha256: sha256.describe(
      'Of the bytes that /v1/track-record/links answers with `sheet=run_id:subject_type:buyer:part`.',
    ),
  })
  .describe('A sheet of forecasts.') satisfies z.ZodType<sheets.SheetReference>;

const chainLink = z
  .strictObject({
    sequence: z.int().describe('1 for the first link, then without a gap.'),
    run_id: z.string(),
    as_of: day.describe('Day the forecasts speak of; their windows begin after it.'),
    known_at: day.describe('Only facts that were public by this day were used.'),
    published_at: z.string().describe('When readers began to see the run. RFC 3339, UTC.'),
    horizon_days: count.describe('Length of the windows.'),
    inputs_sha256: sha256.describe('Hash of the facts that the run used.'),
    methodology: methodologySchema,
    rules_sha256: sha256.describe(
      'Hash of the canonical JSON of the judging rules that held when the run was published.',
    ),
    parts: z.array(sheetReference).describe('Sheets of forecasts, each with its hash.'),
    previous_sha256: sha256.nullable().describe('`sha256` of the link before; null in the first.'),
    sha256: sha256.describe('Of the canonical JSON (RFC 8785) of this object without its member `sha256`.'),
  })
  .describe('A published run in the hash chain.') satisfies z.ZodType<links.ChainLink>;

const trackRecordLinksSchema = z
  .strictObject({ data: z.array(chainLink), next_cursor: nextCursor, links: pageLinksSchema })
  .describe('Links of the chain over published runs.');

const outcomeName = z.enum(['score', 'scarce']);

const outcomeScores = z
  .strictObject({
    outcome: outcomeName,
    origins: count.describe('Judged runs: the first of each month.'),
    forecasts: count.describe('Forecasts with a known outcome: every figure is made of them.'),
    happened: count.describe('Forecasts after which it happened.'),
    event_days: count.describe('Days from which the reports behind `happened` speak, each once.'),
    unknown: count.describe('Forecasts whose outcome is not known. They are left out, never counted as no.'),
    not_forecast: count.describe('Elements and buyers without a forecast of this kind.'),
    mean_forecast: figure.describe('0 to 1.'),
    brier: figure.describe('Mean squared distance of the forecast from what happened, 0 is best.'),
    benchmark: z
      .strictObject({ forecasts: count, brier: figure })
      .describe('The constant that was known when the forecasts were made, and over how many of them.'),
    brier_skill: figure.describe(
      '1 - Brier / Brier of the benchmark on the same forecasts; 0 is no better than the constant.',
    ),
    reliability: z.array(
      z.strictObject({
        from: z.number(),
        to: z.number(),
        forecasts: count,
        mean_forecast: figure,
        observed: figure,
      }),
    ),
    reason: z.string().nullable().describe('Why there are no figures; null when there are.'),
  })
  .describe('How good the published forecasts were.') satisfies z.ZodType<scores.OutcomeScores>;

const miss = z
  .strictObject({
    run_id: z.string(),
    as_of: day,
    id: z.string().describe('Element.'),
    buyer: z.string(),
    outcome: outcomeName,
    forecast: z.number().describe('Percent, as published.'),
    happened: z.boolean().describe('Did the outcome come about?'),
    squared_error: z
      .number()
      .describe('Squared distance of forecast / 100 from 1 where it happened, from 0 where it did not.'),
    events: z
      .array(
        z.strictObject({
          id: z.string(),
          day: day.describe('Day from which it speaks.'),
          kind: z.enum(SHORTAGE_KINDS),
        }),
      )
      .describe('Reports that decided the outcome; /v1/shortages has them.'),
  })
  .describe('A judged forecast.') satisfies z.ZodType<scores.ForecastMiss>;

const baseRate = z
  .strictObject({
    share: figure.describe('0 to 1; null where no window was over.'),
    windows: count.describe('Windows with a known outcome, elements x buyers x months.'),
  })
  .describe('How often the outcome came in windows that were over on `as_of`.');

const closes = day.describe('Last day of the window.');
const judgedFrom = day.describe('Day of judging: facts that were public by then count.');

const judgedRun = z.strictObject({
  run_id: z.string(),
  as_of: day,
  closes,
  judged_from: judgedFrom,
  rules_sha256: sha256,
  judged_by: z
    .strictObject({ run_id: z.string(), as_of: day, inputs_sha256: sha256 })
    .describe('The run from whose facts the outcomes were read.'),
  base_rates: z
    .strictObject({
      score: baseRate,
      scarce: baseRate,
    })
    .describe('The benchmark of each outcome.'),
});

const rulesDocument = z.record(z.string(), z.unknown()).describe('The rules in words and numbers.');

const trackRecordSchema = z
  .strictObject({
    origin: z
      .literal('published')
      .describe('Everything here is of runs that were published at the time. Nothing is replayed.'),
    summary: z.string().describe('How far the record is, in a sentence.'),
    pinned: z
      .strictObject({
        runs: count.describe('Links of the chain.'),
        forecasts: count,
        first: z
          .strictObject({ run_id: z.string(), as_of: day, published_at: z.string() })
          .describe('The first link.'),
        head: z
          .strictObject({
            sequence: z.int().describe('Place of the link, which is how many there are.'),
            run_id: z.string(),
            sha256,
          })
          .describe('Note the hash: it fixes all that came before.'),
      })
      .nullable()
      .describe('What the chain holds; null: no run has been pinned yet.'),
    first_window: z
      .strictObject({ run_id: z.string(), closes, judged_from: judgedFrom })
      .nullable()
      .describe('The first window that counts: its last day, and the first day on which it is judged.'),
    outcomes: z.array(outcomeScores).describe('Scores of the judged forecasts, one entry per outcome.'),
    data: z
      .array(miss)
      .describe(
        'Judged forecasts of the outcome that was asked for, the largest misses first; the worst 1,000 are kept.',
      ),
    next_cursor: nextCursor,
    judged: z.array(judgedRun).describe('Runs that have been judged, oldest first.'),
    not_judged: z
      .array(z.strictObject({ subject_type: z.string(), reason: z.string() }))
      .describe('Pinned, and not judged yet.'),
    rules: z
      .array(z.strictObject({ version: z.string(), sha256, document: rulesDocument }))
      .describe(
        'Rules by which outcomes are judged, oldest first; the last one is pinned by the runs of today.',
      ),
    replayed: z
      .strictObject({
        origin: z.literal('replayed'),
        note: z.string(),
      })
      .describe('Where judged replays are. They are no part of this record.'),
    ...runStampShape,
    links: pageLinksSchema,
  })
  .describe('What published runs have forecast, and what happened.');

export const provenanceRoutes = [
  route({
    path: '/v1/runs',
    operationId: 'listRuns',
    handler: 'functions/api/provenance/provenance.handler.ts#listRunsHandler',
    tag: 'Provenance',
    summary: 'Runs, newest first',
    description:
      'Every computation of all scores: inputs, method, code, what was left out, and how it ended.',
    request: service.runsRequest,
    answer: { name: 'RunsPage', schema: runsPageSchema },
    example: '/v1/runs?limit=5',
  }),
  route({
    path: '/v1/runs/{id}',
    operationId: 'getRun',
    handler: 'functions/api/provenance/provenance.handler.ts#getRunHandler',
    tag: 'Provenance',
    summary: 'One run',
    description: 'The manifest of one run.',
    request: service.runRequest,
    answer: { name: 'Run', schema: runSchema },
    example: '/v1/runs/r0000000001',
  }),
  route({
    path: '/v1/track-record',
    operationId: 'getTrackRecord',
    handler: 'functions/api/provenance/provenance.handler.ts#getTrackRecordHandler',
    tag: 'Provenance',
    summary: 'What was forecast, and what happened',
    description:
      'Forecasts of published runs, judged when their windows have closed by rules that were written before: scores, reliability, how much they rest on, and the misses first. Every run is pinned in a hash chain when it is published. Replays of past days are not in it.',
    request: track.trackRecordRequest,
    answer: { name: 'TrackRecord', schema: trackRecordSchema },
    example: '/v1/track-record',
  }),
  route({
    path: '/v1/track-record/links',
    operationId: 'listTrackRecordLinks',
    handler: 'functions/api/provenance/provenance.handler.ts#listTrackRecordLinksHandler',
    tag: 'Provenance',
    summary: 'The hash chain over published runs',
    description:
      'A link per published run: the hashes of its forecasts, and the hash of the link before. With `sheet` the forecasts of a link as they were pinned, as text to hash: canonical JSON with `id`, `score`, `scarce`, `p_90`, `interval` and `scarce_interval` in percent, null for no such forecast. Compute the hashes yourself, or with `npm run verify-record`.',
    request: track.trackRecordLinksRequest,
    answer: { name: 'TrackRecordLinks', schema: trackRecordLinksSchema },
    otherMedia: ['text/plain'],
    example: '/v1/track-record/links',
  }),
  route({
    path: '/v1/methodology',
    operationId: 'getMethodology',
    handler: 'functions/api/provenance/provenance.handler.ts#getMethodologyHandler',
    readsScores: false,
    tag: 'Provenance',
    summary: 'The numbers of the method',
    description:
      'Every number with unit, range, basis and source, and what the method can not know. It is the document that the scorer reads.',
    request: service.methodologyRequest,
    answer: { name: 'Methodology', schema: methodologyDocumentSchema },
    example: '/v1/methodology',
  }),
] as const;

export const serviceRoutes = [
  route({
    path: '/v1/health',
    operationId: 'getHealth',
    handler: 'functions/api/service/health.handler.ts#getHealthHandler',
    tag: 'Service',
    summary: 'Whether the service answers, and whether it has scores',
    description:
      'For load balancers and monitors. As it is it reads nothing and says that the service runs; with `probe=ready` it is 503 `nothing_published` until the first run is published.',
    request: service.healthRequest,
    answer: { name: 'Health', schema: healthSchema },
    example: '/v1/health?probe=ready',
  }),
  route({
    path: '/v1/status',
    operationId: 'getStatus',
    handler: 'functions/api/service/status.handler.ts#getStatusHandler',
    tag: 'Service',
    summary: 'How fresh the data are',
    description:
      'The runs that readers see and that was begun last, freshness of every signal and source, when each was last asked and had something new, and a degraded flag with reasons.',
    request: service.statusRequest,
    answer: { name: 'Status', schema: statusSchema },
    example: '/v1/status',
  }),
  route({
    methods: ['POST'],
    path: '/v1/session',
    operationId: 'beginSession',
    handler: 'functions/api/service/session.handler.ts#beginSessionHandler',
    readsScores: false,
    forBrowsers: true,
    tag: 'Service',
    summary: 'Sign a browser in',
    description:
      'Sets a cookie that no script can read. With it this browser may do what your key or token may, for 12 hours, and never longer than that is good. Writes with the cookie are taken from pages of this service only. Where access is open there is no cookie.',
    request: service.sessionRequest,
    answer: { name: 'Access', schema: accessSchema },
    example: '/v1/session',
  }),
  route({
    methods: ['DELETE'],
    path: '/v1/session',
    operationId: 'endSession',
    handler: 'functions/api/service/session.handler.ts#endSessionHandler',
    readsScores: false,
    forBrowsers: true,
    tag: 'Service',
    summary: 'Sign a browser out',
    description: 'Ends the session of the cookie, and takes the cookie away. Answers who was signed in.',
    request: service.sessionRequest,
    answer: { name: 'Access', schema: accessSchema },
    example: '/v1/session',
  }),
  route({
    path: '/metrics',
    operationId: 'getMetrics',
    handler: 'functions/api/service/status.handler.ts#getMetricsHandler',
    tag: 'Service',
    summary: 'Scores as metrics for Prometheus',
    description:
      'Every score of a buyer with its interval, the pressure in the theatres, and the run they are of, as OpenMetrics. What is unknown has no sample. Values change once a run, so a scrape every few minutes is enough. The age of the run is `time() - chokepoint_run_published_timestamp_seconds`.',
    request: service.metricsRequest,
    answer: null,
    otherMedia: ['application/openmetrics-text'],
    example: '/metrics?buyer=JPN',
  }),
  route({
    path: '/openapi.json',
    operationId: 'getOpenApi',
    handler: 'functions/api/service/contract.handler.ts#getOpenapiHandler',
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
    handler: 'functions/api/service/contract.handler.ts#getDocsHandler',
    readsScores: false,
    forBrowsers: true,
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
    handler: 'functions/api/service/contract.handler.ts#getIndexHandler',
    readsScores: false,
    tag: 'Service',
    summary: 'Where to begin',
    description: 'What this service is and where its resources are.',
    request: service.plainRequest,
    answer: { name: 'Index', schema: indexSchema },
    example: '/',
  }),
] as const;
