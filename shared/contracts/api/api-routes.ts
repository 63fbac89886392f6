/**
 * The one table of the HTTP API: infrastructure makes a route of every entry, the local front serves them, OpenAPI and the reference
 * page describe them, and tests go through them. A handler file may serve several entries.
 */
import type * as z from 'zod';
import * as environments from '../environment/function-environments.ts';
import * as observations from '../ingestion/observations.ts';
import { exposuresRequest } from './analysis/exposures-request.ts';
import { exposureSchema } from './analysis/exposures-response.ts';
import { lookupsRequest } from './analysis/lookups-request.ts';
import { lookupsSchema } from './analysis/lookups-response.ts';
import * as scenarios from './analysis/scenarios-request.ts';
import * as scenarioResponses from './analysis/scenarios-response.ts';
import { bandChangesRequest, changesRequest, subjectChangesRequest } from './changes/changes-request.ts';
import { changesPageSchema } from './changes/changes-response.ts';
import * as own from './custom-suppliers/custom-suppliers.ts';
import * as facts from './facts/facts-request.ts';
import * as factsResponses from './facts/facts-response.ts';
import { backTestSchema } from './provenance/back-test-response.ts';
import { hasSideEffects, type RequestContract, SUBJECT_COLLECTIONS, type SubjectCollection, scopeOf } from './request-parts.ts';
import { scoreSchema } from './scores/score-response.ts';
import { scoresRequest } from './scores/scores-request.ts';
import { scoresPageSchema } from './scores/scores-response.ts';
import { seriesRequest } from './scores/series-request.ts';
import { seriesSchema } from './scores/series-response.ts';
import * as service from './service/service-request.ts';
import * as serviceResponses from './service/service-response.ts';
import { historyRequest, scoreRequest, subjectRequest, subjectsRequest, suppliersRequest } from './subjects/subjects-request.ts';
import * as subjects from './subjects/subjects-response.ts';

export type ApiHandlerFile = `functions/${'api' | 'ingestion'}/${string}.handler.ts`;
export type ApiTag = 'Scores' | 'Subjects' | 'Own data' | 'Analysis' | 'Facts' | 'Provenance' | 'Service';

type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export interface ApiRoute {
  /** An API Gateway route of GET does not take HEAD: both are registered. The first one names the operation. */
  readonly methods: readonly [HttpMethod, ...HttpMethod[]];
  /** API Gateway syntax: `{name}` for a part of the path. */
  readonly path: string;
  readonly operationId: string;
  readonly handler: ApiHandlerFile;
  /** Whether the function reads the Scores table, and so which environment schema it has. */
  readonly readsScores: boolean;
  /** Whether it reads the Signals table: observations, and custom suppliers. It writes there when its scope is one of writing. */
  readonly usesSignals: boolean;
  readonly tag: ApiTag;
  readonly summary: string;
  readonly description: string;
  readonly request: RequestContract;
  /** Name of the JSON answer in the OpenAPI document, and its schema; `null`: the answer is no JSON. */
  readonly answer: { readonly name: string; readonly schema: z.ZodType } | null;
  /** Media types beside JSON. */
  readonly otherMedia: readonly string[];
  /** Status of the answer when something was made. */
  readonly created: boolean;
  /** A request that works on the shipped data. */
  readonly example: string;
  /** What it sends: JSON, or text of the first of `request.textMedia`. */
  readonly exampleBody?: unknown;
}

type Optional = 'methods' | 'otherMedia' | 'readsScores' | 'usesSignals' | 'created';

const route = (entry: Omit<ApiRoute, Optional> & Partial<Pick<ApiRoute, Optional>>): ApiRoute => ({
  methods: ['GET', 'HEAD'],
  otherMedia: [],
  readsScores: true,
  usesSignals: false,
  created: false,
  ...entry,
});

const words = {
  elements: {
    one: 'element',
    many: 'elements',
    One: 'Element',
    id: 'Dy',
    page: subjects.elementsPageSchema,
    entry: subjects.elementSchema,
  },
  suppliers: {
    one: 'supplier',
    many: 'suppliers',
    One: 'Supplier',
    id: 'lynas',
    page: subjects.suppliersPageSchema,
    entry: subjects.supplierSchema,
  },
  countries: {
    one: 'country',
    many: 'countries',
    One: 'Country',
    id: 'CHN',
    page: subjects.countriesPageSchema,
    entry: subjects.countrySchema,
  },
} as const;

const OWN_BESIDE_SHIPPED =
  'An id that does not ship is looked for among the suppliers you have stored: they are scored at once with the facts of the current run (`basis: on_request`), and their `ETag` is the version to send as `If-Match`.';
const OWN_AT_ONCE =
  'A supplier that you have stored is scored at once with the facts of the current run (`basis: on_request`), or of any other day as the version that stood then.';
const OWN_EXPLAINED = `${OWN_AT_ONCE} Its sites are named \`own!supplier!site\`; \`criticality\` is left out, because your own tonnes are in no table of world supply.`;
const OWN_HISTORY =
  'A supplier that you have stored has a point for every day, `replayed`: what today’s code says of the version that stood on that day (before the first version, the first) with the facts known then. A page has at most 120 days of it.';
const OWN_CHANGES =
  'Of a supplier that you have stored there is a step for each of the last 100 runs and for every version you stored, computed for this answer; a page explains at most 30 steps. It is served for a supplier that you have ended, too.';

/** Catalogue, entry, score, explanation and history of one type of subject. */
function subjectRoutes(collection: SubjectCollection): ApiRoute[] {
  const { one, many, One, id, page, entry } = words[collection];
  /** Custom suppliers are answered beside those that ship, by functions that may read them. */
  const answering = (all: ApiHandlerFile, ofSuppliers: ApiHandlerFile) =>
    collection === 'suppliers' ? { handler: ofSuppliers, usesSignals: true } : { handler: all };
  const own = (text: string): string => (collection === 'suppliers' ? ` ${text}` : '');
  const Many = `${many.charAt(0).toUpperCase()}${many.slice(1)}`;
  return [
    route({
      path: `/v1/${many}`,
      operationId: `list${Many}`,
      ...answering('functions/api/subjects/list-subjects.handler.ts', 'functions/api/custom-suppliers/list-suppliers.handler.ts'),
      tag: 'Subjects',
      summary: `List ${many}`,
      description: `The catalogue of ${many} in the order of their ids, each with its current score for the buyer. For a ranking use /v1/scores.${own('Suppliers that you have stored are listed with `own=include`, or alone with `own=only`.')}`,
      request: collection === 'suppliers' ? suppliersRequest : subjectsRequest,
      answer: { name: `${Many}Page`, schema: page },
      example: `/v1/${many}?buyer=JPN&limit=2`,
    }),
    route({
      path: `/v1/${many}/{id}`,
      operationId: `get${One}`,
      ...answering('functions/api/subjects/get-subject.handler.ts', 'functions/api/custom-suppliers/get-supplier.handler.ts'),
      tag: 'Subjects',
      summary: `Get one ${one}`,
      description: `The catalogue entry of one ${one} with its current score for the buyer.${own(OWN_BESIDE_SHIPPED)}`,
      request: subjectRequest,
      answer: { name: One, schema: entry },
      example: `/v1/${many}/${id}?buyer=JPN`,
    }),
    route({
      path: `/v1/${many}/{id}/score`,
      operationId: `get${One}Score`,
      ...answering('functions/api/scores/get-score.handler.ts', 'functions/api/custom-suppliers/get-supplier-score.handler.ts'),
      tag: 'Scores',
      summary: `Get the score of one ${one}`,
      description: `The probability, in percent, that within 365 days a supply disruption starts that outlasts the stocks of the buyer; with band, interval, main drivers, coverage and the run it comes from.${own(OWN_AT_ONCE)}`,
      request: scoreRequest,
      answer: { name: 'Score', schema: scoreSchema },
      example: `/v1/${many}/${id}/score?buyer=JPN`,
    }),
    route({
      path: `/v1/${many}/{id}/explanation`,
      operationId: `get${One}Explanation`,
      ...answering('functions/api/scores/get-explanation.handler.ts', 'functions/api/custom-suppliers/get-supplier-explanation.handler.ts'),
      tag: 'Scores',
      summary: `Explain the score of one ${one}`,
      description: `Everything the score is made of: every driver with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources.${own(OWN_EXPLAINED)}`,
      request: scoreRequest,
      answer: { name: 'Explanation', schema: subjects.explanationSchema },
      example: `/v1/${many}/${id}/explanation?buyer=JPN`,
    }),
    route({
      path: `/v1/${many}/{id}/history`,
      operationId: `get${One}History`,
      ...answering('functions/api/scores/get-history.handler.ts', 'functions/api/custom-suppliers/get-supplier-history.handler.ts'),
      tag: 'Scores',
      summary: `Get earlier scores of one ${one}`,
      description: `Scores over time, oldest first. Each point says whether it was published on its day or replayed later.${own(OWN_HISTORY)}`,
      request: historyRequest,
      answer: { name: 'History', schema: subjects.historySchema },
      example: `/v1/${many}/${id}/history?buyer=JPN&interval=week`,
    }),
    route({
      path: `/v1/${many}/{id}/changes`,
      operationId: `get${One}Changes`,
      ...answering(
        'functions/api/changes/get-subject-changes.handler.ts',
        'functions/api/custom-suppliers/get-supplier-changes.handler.ts',
      ),
      tag: 'Scores',
      summary: `What changed in the score of one ${one}, and why`,
      description: `Every change of the published score of the ${one}, oldest first, split by cause and by driver; both splits sum to the change exactly.${own(OWN_CHANGES)}`,
      request: subjectChangesRequest,
      answer: { name: 'ChangesPage', schema: changesPageSchema },
      example: `/v1/${many}/${id}/changes?buyer=JPN&limit=5`,
    }),
  ];
}

/** What a client stores of its own suppliers. */
const OWN_SUPPLIER_ROUTES: readonly ApiRoute[] = [
  route({
    path: '/v1/suppliers:own',
    operationId: 'listOwnSuppliers',
    handler: 'functions/api/custom-suppliers/list-custom-suppliers.handler.ts',
    readsScores: false,
    usesSignals: true,
    tag: 'Own data',
    summary: 'List suppliers of your own',
    description:
      'The suppliers you have stored, in the order of their ids. Nobody else sees them. /v1/suppliers/{id} has one with its score.',
    request: own.customSuppliersRequest,
    answer: { name: 'OwnSuppliersPage', schema: own.customSuppliersPageSchema },
    example: '/v1/suppliers:own?limit=2',
  }),
  route({
    methods: ['PUT'],
    path: '/v1/suppliers/{id}',
    operationId: 'putSupplier',
    handler: 'functions/api/custom-suppliers/put-supplier.handler.ts',
    usesSignals: true,
    tag: 'Own data',
    summary: 'Store a supplier of your own',
    description:
      'Stores a supplier with its sites and what feeds them, scores it at once with the facts of the current run, and answers with the score; every later run scores it anew. A new one needs no header; to change one send the `ETag` you read as `If-Match` (428 without it, 412 when somebody else was faster). Every version is kept. The same content again changes nothing. Only you see it, and no published score depends on it.',
    request: own.putSupplierRequest,
    answer: { name: 'Supplier', schema: subjects.supplierSchema },
    created: true,
    example: '/v1/suppliers/acme-magnets?buyer=JPN',
    exampleBody: {
      name: 'Acme Magnets',
      external_ids: { sap: '0000104711' },
      sites: [
        { id: 'hanoi', name: 'Hanoi plant', country: 'VNM', stage: 'magnet', elements: ['Dy', 'Tb'], capacity_tonnes_per_year: 1200 },
        { id: 'osaka', name: 'Osaka works', country: 'JPN', stage: 'separation', elements: ['Dy', 'Tb'] },
      ],
      feeds: [{ from: 'osaka', to: 'hanoi', share_of_input: 0.6, essential: 'yes' }],
    },
  }),
  route({
    methods: ['DELETE'],
    path: '/v1/suppliers/{id}',
    operationId: 'deleteSupplier',
    handler: 'functions/api/custom-suppliers/delete-supplier.handler.ts',
    readsScores: false,
    usesSignals: true,
    tag: 'Own data',
    summary: 'End a supplier of your own',
    description:
      'Stores a last version that ends the supplier; earlier versions stay in the record. Needs `If-Match`, the `ETag` you read, or `*`.',
    request: own.deleteSupplierRequest,
    answer: { name: 'DeletedSupplier', schema: own.deletedSupplierSchema },
    example: '/v1/suppliers/acme-magnets',
  }),
  route({
    methods: ['POST'],
    path: '/v1/suppliers:import',
    operationId: 'importSuppliers',
    handler: 'functions/api/custom-suppliers/import-suppliers.handler.ts',
    usesSignals: true,
    tag: 'Own data',
    summary: 'Import suppliers of your own',
    description:
      'CSV (one row per site, rows of a supplier together, `fed_by` as `site:share;site:share`, several elements with spaces between, `external_ids` as `system:id;system:id`) or NDJSON (one supplier per line, as in PUT, with `id`). At most 1,000,000 bytes a request: cut a larger file between suppliers, or use `npm run suppliers:import`. With a mistake in any row nothing is stored, and every mistake is told with its row and column. Sending the same again changes nothing. What is stored is scored when it is read, at once: `links.scores` leads to all of it, page by page. `Idempotency-Key` is honoured.',
    request: own.importSuppliersRequest,
    answer: { name: 'SupplierImport', schema: own.importResponseSchema },
    example: '/v1/suppliers:import?dry_run=true',
    exampleBody:
      'id,name,site_id,site_name,country,stage,elements,capacity_tonnes_per_year,fed_by\nacme,Acme Magnets,hanoi,Hanoi plant,VNM,magnet,Dy Tb,1200,osaka:0.6\nacme,Acme Magnets,osaka,Osaka works,JPN,separation,Dy Tb,,\n',
  }),
];

/** Observations that clients send. */
const OBSERVATION_ROUTES: readonly ApiRoute[] = [
  route({
    methods: ['POST'],
    path: '/v1/signals',
    operationId: 'postSignals',
    handler: 'functions/ingestion/post-signals.handler.ts',
    usesSignals: true,
    tag: 'Own data',
    summary: 'Send observations',
    description:
      'Up to 1,000 observations of the three theatres. Each has a result: accepted, corrected (both versions are kept, each with the day it became known), duplicate, or quarantined with the reasons: not the shape of an observation, a day that lies ahead, a count far above any on record. All are stored when it answers. The next run uses those that are not in quarantine, and scores cite them as evidence. Sending the same again is harmless; `Idempotency-Key` is honoured.',
    request: observations.postSignalsRequest,
    answer: { name: 'ObservationResults', schema: observations.postSignalsResponseSchema },
    example: '/v1/signals',
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
    path: '/v1/signals/quarantine',
    operationId: 'listQuarantine',
    handler: 'functions/ingestion/list-quarantine.handler.ts',
    readsScores: false,
    usesSignals: true,
    tag: 'Own data',
    summary: 'List observations in quarantine',
    description:
      'Observations of yours that were not taken, each as it was sent, with the reasons and what was decided. A key with the scope `admin` sees those of every client.',
    request: observations.quarantineRequest,
    answer: { name: 'QuarantinePage', schema: observations.quarantinePageSchema },
    example: '/v1/signals/quarantine?limit=10',
  }),
  route({
    methods: ['POST'],
    path: '/v1/signals/quarantine/{id}',
    operationId: 'decideQuarantine',
    handler: 'functions/ingestion/decide-quarantine.handler.ts',
    usesSignals: true,
    tag: 'Own data',
    summary: 'Release or discard an observation',
    description:
      'Releases an observation that is right after all: it is stored like any other, known from the day it says. Or discards it for good. A decision stands; the same decision again answers the same.',
    request: observations.decideRequest,
    answer: { name: 'QuarantinedObservation', schema: observations.quarantinedSchema },
    example: '/v1/signals/quarantine/0123456789abcdef0123456789abcdef',
    exampleBody: { decision: 'release', note: 'Confirmed by a second report.' },
  }),
];

export const API_ROUTES: readonly ApiRoute[] = [
  route({
    path: '/v1/scores',
    operationId: 'listScores',
    handler: 'functions/api/scores/list-scores.handler.ts',
    usesSignals: true,
    tag: 'Scores',
    summary: 'Rank subjects by score',
    description:
      'The ranking of elements, suppliers or countries for a buyer, highest score first; filtered, sorted, as JSON, CSV or NDJSON. With `subject_type=supplier&own=include` those that you have stored are in it.',
    request: scoresRequest,
    answer: { name: 'ScoresPage', schema: scoresPageSchema },
    otherMedia: ['text/csv', 'application/x-ndjson'],
    example: '/v1/scores?subject_type=element&buyer=JPN&limit=3',
  }),
  route({
    path: '/v1/changes',
    operationId: 'listChanges',
    handler: 'functions/api/changes/list-changes.handler.ts',
    tag: 'Scores',
    summary: 'What changed, and why',
    description:
      'Every change of a published score in the order of publication, with tombstones. Keep `resume_cursor`, read the state once at `links.resync`, then ask again with the cursor: applying the changes in order gives the present state.',
    request: changesRequest,
    answer: { name: 'ChangesPage', schema: changesPageSchema },
    example: '/v1/changes?limit=5',
  }),
  route({
    path: '/v1/changes.atom',
    operationId: 'getBandChangesFeed',
    handler: 'functions/api/changes/get-band-changes-feed.handler.ts',
    tag: 'Scores',
    summary: 'Changes of band as a news feed',
    description:
      'The changes of the last seven days in which a subject went from one band to another, newest first, as Atom (RFC 4287) for feed readers and systems that poll one. For every change, and for more than seven days, use /v1/changes.',
    request: bandChangesRequest,
    answer: null,
    otherMedia: ['application/atom+xml'],
    example: '/v1/changes.atom?buyer=JPN',
  }),
  ...(Object.keys(SUBJECT_COLLECTIONS) as SubjectCollection[]).flatMap(subjectRoutes),
  ...OWN_SUPPLIER_ROUTES,
  route({
    path: '/v1/series',
    operationId: 'getSeries',
    handler: 'functions/api/scores/get-series.handler.ts',
    tag: 'Analysis',
    summary: 'Many subjects over time',
    description:
      'Scores, intervals, drivers and security signals of many subjects over time, long or wide, for dashboards and spreadsheets.',
    request: seriesRequest,
    answer: { name: 'Series', schema: seriesSchema },
    otherMedia: ['text/csv'],
    example: '/v1/series?subjects=element:Dy,element:Tb&metrics=score,p95&buyer=JPN&interval=week',
  }),
  route({
    methods: ['POST'],
    path: '/v1/lookups',
    operationId: 'lookUpSubjects',
    handler: 'functions/api/analysis/look-up-subjects.handler.ts',
    usesSignals: true,
    tag: 'Subjects',
    summary: 'Find many subjects at once',
    description:
      'Up to 500 suppliers, elements or countries by id, LEI, DUNS number, own ids, or name and country. Every match says why; what is not certain is answered with candidates, never guessed. Suppliers that come with the service have no LEI or DUNS number on record; your own may.',
    request: lookupsRequest,
    answer: { name: 'Lookups', schema: lookupsSchema },
    example: '/v1/lookups',
    exampleBody: {
      buyer: 'JPN',
      items: [
        { ref: 'A-1', name: 'LYNAS RARE EARTHS LTD', country: 'MYS' },
        { ref: 'A-2', name: 'Lynas Rare Erths' },
        { ref: 'A-3', id: 'lynas' },
        { ref: 'A-4', lei: '506700GE1G29325QX363' },
        { ref: 'A-5', type: 'element', name: 'dysprosium' },
      ],
    },
  }),
  route({
    methods: ['POST'],
    path: '/v1/exposures',
    operationId: 'evaluateExposure',
    handler: 'functions/api/analysis/evaluate-exposure.handler.ts',
    usesSignals: true,
    tag: 'Analysis',
    summary: 'Exposure of a bill of materials',
    description:
      'A bill of materials or a list of spend in, exposure out: by element and by supplier, kilograms and money at risk with intervals, single sources, largest origins, alternatives. Lines name elements, materials, suppliers (also those you have stored), or products whose element content is known. What can not be mapped is listed with the reason. Stores nothing.',
    request: exposuresRequest,
    answer: { name: 'Exposure', schema: exposureSchema },
    example: '/v1/exposures',
    exampleBody: {
      buyer: 'JPN',
      currency: 'EUR',
      lines: [
        { line: 1, material: 'dysprosium oxide', quantity: 120, unit: 'kg', spend: 60000, supplier_id: 'lynas' },
        { line: 2, product: 'ndfeb-magnet', quantity: 2, unit: 't', spend: 180000 },
        { line: 3, element: 'Ga', quantity: 300, unit: 'kg', spend: 95000 },
        { line: 4, product: 'smartphone', quantity: 1000, spend: 400000 },
        { line: 5, material: 'unobtainium', spend: 1000 },
      ],
    },
  }),
  route({
    path: '/v1/scenario-templates',
    operationId: 'listScenarioTemplates',
    handler: 'functions/api/analysis/list-scenario-templates.handler.ts',
    readsScores: false,
    tag: 'Analysis',
    summary: 'Ready-made scenarios',
    description: 'What-if questions to start from, each as the changes it makes, and the parameters of the method that a scenario may set.',
    request: scenarios.scenarioTemplatesRequest,
    answer: { name: 'ScenarioTemplates', schema: scenarioResponses.scenarioTemplatesSchema },
    example: '/v1/scenario-templates',
  }),
  route({
    methods: ['POST'],
    path: '/v1/scenario-evaluations',
    operationId: 'evaluateScenario',
    handler: 'functions/api/analysis/evaluate-scenario.handler.ts',
    tag: 'Analysis',
    summary: 'Ask what if',
    description:
      'Scores all elements for a buyer again under a scenario: measures added, lifted or back from suspension, signals, closed lanes and origins, lost suppliers, stock, shares, parameters, or a template with any of these on top. Stores nothing. `share_url` gives the same answer again.',
    request: scenarios.scenarioEvaluationRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioResponses.scenarioEvaluationSchema },
    example: '/v1/scenario-evaluations',
    exampleBody: {
      template: 'japan-embargo-2010',
      buyer: 'JPN',
      closures: [{ lane: 'taiwan_strait', days: 60 }],
      cover: [{ elements: ['Dy', 'Tb'], add_days: 30 }],
    },
  }),
  route({
    path: '/v1/scenario-evaluations',
    operationId: 'getScenarioEvaluation',
    handler: 'functions/api/analysis/get-scenario-evaluation.handler.ts',
    tag: 'Analysis',
    summary: 'Open a shared scenario',
    description: 'What a `share_url` leads to: the answer of the scenario that is in the address, on the run that it names.',
    request: scenarios.scenarioLinkRequest,
    answer: { name: 'ScenarioEvaluation', schema: scenarioResponses.scenarioEvaluationSchema },
    example: '/v1/scenario-evaluations?scenario=eyJidXllciI6IkpQTiIsInRlbXBsYXRlIjoiamFwYW4tZW1iYXJnby0yMDEwIn0',
  }),
  route({
    path: '/v1/signals',
    operationId: 'listSignals',
    handler: 'functions/api/facts/list-signals.handler.ts',
    tag: 'Facts',
    summary: 'State of the three security signals',
    description: 'How unusual activity around Taiwan, the Senkaku/Diaoyu islands and Chinese carriers is, against their own recent past.',
    request: facts.signalsRequest,
    answer: { name: 'Signals', schema: factsResponses.signalsSchema },
    example: '/v1/signals',
  }),
  ...OBSERVATION_ROUTES,
  route({
    path: '/v1/signals/{theatre}',
    operationId: 'getSignal',
    handler: 'functions/api/facts/get-signal.handler.ts',
    tag: 'Facts',
    summary: 'One security signal with its days',
    description: 'State, raw counts, tail probability and history of one signal.',
    request: facts.signalRequest,
    answer: { name: 'Signal', schema: factsResponses.signalSchema },
    example: '/v1/signals/taiwan_strait?limit=30',
  }),
  route({
    path: '/v1/measures',
    operationId: 'listMeasures',
    handler: 'functions/api/facts/list-measures.handler.ts',
    tag: 'Facts',
    summary: 'Export controls and other policy events',
    description: 'What is announced, in force, suspended or ended on a day, and which dated step comes next.',
    request: facts.measuresRequest,
    answer: { name: 'MeasuresPage', schema: factsResponses.measuresPageSchema },
    example: '/v1/measures?on=2025-10-15&origin=CHN&state=in_force&limit=5',
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
    path: '/v1/runs',
    operationId: 'listRuns',
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
  route({
    path: '/v1/health',
    operationId: 'getHealth',
    handler: 'functions/api/service/get-health.handler.ts',
    readsScores: false,
    tag: 'Service',
    summary: 'Whether the service answers',
    description: 'For load balancers and monitors. Reads nothing.',
    request: service.plainRequest,
    answer: { name: 'Health', schema: serviceResponses.healthSchema },
    example: '/v1/health',
  }),
  route({
    path: '/v1/status',
    operationId: 'getStatus',
    handler: 'functions/api/service/get-status.handler.ts',
    tag: 'Service',
    summary: 'How fresh the data are',
    description:
      'The run that readers see, the run that was begun last, freshness of every signal and source, and a degraded flag with reasons.',
    request: service.statusRequest,
    answer: { name: 'Status', schema: serviceResponses.statusSchema },
    example: '/v1/status',
  }),
  route({
    path: '/metrics',
    operationId: 'getMetrics',
    handler: 'functions/api/service/get-metrics.handler.ts',
    tag: 'Service',
    summary: 'Scores as metrics for Prometheus',
    description:
      'Every score of a buyer with its interval, the three security signals, and the run they are of, as OpenMetrics. What is unknown has no sample. Values change once a run, so a scrape every few minutes is enough. The age of the run is `time() - chokepoint_run_published_timestamp_seconds`.',
    request: service.metricsRequest,
    answer: null,
    otherMedia: ['application/openmetrics-text'],
    example: '/metrics?buyer=JPN',
  }),
  route({
    path: '/openapi.json',
    operationId: 'getOpenApi',
    handler: 'functions/api/service/get-openapi.handler.ts',
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
    handler: 'functions/api/service/get-docs.handler.ts',
    readsScores: false,
    tag: 'Service',
    summary: 'Reference page',
    description: 'This contract as one page to read; needs no internet.',
    request: service.plainRequest,
    answer: null,
    otherMedia: ['text/html'],
    example: '/docs',
  }),
  route({
    path: '/',
    operationId: 'getIndex',
    handler: 'functions/api/service/get-index.handler.ts',
    readsScores: false,
    tag: 'Service',
    summary: 'Where to begin',
    description: 'What this service is and where its resources are; HTML for browsers.',
    request: service.plainRequest,
    answer: { name: 'Index', schema: serviceResponses.indexSchema },
    otherMedia: ['text/html'],
    example: '/',
  }),
];

/** Route key `$default`: every request that no route takes. It answers 404, 405 with `Allow`, and CORS preflights. */
export const DEFAULT_ROUTE = { handler: 'functions/api/service/answer-unknown-route.handler.ts' } as const;

/** A function of the API, and what it may touch. */
export interface ApiFunction {
  readonly handler: ApiHandlerFile;
  readonly readsScores: boolean;
  readonly usesSignals: boolean;
  /** Asks for a key, and so reads the Access table. */
  readonly isGuarded: boolean;
  /** Changes what is stored: keeps answers by Idempotency-Key, and writes the Signals table if it uses it. */
  readonly writes: boolean;
}

/** Every handler file once: one function each. Routes of a function say the same of it. */
export const API_FUNCTIONS: readonly ApiFunction[] = [
  ...new Map(
    API_ROUTES.map(({ handler, readsScores, usesSignals, request }) => [
      handler,
      { handler, readsScores, usesSignals, isGuarded: scopeOf(request) !== 'public', writes: hasSideEffects(request) },
    ]),
  ).values(),
  { handler: DEFAULT_ROUTE.handler, readsScores: false, usesSignals: false, isGuarded: false, writes: false },
];

/**
 * Functions that answer for any day, or about custom suppliers: the code and the facts that score are shipped beside their bundle, and
 * loaded when they are needed.
 */
export const RESCORING_HANDLERS: ReadonlySet<ApiHandlerFile> = new Set<ApiHandlerFile>([
  'functions/api/scores/get-score.handler.ts',
  'functions/api/custom-suppliers/get-supplier.handler.ts',
  'functions/api/custom-suppliers/list-suppliers.handler.ts',
  'functions/api/custom-suppliers/get-supplier-score.handler.ts',
  'functions/api/custom-suppliers/get-supplier-explanation.handler.ts',
  'functions/api/custom-suppliers/get-supplier-history.handler.ts',
  'functions/api/custom-suppliers/get-supplier-changes.handler.ts',
  'functions/api/custom-suppliers/put-supplier.handler.ts',
  'functions/api/scores/get-explanation.handler.ts',
  'functions/api/scores/list-scores.handler.ts',
  'functions/api/analysis/look-up-subjects.handler.ts',
  'functions/api/analysis/evaluate-exposure.handler.ts',
  'functions/api/facts/list-signals.handler.ts',
]);

/** The schema of the environment of a function. */
export function environmentSchemaOf({ isGuarded, readsScores, usesSignals }: ApiFunction) {
  if (usesSignals) return environments.signalsApiEnvironmentSchema;
  if (readsScores) return environments.readingApiEnvironmentSchema;
  return isGuarded ? environments.guardedApiEnvironmentSchema : environments.describingApiEnvironmentSchema;
}
