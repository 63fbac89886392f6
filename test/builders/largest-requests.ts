/** What is largest of each operation that it accepts, by its id: bodies up to a megabyte, all of each list. */
import { EXPANSIONS } from '#contracts/api/subjects-answers.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { DRIVER_KINDS } from '#domain/vocabulary/score-document.ts';
import { MAX_BODY_BYTES } from '#functions/http/api-handler.ts';

export interface SentRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly address: string;
  readonly type?: string;
  readonly body?: string;
}

const elements = 'Dy,Tb,Nd,Pr,Ga,Ge,Sb,W,Co,Li,Ni,Mg,Cu,In,Bi,Te,Mo,Y,Sc,La,Ce,Sm,Gd,Lu'.split(',');
const longest = 'x'.repeat(190);
/** As many of them as fit into a body beside `around` bytes. */
function filled(row: (n: number) => string, most: number, around = 2000): readonly string[] {
  const rows: string[] = [];
  let bytes = around;
  for (let n = 0; n < most; n += 1) {
    const one = row(n);
    bytes += Buffer.byteLength(JSON.stringify(one));
    if (bytes > MAX_BODY_BYTES) break;
    rows.push(one);
  }
  return rows;
}
const json = (address: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): SentRequest => ({
  method,
  address,
  type: 'application/json',
  body: JSON.stringify(body),
});
const TOOLS = [
  ['rank_scores', { subject_type: 'supplier', limit: 50, custom: 'include' }],
  ['compare', { ids: ['Dy', 'Tb', 'Nd', 'Pr', 'Ga', 'Ge', 'Sb', 'W', 'Co', 'Li'] }],
  ['explain', { id: 'Dy' }],
  ['history', { id: 'Dy', from: '2010-01-01', interval: 'day' }],
  ['signals', {}],
  ['measures', { limit: 50 }],
  ['changes', { from: '2010-01-01', min_abs_delta: 0 }],
  ['lookup', { items: Array.from({ length: 50 }, (_, n) => ({ name: `Company ${n}` })) }],
  ['scenario_templates', {}],
  ['scenario', { template: 'taiwan-strait-closed-90' }],
  ['companies', {}],
  ['company_results', { id: 'largest-0' }],
] as const;
const file = (name: string, rows: readonly string[]) => ({ name, text: rows.join('\n') });
const [SERIES, ALL_BUYERS] = [DRIVER_KINDS.map((kind) => `driver:${kind}`).join(','), BUYERS.join(',')];

const needs = Array.from({ length: 500 }, (_, n) => ({
  id: `need-${n}`,
  name: longest,
  material: `${elements[n % elements.length]} `.trim(),
  quantity: n + 1,
  unit: 'kg',
  spend: 1e5,
  revenue_at_stake: 1e6,
}));
const company = {
  name: 'Largest',
  country: 'JPN',
  needs,
  stock: Array.from({ length: 900 }, (_, n) => ({ material: elements[n % elements.length], kilograms: n })),
  sources: Array.from({ length: 24 }, (_, n) => ({ material: elements[n], country: 'CHN', share: 0.9 })),
};
const supplier = {
  name: longest,
  sites: Array.from({ length: 100 }, (_, n) => ({
    id: `site-${n}`,
    name: longest,
    country: ['CHN', 'VNM', 'AUS'][n % 3],
    stage: 'separation',
    elements: [elements[n % elements.length]],
  })),
  feeds: Array.from({ length: 200 }, (_, n) => ({
    from: `site-${n % 100}`,
    to: `site-${(n + 1 + Math.floor(n / 100)) % 100}`,
    elements: [elements[n % elements.length]],
  })),
};
const rule = {
  name: 'x'.repeat(120),
  subjects: { type: 'element', ids: elements },
  buyers: BUYERS,
  when: { any_move: true, band_crossing: true },
  min_points: 1,
};
const HEADER = 'id,name,site_id,site_name,country,stage,elements';
const manySuppliers = (most: number): string =>
  [HEADER, ...filled((n) => `s${n},Supplier ${n},a,A,CHN,mine,${elements[n % elements.length]}`, most)].join(
    '\n',
  );
const measure = {
  visibility: 'own',
  title: longest,
  actor: 'China MOFCOM',
  control_class: 'licence',
  applies: elements
    .slice(0, 20)
    .map((one) => ({ elements: [one], stages: ['separation', 'metal'], coverage: 1 })),
  origins: ['CHN'],
  targets: ['ALL'],
  effective_from: '2026-12-01',
  source: longest,
  source_url: `https://example.com/${'x'.repeat(1900)}`,
};
const scenario = {
  buyers: BUYERS,
  subject_type: 'supplier',
  stops: Array.from({ length: 20 }, (_, n) => ({ origin: ['CHN', 'AUS', 'VNM'][n % 3], days: 30 + n })),
  cover: Array.from({ length: 20 }, (_, n) => ({ add_days: n })),
};
const link = Buffer.from(JSON.stringify(scenario)).toString('base64url');
const subjects = (most: number): string =>
  Array.from({ length: most }, (_, n) => `element:${elements[n % elements.length]}`)
    .concat(['supplier:lynas', 'country:CHN'])
    .slice(-most)
    .join(',');
const EXPANDED = `expand=${EXPANSIONS}`;
const list = (name: string): readonly SentRequest[] => [{ address: `/v1/${name}?limit=1000` }];
const FROM = 'from=2024-01-01';

/** To be stored before, so that reads have as much to read as a client may have. */
export const LARGEST_STATE: readonly SentRequest[] = [
  { method: 'POST', address: '/v1/suppliers:import', type: 'text/csv', body: manySuppliers(5000) },
  json('/v1/suppliers/largest', supplier, 'PUT'),
  ...Array.from({ length: 19 }, (_, n) => json(`/v1/companies/largest-${n}`, company, 'PUT')),
  ...Array.from({ length: 49 }, (_, n) => json(`/v1/alert-rules/largest-${n}`, rule, 'PUT')),
  ...Array.from({ length: 9 }, (_, n) =>
    json(`/v1/webhooks/largest-${n}`, { url: `https://example.com/${'x'.repeat(1900)}` }, 'PUT'),
  ),
  ...Array.from({ length: 20 }, (_, n) => json(`/v1/measures/own-${n}`, measure, 'PUT')),
  json('/v1/measures/public', { ...measure, visibility: 'public' }, 'PUT'),
];

export const LARGEST_REQUESTS: Readonly<Record<string, readonly SentRequest[]>> = {
  listScores: [
    { address: `/v1/scores?buyers=${ALL_BUYERS}&limit=100&${EXPANDED}` },
    { address: `/v1/scores?subject_type=supplier&buyers=${ALL_BUYERS}&limit=100&${EXPANDED}` },
    { address: `/v1/scores?subject_type=supplier&buyers=${ALL_BUYERS}&limit=1000&format=csv` },
    { address: `/v1/scores?subject_type=supplier&buyers=${ALL_BUYERS}&limit=1000&sort=name` },
    { address: '/v1/scores?subject_type=supplier&custom=only&sort=id&limit=1000&format=csv' },
    { address: '/v1/scores?buyer=JPN&limit=100' },
    { address: '/v1/scores?subject_type=supplier&limit=1000' },
    { address: `/v1/scores?buyers=${ALL_BUYERS}&limit=1000&as_of=2025-10-09` },
  ],
  listChanges: [
    { address: `/v1/changes?limit=1000&first_run=include&subjects=${subjects(26)}` },
    { address: '/v1/changes?limit=1000&first_run=include' },
  ],
  listDifferences: [{ address: `/v1/differences?subjects=${subjects(20)}&steps=true&from=2024-01-01` }],
  listElements: list('elements'),
  getElement: [{ address: '/v1/elements/Dy' }],
  listSuppliers: [
    ...list('suppliers'),
    { address: '/v1/suppliers?custom=include&limit=1000' },
    { address: '/v1/suppliers?custom=only&limit=1000' },
  ],
  getSupplier: [{ address: '/v1/suppliers/lynas' }, { address: '/v1/suppliers/largest' }],
  listCountries: list('countries'),
  getCountry: [{ address: '/v1/countries/CHN' }],
  getScore: [{ address: '/v1/elements/Dy/score' }],
  getExplanation: [
    { address: '/v1/elements/Dy/explanation' },
    { address: '/v1/suppliers/lynas/explanation' },
    { address: '/v1/countries/CHN/explanation' },
  ],
  getReport: [{ address: '/v1/elements/Dy/report?lang=ja' }, { address: '/v1/suppliers/lynas/report' }],
  getHistory: [{ address: `/v1/elements/Dy/history?${FROM}&limit=1000` }],
  putSupplier: [json('/v1/suppliers/largest-put', supplier, 'PUT')],
  deleteSupplier: [{ method: 'DELETE', address: '/v1/suppliers/largest-put' }],
  importSuppliers: [
    {
      method: 'POST',
      address: '/v1/suppliers:import?dry_run=true',
      type: 'text/csv',
      body: manySuppliers(1e6),
    },
    {
      method: 'POST',
      address: '/v1/suppliers:import?dry_run=true',
      type: 'text/csv',
      body: [HEADER, ...filled((n) => `s${n},,a,A,XXX,m,Xx`, 1e6)].join('\n'),
    },
    {
      method: 'POST',
      address: '/v1/suppliers:import?dry_run=true',
      type: 'application/x-ndjson',
      body: filled(
        (n) =>
          JSON.stringify({
            id: `s${n}`,
            name: 'S',
            sites: [{ id: 'a', name: 'A', country: 'CHN', stage: 'mine', elements: ['Dy'] }],
          }),
        1e6,
        300_000,
      ).join('\n'),
    },
  ],
  putCompany: [json('/v1/companies/largest-put', company, 'PUT')],
  listCompanies: [{ address: '/v1/companies' }],
  getCompany: [{ address: '/v1/companies/largest-1' }],
  importCompany: [
    json('/v1/companies:import?dry_run=true&id=i', {
      files: [file('needs.csv', ['Material,Quantity', ...filled((n) => `unknown material ${n},${n}`, 2600)])],
    }),
    json('/v1/companies:import?dry_run=true&id=i', {
      files: [file('needs.csv', [filled((n) => `column ${n}`, 60_000).join(','), '1'])],
    }),
    json('/v1/companies:import?dry_run=true&id=i', {
      files: [
        {
          name: 'needs.json',
          text: JSON.stringify(
            filled((n) => `m${n}`, 20_000, 600_000).map((material) => ({ material, q: 1 })),
          ),
        },
      ],
    }),
    json('/v1/companies:import?dry_run=true&id=i', {
      files: [{ name: 'needs.json', text: JSON.stringify(needs) }],
    }),
    {
      method: 'POST',
      address: '/v1/companies:import?dry_run=true&id=i',
      type: 'text/csv',
      body: ['Material,Quantity', ...filled((n) => `Dy ${n},${n}`, 1e6)].join('\n'),
    },
  ],
  getCompanyReport: [{ address: '/v1/companies/largest-1/report?budget=50000000' }],
  getCompanyResults: [{ address: '/v1/companies/largest-1/results?expand=helps,details,alternatives' }],
  deleteCompany: [{ method: 'DELETE', address: '/v1/companies/largest-put' }],
  getSeries: [
    { address: `/v1/series?subjects=${subjects(24)}&metrics=${SERIES}&from=2026-09-01` },
    { address: `/v1/series?subjects=${subjects(24)}&metrics=score,p05&${FROM}&shape=wide&format=csv` },
  ],
  lookUpSubjects: [
    json('/v1/lookups', {
      items: Array.from({ length: 90 }, (_, n) => ({
        name: `Supplier number ${n} of ${longest}`.slice(0, 200),
      })),
    }),
  ],
  listScenarioTemplates: [{ address: '/v1/scenario-templates?lang=ja' }],
  evaluateScenario: [json('/v1/scenario-evaluations', scenario)],
  getScenarioEvaluation: [{ address: `/v1/scenario-evaluations?scenario=${link}` }],
  listSignals: [{ address: '/v1/signals?expand=days' }, { address: '/v1/signals?as_of=2025-10-09' }],
  getSignal: [{ address: `/v1/signals/taiwan?${FROM}&limit=1000` }],
  postObservations: [
    json('/v1/observations', {
      observations: Array.from({ length: 1000 }, (_, n) => ({
        series: 'taiwan_strait',
        date: new Date(Date.UTC(2024, 0, 1 + (n % 700))).toISOString().slice(0, 10),
        values: { aircraft: n % 7, navy_ships: 7, official_ships: 1 },
        source: longest,
        source_url: `https://example.com/${'x'.repeat(500)}`,
        known_from: '2026-10-02',
      })),
    }),
  ],
  listSecurityEvents: list('security-events'),
  listControlEvents: list('control-events'),
  listShortages: list('shortages'),
  listSources: [{ address: '/v1/sources?lang=ja' }],
  getMap: [{ address: '/v1/map?lang=ja' }],
  listMeasures: [{ address: '/v1/measures?visibility=all&limit=1000&lang=ja' }],
  postMeasure: [json('/v1/measures', measure)],
  putMeasure: [json('/v1/measures/own-put', measure, 'PUT')],
  reviewMeasure: [json('/v1/measures/public/review', { decision: 'reject', note: 'x'.repeat(500) })],
  putAlertRule: [json('/v1/alert-rules/largest-put', rule, 'PUT')],
  listAlertRules: [{ address: '/v1/alert-rules' }],
  rehearseAlertRule: [json('/v1/alert-rules:rehearse', { ...rule, subjects: { type: 'element' } })],
  listAlerts: list('alerts'),
  putWebhook: [json('/v1/webhooks/largest-put', { url: `https://example.com/${'x'.repeat(1900)}` }, 'PUT')],
  listWebhooks: [{ address: '/v1/webhooks' }],
  listDeliveries: [{ address: '/v1/webhooks/largest-1/deliveries?limit=1000' }],
  sendDelivery: [{ method: 'POST', address: '/v1/webhooks/largest-1/deliveries' }],
  deleteWebhook: [{ method: 'DELETE', address: '/v1/webhooks/largest-put' }],
  deleteAlertRule: [{ method: 'DELETE', address: '/v1/alert-rules/largest-put' }],
  listRuns: list('runs'),
  getRun: [{ address: '/v1/runs/r0000000001' }],
  getTrackRecord: [{ address: '/v1/track-record' }],
  listTrackRecordLinks: [{ address: '/v1/track-record/links?limit=1000' }],
  getMethodology: [{ address: '/v1/methodology' }],
  getHealth: [{ address: '/v1/health?probe=ready' }],
  getStatus: [{ address: '/v1/status' }],
  getMetrics: [{ address: '/metrics?buyer=JPN' }],
  getOpenApi: [{ address: '/openapi.json' }],
  getDocs: [{ address: '/docs' }],
  getIndex: [{ address: '/' }],
  askTools: TOOLS.map(([name, input]) =>
    json('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } }),
  ),
  beginSession: [{ method: 'POST', address: '/v1/session' }],
  endSession: [{ method: 'DELETE', address: '/v1/session' }],
};
