import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type RawRow = Readonly<Record<string, string>>;
export type RawTables = Readonly<Record<string, readonly RawRow[]>>;

const quality = { quality: 'B', note: '' };
const usgs = { source: 'USGS Mineral Commodity Summaries 2026 (2025e)', source_url: 'https://doi.org/10.5066/P1WKQ63T' };
const press = { source: 'Reuters 9 Jul 2025', source_url: 'https://example.org/article' };
const grades = { source_quality: 'official', confidence: 'high', note: '', check_note: '' };

const element = (symbol: string, group: string): RawRow => ({
  symbol,
  name: `name of ${symbol}`,
  group,
  world_supply_t: '100',
  year: '2025',
  supply_basis: 't',
  eol_rir: '0.1',
  eol_rir_basis: 'EU 2017',
  si_sr: '0.9',
  si_sr_basis: 'EU 2017',
  price_usd_kg: '',
  price_year: '',
  price_basis: '',
  eu_sr_2017: '',
  eu_sr_2023: '',
  byproduct_share: '',
  main_end_uses: '',
  sources: 'EU CRM 2017 Table 3; USGS MCS 2026',
  note: '',
});

const economy = (iso3: string): RawRow => ({
  iso3,
  country: `name of ${iso3}`,
  year: '2023',
  political_stability_est: '0.5',
  political_stability_se: '0.2',
  wgi_mean_est: '0.4',
  source: 'World Bank Worldwide Governance Indicators, 2024 update (data year 2023)',
  confidence: 'high',
});

const shareOf = (symbol: string, stage: string, country_iso3: string, share: string): RawRow => ({
  element: symbol,
  stage,
  country_iso3,
  share,
  year: '2025',
  basis: 'reported',
  dirichlet_concentration: '100',
  ...usgs,
  ...quality,
});

export const rawPolicy = (event_id: string, over: RawRow = {}): RawRow => ({
  event_id,
  instrument_no: '',
  date: '2025-04-04',
  known_from: '2025-04-04',
  effective_from: '2025-04-04',
  effective_to: '',
  effective_to_revisions: '',
  succeeds: '',
  suspended_from: '',
  suspended_to: '',
  suspended_to_announced: '',
  actor: 'MOFCOM',
  instrument: `title of ${event_id}`,
  scope: 'oxides',
  status: 'in force',
  measure_type: 'licence',
  direction: 'restricts',
  elements: 'Dy',
  stages: 'refining;metal',
  origin_iso3: 'CHN',
  target_iso3: 'ALL',
  linked_event_ids: '',
  status_asof: '2026-10-05',
  ...press,
  ...grades,
  ...over,
});

/** A small set of raw tables in which everything is right; two elements, a licence and the relief that eases it. */
export const goodRawTables: RawTables = {
  'supply/scoring_elements.csv': [element('Dy', 'HREE'), element('Ga', 'other')],
  'supply/element_groups.csv': [
    { group: 'REE', element: 'Dy' },
    { group: 'NdFeB', element: 'Dy' },
    { group: 'superhard', element: '' },
  ],
  'supply/governance.csv': ['AUS', 'CHN', 'JPN', 'MYS', 'USA'].map(economy),
  'supply/scoring_shares.csv': [
    shareOf('Dy', 'separation', 'CHN', '0.976'),
    shareOf('Dy', 'separation', 'MYS', '0.024'),
    shareOf('Ga', 'refining', 'CHN', '1'),
    shareOf('Ga', 'refining', 'OTH', '0'),
  ],
  'supply/ree_ore_composition.csv': [
    {
      mineral: 'Xenotime',
      iso3: 'MYS',
      location: 'Lahat, Perak',
      element: 'Dy',
      reo_pct: '8.3',
      qualifier: '',
      source: 'USGS Minerals Yearbook 2022 rare earths, Table 2',
      source_url: 'https://www.usgs.gov',
      source_type: 'official',
      note: '',
    },
  ],
  'supply/buyer_imports.csv': [
    {
      buyer_iso3: 'JPN',
      element: 'Dy',
      stage: 'separation',
      origin_iso3: 'CHN',
      share: '0.8',
      basis: 'customs',
      year: '2024',
      ...usgs,
      ...quality,
    },
    {
      buyer_iso3: 'JPN',
      element: 'Dy',
      stage: 'separation',
      origin_iso3: 'OTH',
      share: '0.2',
      basis: 'customs',
      year: '2024',
      ...usgs,
      ...quality,
    },
  ],
  'supply/buyer_import_reliance.csv': [
    {
      buyer_iso3: 'JPN',
      element: 'REE',
      stage: 'separation',
      net_import_reliance: '1',
      low: '',
      high: '',
      basis: 'statement',
      year: '2025e',
      ...usgs,
      ...quality,
    },
  ],
  'supply/buyer_cover.csv': [
    {
      buyer_iso3: 'JPN',
      element: 'ALL',
      component: 'pipeline',
      days_median: '14',
      days_low: '7',
      days_high: '30',
      range_basis: 'assumed',
      year: '2026',
      ...usgs,
      ...quality,
    },
  ],
  'supply/buyer_demand.csv': [
    {
      buyer_iso3: 'JPN',
      element: 'Dy',
      stage: 'separation',
      tonnes_per_year: '500',
      unit_basis: 't',
      measure: 'imports',
      year: '2024',
      ...usgs,
      ...quality,
    },
  ],
  'supply/routes.csv': [
    {
      buyer_iso3: 'JPN',
      origin_iso3: 'CHN',
      stage: 'separation',
      sea_share: '0.9',
      air_share: '0.1',
      other_share: '0',
      via: 'taiwan_strait;east_china_sea',
      via_share: '0.1;0.95',
      basis: 'assumed',
      as_of: '2026',
      source: 'geography',
      source_url: '',
      ...quality,
    },
  ],
  'supply/policy_events.csv': [
    rawPolicy('CN-2025-18'),
    rawPolicy('CN-2025-GENLIC', {
      direction: 'relieves',
      stages: 'magnet',
      known_from: '2025-12',
      linked_event_ids: 'CN-2025-18',
      effective_to: '2026-12-01',
    }),
  ],
  'supply/reviewed_announcements.csv': [
    {
      key: 'MOFCOM 2025 No. 18',
      title: 'Announcement No. 18',
      published: '2025-04-04',
      address: 'https://www.mofcom.gov.cn/18.html',
      rows: 'CN-2025-18',
      reviewed_on: '2026-10-15',
      reviewed_by: 'a reader',
      note: '',
      source: 'MOFCOM notice',
    },
  ],
  'supply/suppliers.csv': [
    {
      supplier_id: 'LYC-LAMP',
      company: 'Lynas Rare Earths',
      site: 'Kuantan',
      city: 'Kuantan',
      country_iso3: 'MYS',
      lat: '3.9',
      lon: '103.4',
      coord_precision: 'city',
      stage: 'refining',
      elements: 'NdFeB',
      product: 'oxide',
      operating: 'yes',
      status: 'operating',
      start_date: '',
      as_of: '2026-07',
      owner_or_parent: 'Lynas',
      owner_country_iso3: 'AUS',
      china_listing: '',
      china_origin_content: 'no',
      site_group: 'LYNAS',
      cap_num_t_yr: '62',
      cap_of: 'Dy+Tb oxide',
      cap_type: 'actual_output',
      count_in_totals: 'yes',
      ...press,
      ...grades,
    },
  ],
  'supply/supplier_links.csv': [
    {
      link_id: 'L001',
      from: 'LYC-LAMP',
      to: 'X-BUYER',
      relation: 'offtake',
      relation_type: 'offtake',
      elements: 'Dy',
      from_date: '',
      to_date: '',
      volume: '',
      essential: 'unknown',
      share_of_input: '',
      known_from: '2025-06',
      status: 'active',
      ...press,
      ...grades,
    },
  ],
  'supply/external_parties.csv': [
    { party_id: 'X-BUYER', name: 'A buyer', country_iso3: 'JPN', kind: 'company', supplier_ids: '', note: '' },
  ],
  'supply/country_places.csv': [
    {
      country_iso3: 'MYS',
      lat: '4.1',
      lon: '102.2',
      coord_precision: 'country',
      source: 'Natural Earth 1:50m',
      source_url: 'https://www.naturalearthdata.com',
      read_on: '2026-11-27',
      note: '',
    },
  ],
  'supply/duration_severity.csv': [
    {
      episode_id: 'E01',
      event: 'Licences on dysprosium',
      type: 'licence',
      hazard_type: 'licence',
      elements: 'Dy',
      stage: 'separation;metal',
      origin_iso3: 'CHN',
      affected_buyers: 'ALL',
      start: '2025-04-04',
      end: '2025-06-30',
      duration_days: '87',
      censored: 'no',
      halt_days: '61',
      severity_trough: '1',
      severity_mean: '0.5',
      binding: 'yes',
      evidence: '',
      linked_event_id: 'CN-2025-18',
      in_fit: 'yes',
      as_of: '2025-12',
      ...press,
      ...quality,
    },
  ],
  'editions/shares_by_edition.csv': [
    {
      element: 'Dy',
      stage: 'separation',
      edition: 'MCS2024',
      published: '2024-01-31',
      year: '2023e',
      country_iso3: 'CHN',
      share: '1',
      basis: 'derived',
    },
  ],
  'editions/governance_by_edition.csv': [
    {
      ...{ iso3: 'CHN', edition: 'WGI2022', published: '2022-09', year: '2021' },
      ...{ political_stability_est: '-0.5', political_stability_se: '0.2', wgi_mean_est: '' },
    },
  ],
  'editions/import_reliance_by_edition.csv': [
    {
      ...{ buyer_iso3: 'USA', element: 'Dy', stage: 'separation', edition: 'MCS2024', published: '2024-01-31', year: '2023e' },
      ...{ net_import_reliance: '', low: '0.95', high: '1', note: '' },
    },
  ],
  'events/control_events.csv': [
    {
      event_id: 'MYS-2020-ORE',
      origin_iso3: 'MYS',
      actor_kind: 'government',
      commodity: 'ore',
      elements: 'REE;Ga',
      stages: 'mine',
      measure_type: 'ban',
      control_class: 'origin_ban',
      announced: '2019',
      known_from: '2019',
      effective_from: '2020-01-01',
      effective_to: '',
      target_iso3: 'ALL',
      target_words: '',
      outcome: 'enforced',
      withdrawn_known_from: '',
      policy_id: '',
      ...press,
      ...quality,
    },
  ],
  'supply/demand_shares.csv': [
    {
      buyer_iso3: 'JPN',
      share: '0.1',
      year: '2026',
      source: 'Expert estimate for the methodology 3.0.0',
      source_url: '',
      quality: 'C',
      note: '',
    },
  ],
  'events/control_outcomes.csv': [
    {
      outcome_id: 'OUT-DY',
      measure: 'CN-2025-18',
      elements: 'Dy',
      stages: 'separation;metal',
      origin_iso3: 'CHN',
      buyer_iso3: 'ALL',
      seen_from: '',
      seen_to: '2025-12-31',
      below: 'yes',
      known_from: '2026-01-31',
      episode_id: 'E01',
      ...press,
      ...quality,
    },
  ],
  'signals/taiwan_mnd_daily_merged.csv': [
    {
      report_date: '2026-08-22',
      aircraft_total: '12',
      crossed_median_or_adiz: '',
      navy_ships: '7',
      official_ships: '1',
      count_definition: 'all_detected',
      value_source: 'eskim19',
      flag: '',
    },
  ],
  'signals/senkaku_daily.csv': [
    { date: '2026-10-07', contiguous_zone_vessels: '4', territorial_sea_vessels: '2' },
    { date: '2026-10-08', contiguous_zone_vessels: '4', territorial_sea_vessels: '0' },
  ],
  'signals/eez_events.csv': [
    {
      event_id: 'EEZ-001',
      date: '2026-08-01',
      date_precision: 'day',
      end_date: '',
      kind: 'airspace_violation',
      actor: 'China',
      place: 'Uotsuri',
      near: 'senkaku',
      detail: 'a helicopter',
      known_from: '2026-08-01',
      known_from_basis: 'source',
      ...press,
      quality: 'B',
      note: '',
    },
  ],
  'signals/air_scrambles.csv': [
    {
      period: 'FY2025-Q4',
      start: '2026-01-01',
      end: '2026-03-31',
      total: '147',
      china: '62',
      russia: '84',
      taiwan: '1',
      north_korea: '0',
      other: '0',
      southwest_air_force: '61',
      known_from: '2026-04-17',
      ...press,
    },
  ],
  'signals/carrier_deployments.csv': [
    {
      deployment_id: 'LIA-2026-05',
      scope: 'pacific',
      carrier: 'Liaoning',
      start: '2026-05-30',
      start_precision: 'day',
      end: '2026-06-19',
      end_precision: 'day',
      flight_ops_total: '170',
      eez_entry: 'unknown',
      contiguous_zone_entry: 'no',
      known_from: '2026-05-31',
      ...press,
      quality: 'B',
      note: '',
    },
  ],
  'signals/carrier_daily.csv': [
    { date: '2026-08-22', coverage: 'joint_staff_texts' },
    { date: '2026-08-23', coverage: 'thin' },
  ],
  'signals/compiled-exercises.csv': [
    {
      name: 'Joint Sword',
      start: '2023-04-08',
      end: '2023-04-10',
      trigger: '',
      trigger_certainty: '',
      note: '',
      source: 'https://example.org/sword ; text',
    },
  ],
};

const csvCell = (value: string): string => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function csvText(rows: readonly RawRow[]): string {
  const columns = Object.keys(rows[0] ?? {});
  return `${[columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => cells.map(csvCell).join(',')).join('\n')}\n`;
}

/** Writes raw tables into a fresh folder, and gives its path. */
export function writeRawTables(tables: RawTables): string {
  const from = mkdtempSync(join(tmpdir(), 'raw-tables-'));
  for (const [path, rows] of Object.entries(tables)) {
    mkdirSync(join(from, path, '..'), { recursive: true });
    writeFileSync(join(from, path), csvText(rows));
  }
  return from;
}

/** The good tables with a cell of one row changed; rows are counted from 1 like lines below the header. */
export function withCell(path: string, row: number, column: string, value: string, tables: RawTables = goodRawTables): RawTables {
  const rows = (tables[path] ?? []).map((cells, index) => (index === row - 1 ? { ...cells, [column]: value } : cells));
  return { ...tables, [path]: rows };
}
