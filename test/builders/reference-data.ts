import type {
  BuyerImportRow,
  CompanyRow,
  ElementRow,
  GovernanceRow,
  PolicyRow,
  Provenance,
  ReferenceData,
  RouteRow,
  ShareRow,
  SupplierSiteRow,
} from '#domain/vocabulary/reference-data.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';

const provenance = (row: string, date = '2025'): Provenance => ({
  row,
  source: 'a publisher',
  source_url: null,
  date,
  quality: 'B',
  known_from: '2026-02-28',
  known_from_basis: 'edition',
  note: null,
});

const noFacts: ReferenceData = {
  elements: [],
  shares: [],
  governance: [],
  ore_composition: [],
  buyer_imports: [],
  import_reliance: [],
  cover: [],
  demand_shares: [],
  routes: [],
  strait_transits: [],
  policy: [],
  supplier_sites: [],
  supplier_links: [],
  external_parties: [],
  companies: [],
  listed_names: [],
  taiwan_strait: [],
  senkaku: [],
  security_events: [],
  carrier_deployments: [],
  exercises: [],
  coverage: [],
  episodes: [],
  control_events: [],
  control_outcomes: [],
  shortages: [],
  licence_decisions: [],
  trade_codes: [],
  trade: [],
  product_contents: [],
  country_places: [],
  sources: [],
};

/** Reference data with these tables, the others empty. */
export const referenceDataWith = (tables: Partial<ReferenceData>): ReferenceData => ({
  ...noFacts,
  ...tables,
});

export const anElement = (symbol: string, over: Partial<ElementRow> = {}): ElementRow => ({
  ...provenance(`element:${symbol}`),
  symbol,
  name: `name of ${symbol}`,
  group: 'other',
  world_supply_tonnes: null,
  supply_basis: null,
  eol_rir: null,
  si_sr: null,
  price_usd_per_kg: null,
  byproduct_share: null,
  eu_supply_risk_2017: null,
  eu_supply_risk_2023: null,
  main_end_uses: null,
  ...over,
});

export const aShare = (element: string, stage: Stage, country: string, share: number): ShareRow => ({
  ...provenance(`share:${element}:${stage}:${country}`),
  element,
  stage,
  country,
  share,
  basis: 'reported',
  concentration: 100,
});

export const anImport = (
  buyer: string,
  element: string,
  stage: Stage,
  origin: string,
  share: number,
): BuyerImportRow => ({
  ...provenance(`import:${buyer}:${element}:${stage}:${origin}`),
  buyer,
  element,
  stage,
  origin,
  share,
});

export const aRoute = (
  buyer: string,
  origin: string,
  stage: Stage,
  seaShare: number,
  via: Readonly<Record<string, number>>,
  over: Partial<RouteRow> = {},
): RouteRow => ({
  ...provenance(`route:${buyer}:${origin}:${stage}`),
  buyer,
  origin,
  stage,
  elements: null,
  sea_share: seaShare,
  air_share: 1 - seaShare,
  other_share: 0,
  via,
  ...over,
});

export const aGovernance = (country: string, over: Partial<GovernanceRow> = {}): GovernanceRow => ({
  ...provenance(`governance:${country}`, '2023'),
  country,
  name: `name of ${country}`,
  political_stability: 0.5,
  wgi_mean: 0.4,
  ...over,
});

/** A licence of China on dysprosium oxide for every buyer, in force since April 2025. */
export const aPolicy = (id: string, over: Partial<PolicyRow> = {}): PolicyRow => ({
  ...provenance(`policy:${id}`, '2025-04-04'),
  id,
  title: `title of ${id}`,
  actor: 'MOFCOM',
  instrument_no: null,
  measure_type: 'licence',
  direction: 'restricts',
  origins: ['CHN'],
  targets: ['ALL'],
  elements: ['Dy'],
  stages: ['separation'],
  announced: '2025-04-04',
  known_from: '2025-04-04',
  effective_from: '2025-04-04',
  effective_to: null,
  suspended_from: null,
  suspended_to: null,
  suspended_to_announced: null,
  linked: [],
  mapping: {
    control_class: 'licence',
    applies: [{ elements: ['Dy'], stages: ['refining'], coverage: 1 }],
    origins: ['CHN'],
    targets: ['ALL'],
  },
  relief: null,
  scope: null,
  status: null,
  status_as_of: null,
  source_quality: 'official',
  ...over,
});

/** A company with a name in another script; with `sells` it is a trader. */
export const aCompany = (id: string, over: Partial<CompanyRow> = {}): CompanyRow => ({
  ...provenance(`company:${id}`, '2026-06-30'),
  id,
  name: `Company ${id}`,
  aliases: [],
  unconfirmed_names: [],
  parent: null,
  country: 'JPN',
  sells: [],
  ...over,
});

/**
 * A Malaysian separation plant of Dy that a source of 2026 has seen producing; the company and the site group
 * are named after it.
 */
export const aSupplierSite = (id: string, over: Partial<SupplierSiteRow> = {}): SupplierSiteRow => ({
  ...provenance(`supplier-site:${id}`, '2026-06-30'),
  id,
  supplier: `company-of-${id}`,
  supplier_name: `Company of ${id}`,
  company: `Company of ${id}`,
  site: id,
  city: null,
  country: 'MYS',
  latitude: null,
  longitude: null,
  stage: 'separation',
  elements: ['Dy'],
  product: null,
  operating: 'yes',
  status: 'operating',
  start_date: null,
  capacity_tonnes_per_year: null,
  capacity_of: null,
  capacity_type: null,
  count_in_totals: true,
  site_group: id,
  owner: null,
  owner_countries: [],
  listed_as: null,
  listed_name: null,
  ...over,
});
