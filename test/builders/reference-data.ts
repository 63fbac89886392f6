import type {
  BuyerImportRow,
  CoverRow,
  DemandRow,
  ElementRow,
  ExternalPartyRow,
  GovernanceRow,
  ImportRelianceRow,
  PolicyRow,
  Provenance,
  ReferenceData,
  RouteRow,
  ShareRow,
  SupplierLinkRow,
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
  demand: [],
  demand_shares: [],
  routes: [],
  policy: [],
  supplier_sites: [],
  supplier_links: [],
  external_parties: [],
  taiwan_strait: [],
  senkaku: [],
  eez_events: [],
  carrier_deployments: [],
  air_scrambles: [],
  exercises: [],
  episodes: [],
  control_events: [],
  control_outcomes: [],
  geopolitical_risk: [],
  product_contents: [],
  country_places: [],
  sources: [],
};

/** Reference data with these tables, the others empty. */
export const referenceDataWith = (tables: Partial<ReferenceData>): ReferenceData => ({ ...noFacts, ...tables });

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

export const anImport = (buyer: string, element: string, stage: Stage, origin: string, share: number): BuyerImportRow => ({
  ...provenance(`import:${buyer}:${element}:${stage}:${origin}`),
  buyer,
  element,
  stage,
  origin,
  share,
});

export const aReliance = (buyer: string, element: string, stage: Stage, value: number | null, year = '2025e'): ImportRelianceRow => ({
  ...provenance(`reliance:${buyer}:${element}:${stage}`, year),
  buyer,
  element,
  stage,
  import_reliance: value,
  low: null,
  high: null,
});

export const aStock = (buyer: string, element: string, component: CoverRow['component'], days: number | null): CoverRow => ({
  ...provenance(`cover:${buyer}:${element}:${component}`),
  buyer,
  element,
  component,
  days_median: days,
  days_low: null,
  days_high: null,
});

export const aDemand = (buyer: string, element: string, stage: Stage, tonnes: number): DemandRow => ({
  ...provenance(`demand:${buyer}:${element}:${stage}`),
  buyer,
  element,
  stage,
  tonnes_per_year: tonnes,
  unit_basis: 't',
  measure: 'apparent consumption',
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
  political_stability_se: 0.2,
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

/** A mapping of a row to other elements, with a control class of the test's choice. */
export const aMapping = (control_class: string, ...elements: readonly string[]): NonNullable<PolicyRow['mapping']> => ({
  control_class,
  applies: [{ elements, stages: ['refining', 'magnet'], coverage: 1 }],
  origins: ['CHN'],
  targets: ['ALL'],
});

/** A Malaysian separation plant of Dy that a source of 2026 has seen producing; the company and the site group are named after it. */
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
  china_listing: null,
  china_origin_content: null,
  ...over,
});

/** A link by which feedstock of Dy is delivered, in effect, with no further details in its source. */
export const aSupplierLink = (from: string, to: string, over: Partial<SupplierLinkRow> = {}): SupplierLinkRow => ({
  ...provenance(`supplier-link:${from}-${to}`, '2026'),
  id: `${from}-${to}`,
  from,
  to,
  relation: 'feed',
  relation_type: 'feedstock',
  elements: ['Dy'],
  from_date: null,
  to_date: null,
  volume: null,
  essential: 'unknown',
  share_of_input: null,
  status: 'active',
  ...over,
});

/** A trader in Japan without a plant. */
export const aParty = (id: string, over: Partial<ExternalPartyRow> = {}): ExternalPartyRow => ({
  ...provenance(`party:${id}`),
  id,
  name: `name of ${id}`,
  country: 'JPN',
  kind: 'trader',
  supplier_site_ids: [],
  ...over,
});
