/**
 * The facts: what a row of each table holds. Readers of the raw tables and a build check against these
 * schemas; the method imports types only. Messages complete "expected ...".
 */
import * as z from 'zod';
import type { Frozen } from './frozen.ts';
import { CONTROL_CLASSES, MEASURE_TYPES, STAGES } from './scoring-inputs.ts';
import { THEATRES } from './theatres.ts';

export const words = z.string().min(1, 'a text');
const optionalWords = words.nullable();
const amount = z.number().min(0);
const share = z.number().min(0).max(1);
const optionalShare = share.nullable();
const count = z.int().min(0);
const stage = z.enum(STAGES);
export const day = z.iso.date('a day YYYY-MM-DD');
export const period = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a date YYYY-MM-DD, YYYY-MM or YYYY');
/** ISO 3166-1 alpha-3, `EUU`, `OTH`, or `ALL`. */
const country = z.string().regex(/^[A-Z]{3}$/, 'three capital letters');
export const identifier = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, 'an id of at most 64 letters, digits, dots, underscores and hyphens');
const latitude = z.number().min(-90).max(90).nullable();
const longitude = z.number().min(-180).max(180).nullable();
const unknownOr = z.enum(['yes', 'no', 'unknown']);

const provenance = {
  /** Evidence id, unique over all tables and stable between builds: `share:Dy:separation:CHN`. */
  row: z.string().regex(/^[a-z-]+:\S+$/),
  source: z.string().min(1, 'a source'),
  source_url: z.string().min(1, 'the address of the source').nullable(),
  /** What the fact is about, as the source writes it (`2025`, `2024-H1`, `2026-01-06`). */
  date: words,
  /** A ... C, or the grade of the source table. */
  quality: words,
  known_from: day,
  /** The source gives the day; the edition came out on it; or a rule of the builder. */
  known_from_basis: z.enum(['source', 'edition', 'assumed']),
  note: optionalWords,
  /** API key or collector of an observation. Absent of rows that ship. */
  sent_by: words.exactOptional(),
};
export type Provenance = Frozen<z.infer<z.ZodObject<typeof provenance>>>;

/** Absent where one publication is kept. */
const edition = {
  /** For example `MCS2024`; the day of publication where the source names no edition. */
  edition: identifier.exactOptional(),
  published: day.exactOptional(),
};

/** What the register names of an element at a stage; tonnes are of plants that run, by goods. */
const namedCapacity = z.strictObject({
  stage,
  companies: count,
  sites: count,
  running: count,
  tonnes_per_year: z.record(words, amount),
});

export const elementRow = z.strictObject({
  ...provenance,
  named_capacity: z.array(namedCapacity).exactOptional(),
  /** Chemical symbol; graphite is `C`, fluorspar `CaF2`. */
  symbol: words,
  name: words,
  group: words,
  world_supply_tonnes: amount.nullable(),
  supply_basis: optionalWords,
  eol_rir: optionalShare,
  si_sr: optionalShare,
  price_usd_per_kg: amount.nullable(),
  byproduct_share: optionalShare,
  eu_supply_risk_2017: amount.nullable(),
  eu_supply_risk_2023: amount.nullable(),
  main_end_uses: optionalWords,
});
export type ElementRow = Frozen<z.infer<typeof elementRow>>;

export const shareRow = z.strictObject({
  ...provenance,
  ...edition,
  element: words,
  stage,
  country,
  share,
  basis: z.enum(['reported', 'derived']),
  /** Of the Dirichlet vector of the stage. */
  concentration: amount.nullable(),
});
export type ShareRow = Frozen<z.infer<typeof shareRow>>;

export const governanceRow = z.strictObject({
  ...provenance,
  ...edition,
  country,
  name: words,
  political_stability: z.number().nullable(),
  wgi_mean: z.number().nullable(),
});
export type GovernanceRow = Frozen<z.infer<typeof governanceRow>>;

export const oreCompositionRow = z.strictObject({
  ...provenance,
  mineral: words,
  country,
  location: words,
  element: words,
  reo_percent: z.number().min(0).max(100).nullable(),
});
export type OreCompositionRow = Frozen<z.infer<typeof oreCompositionRow>>;

/** A symbol, or `HREE`, `LREE`, `REE`, `NdFeB`, `ALL`. */
const buyerKey = { buyer: country, element: words, stage };

export const buyerImportRow = z.strictObject({ ...provenance, ...buyerKey, origin: country, share });
export type BuyerImportRow = Frozen<z.infer<typeof buyerImportRow>>;

/** Net imports as part of consumption; null where a source gives only a bound. */
export const importRelianceRow = z.strictObject({
  ...provenance,
  ...edition,
  ...buyerKey,
  import_reliance: optionalShare,
  low: optionalShare,
  high: optionalShare,
});
export type ImportRelianceRow = Frozen<z.infer<typeof importRelianceRow>>;

export const coverRow = z.strictObject({
  ...provenance,
  buyer: country,
  element: words,
  component: z.enum(['national_stockpile', 'commercial_stock', 'pipeline']),
  days_median: amount.nullable(),
  days_low: amount.nullable(),
  days_high: amount.nullable(),
  /** Who gives the range; `null`: no range. */
  range_basis: z.enum(['source', 'assumed']).nullable().exactOptional(),
});
export type CoverRow = Frozen<z.infer<typeof coverRow>>;

/** One figure for all elements. */
export const demandShareRow = z.strictObject({ ...provenance, buyer: country, share });
export type DemandShareRow = Frozen<z.infer<typeof demandShareRow>>;

export const routeRow = z.strictObject({
  ...provenance,
  buyer: country,
  origin: country,
  stage,
  /** Null: every element. Refined platinum-group metals fly. */
  elements: z.array(words).nullable(),
  sea_share: share,
  air_share: share,
  other_share: share,
  /** Chokepoint -> part of the sea flow; never to be added: one ship passes several. */
  via: z.record(words, share),
});
export type RouteRow = Frozen<z.infer<typeof routeRow>>;

export const covered = z
  .string()
  .regex(
    /^(@(REE|LREE|HREE|dual_use)|[A-Z][A-Za-z0-9]*)$/,
    'a chemical symbol, @REE, @LREE, @HREE or @dual_use',
  );

const nomenclature = z.enum(['HS', 'CHN', 'EUU', 'JPN', 'USA']);

export const policyRow = z.strictObject({
  ...provenance,
  known_from: period,
  /** Day from which it was known as this row has it, where this version came in later. */
  stated_from: day.exactOptional(),
  /** Day from which a later version stands in its place. */
  superseded_from: day.exactOptional(),
  id: identifier,
  title: words,
  actor: words,
  instrument_no: optionalWords,
  measure_type: z.enum(MEASURE_TYPES),
  direction: z.enum(['restricts', 'relieves', 'mitigates']),
  origins: z.array(country),
  targets: z.array(country),
  elements: z.array(words),
  stages: z.array(stage),
  announced: period,
  effective_from: period.nullable(),
  effective_to: period.nullable(),
  /**
   * Ends as known from a day on, earliest first, `null` where one was taken back; absent: `effective_to`
   * was known from the start.
   */
  effective_to_revisions: z
    .array(z.strictObject({ known_from: day, effective_to: day.nullable() }))
    .min(1)
    .exactOptional(),
  /** Id of the measure that this one takes over from. */
  succeeds: identifier.exactOptional(),
  suspended_from: period.nullable(),
  suspended_to: period.nullable(),
  suspended_to_announced: period.nullable(),
  linked: z.array(identifier),
  /** `null`: no direct effect on the numbers. */
  mapping: z
    .strictObject({
      control_class: z.enum(CONTROL_CLASSES).exclude(['none']),
      /** Symbols, `@GROUP` or `@dual_use`; `coverage`: part of the stage. */
      applies: z.array(
        z.strictObject({ elements: z.array(covered), stages: z.array(words), coverage: share }),
      ),
      origins: z.array(country),
      targets: z.array(country),
    })
    .nullable(),
  relief: z
    .strictObject({
      kind: z.enum(['ends', 'extends_suspension', 'eases']),
      measures: z.array(identifier),
      /** Subject ids of suppliers whose goods an easing lets pass. */
      suppliers: z.array(identifier).exactOptional(),
    })
    .nullable(),
  scope: optionalWords,
  status: optionalWords,
  status_as_of: optionalWords,
  /**
   * What customs calls the goods; absent: nobody stated it. `basis`: `notice`, the text of the measure names them;
   * `trade_map`, ours, from the goods that readers of trade count.
   */
  codes: z
    .array(
      z.strictObject({
        /** Number of the goods in the text, for example `1C902.b`. */
        item: optionalWords,
        goods: words,
        elements: z.array(words),
        nomenclature,
        codes: z.array(z.string().regex(/^\d{6,10}$/, 'customs codes of 6 to 10 digits')).min(1),
        basis: z.enum(['notice', 'trade_map']),
        source: words,
        source_url: words,
        note: optionalWords,
      }),
    )
    .exactOptional(),
  /** What will be read at its next date, and the day on which that was written. */
  watch: z.strictObject({ written: day, en: words, ja: words }).exactOptional(),
  source_quality: words,
});
export type PolicyRow = Frozen<z.infer<typeof policyRow>>;

export const supplierSiteRow = z.strictObject({
  ...provenance,
  id: identifier,
  supplier: identifier,
  supplier_name: words,
  company: words,
  site: words,
  city: optionalWords,
  country,
  latitude,
  longitude,
  /**
   * The coordinates are the middle of the place, city or region, or those of the source; null without any.
   */
  coordinate_precision: z.enum(['place', 'city', 'region', 'source']).nullable().exactOptional(),
  stage,
  elements: z.array(words),
  product: optionalWords,
  operating: z.enum(['yes', 'partial', 'no']).nullable(),
  status: words,
  start_date: optionalWords,
  capacity_tonnes_per_year: amount.nullable(),
  capacity_of: optionalWords,
  capacity_type: z.enum(['actual_output', 'nameplate', 'planned', 'quota_half_year', 'cancelled']).nullable(),
  count_in_totals: z.boolean(),
  site_group: optionalWords,
  owner: optionalWords,
  owner_countries: z.array(country),
  /** Whose name on China's lists it is: its own, its parent's or that of a buyer to be. */
  listed_as: z.enum(['itself', 'parent', 'acquirer']).nullable(),
  listed_name: optionalWords,
});
export type SupplierSiteRow = Frozen<z.infer<typeof supplierSiteRow>>;

export const companyRow = z.strictObject({
  ...provenance,
  id: identifier,
  name: words,
  /** Names in other scripts, former and short ones, tickers. */
  aliases: z.array(words),
  /** Borne out by no source: shown, and never taken for the company. */
  unconfirmed_names: z.array(words),
  parent: optionalWords,
  country,
  /** Elements that a trader sells; empty for a company with sites. */
  sells: z.array(words),
});
export type CompanyRow = Frozen<z.infer<typeof companyRow>>;

/** Goods, money, ownership or a restriction from one site or party to another. */
export const supplierLinkRow = z.strictObject({
  ...provenance,
  id: identifier,
  from: identifier,
  to: identifier,
  relation: words,
  relation_type: words,
  elements: z.array(words),
  from_date: optionalWords,
  to_date: optionalWords,
  volume: optionalWords,
  essential: unknownOr,
  share_of_input: optionalShare,
  status: z.enum(['active', 'planned', 'ended', 'suspended']),
});
export type SupplierLinkRow = Frozen<z.infer<typeof supplierLinkRow>>;

/** A company, government or site that links name and that is no site of the table. */
export const externalPartyRow = z.strictObject({
  ...provenance,
  id: identifier,
  name: words,
  country,
  kind: words,
  supplier_site_ids: z.array(identifier),
});
export type ExternalPartyRow = Frozen<z.infer<typeof externalPartyRow>>;

/** Put by a notice (the source) on a list of China's Ministry of Commerce. */
export const listedNamesRow = z.strictObject({
  ...provenance,
  list: z.enum(['export_control', 'unreliable_entity', 'watch']),
  listed: day,
  ended: day.nullable(),
  /** Policy row of the same notice: it says whether the listing is suspended. */
  measure: identifier.nullable(),
  /** Country as the list states it. */
  names: z
    .array(
      z.strictObject({
        name: words,
        aliases: z.array(words),
        name_zh: optionalWords,
        country: country.nullable(),
      }),
    )
    .min(1),
});
export type ListedNamesRow = Frozen<z.infer<typeof listedNamesRow>>;

export const taiwanStraitRow = z.strictObject({
  ...provenance,
  report_date: day,
  aircraft: count.nullable(),
  crossed_median: count.nullable(),
  navy_ships: count.nullable(),
  official_ships: count.nullable(),
  definition: words,
  flag: optionalWords,
});
export type TaiwanStraitRow = Frozen<z.infer<typeof taiwanStraitRow>>;

export const senkakuDayRow = z.strictObject({
  ...provenance,
  day,
  contiguous_zone_vessels: count,
  territorial_sea_vessels: count,
});
export type SenkakuDayRow = Frozen<z.infer<typeof senkakuDayRow>>;

/** Those that escalate most first. */
export const SECURITY_EVENT_KINDS = [
  ...([
    'airspace_violation',
    'radar_lock_on',
    'territorial_sea_entry_navy',
    'contiguous_zone_navy',
    'abnormal_approach',
  ] as const),
  ...([
    'navy_eez',
    'survey_ship_eez',
    'buoy',
    'resource_development',
    'drone',
    'scramble',
    'live_fire_zone',
    'collision',
  ] as const),
  ...([
    'coast_guard_entry',
    'coast_guard_pursuit',
    'long_stay',
    'fishing_fleet',
    'law_enforcement_operation',
    'survey_demand',
  ] as const),
  ...(['detention', 'policy', 'scrambles'] as const),
] as const;
export type SecurityEventKind = (typeof SECURITY_EVENT_KINDS)[number];

/** Waters and airspace of a theatre, or neither. */
export const SECURITY_EVENT_WATERS = [...THEATRES, 'elsewhere'] as const;

/** What a state did in the waters or airspace of another, or a count over a period (`scrambles`). */
export const securityEventRow = z.strictObject({
  ...provenance,
  id: identifier,
  day: period,
  day_precision: z.enum(['day', 'month', 'year']),
  end_day: period.nullable(),
  theatre: z.enum(SECURITY_EVENT_WATERS),
  kind: z.enum(SECURITY_EVENT_KINDS),
  actors: z.array(words),
  place: words,
  detail: words,
  /** The words of the source; null where the table was compiled by hand. */
  passage: optionalWords,
  /** Of a kind that is counted over a period. */
  count: count.nullable(),
});
export type SecurityEventRow = Frozen<z.infer<typeof securityEventRow>>;

export const carrierDeploymentRow = z.strictObject({
  ...provenance,
  id: identifier,
  scope: z.enum(['pacific', 'strait', 'scs']),
  carrier: words,
  start: period,
  start_precision: words,
  end: period.nullable(),
  end_precision: optionalWords,
});
export type CarrierDeploymentRow = Frozen<z.infer<typeof carrierDeploymentRow>>;

/** Days of a collected source that have been read; `id`: the source. */
export const coverageRow = z.strictObject({
  ...provenance,
  id: identifier,
  /** In order, and apart from each other. */
  spans: z.array(z.strictObject({ from: day, to: day })),
});
export type CoverageRow = Frozen<z.infer<typeof coverageRow>>;

export const exerciseRow = z.strictObject({
  ...provenance,
  name: words,
  start: day,
  end: day,
  trigger: optionalWords,
});
export type ExerciseRow = Frozen<z.infer<typeof exerciseRow>>;

/** A disruption of supply, or a limit of a route: what the benchmark looks for. */
export const episodeRow = z.strictObject({
  ...provenance,
  id: identifier,
  event: words,
  type: words,
  elements: z.array(words),
  stages: z.array(words),
  origins: z.array(country),
  buyers: z.array(country),
  start: day,
  end: day.nullable(),
  binding: z.enum(['yes', 'partly', 'no', 'unknown']),
  evidence: optionalWords,
  measures: z.array(identifier),
});
export type EpisodeRow = Frozen<z.infer<typeof episodeRow>>;

/**
 * A measure or disruption anywhere since 2002 that is no policy row, or the wider record of one: rates of
 * new controls are learned from it.
 */
export const controlEventRow = z.strictObject({
  ...provenance,
  id: identifier,
  origin: country,
  /** Only governments count in the rate of new controls. */
  actor_kind: z.enum([
    'government',
    'armed_group',
    'court',
    'company',
    'unrest',
    'conflict',
    'border_closure',
    'fuel_blockade',
  ]),
  goods: words,
  measure_type: words,
  /** `null`: a tax, a threat, a statement, or no measure at all. */
  control_class: z.enum(CONTROL_CLASSES).exclude(['none']).nullable(),
  targets: z.array(country),
  elements: z.array(words),
  stages: z.array(stage).min(1),
  announced: period.nullable(),
  effective_from: period.nullable(),
  effective_to: period.nullable(),
  /** `end_not_read`: it took effect and no source read says whether it ended. */
  outcome: z.enum(['enforced', 'withdrawn', 'never_enforced', 'waived', 'end_not_read']),
  /** The policy row that is the same measure, and counts in its place. */
  policy_id: identifier.nullable(),
});
export type ControlEventRow = Frozen<z.infer<typeof controlEventRow>>;

/** The gravest first; `no_shortage` denies one. */
export const SHORTAGE_KINDS = [
  'production_stopped',
  'production_reduced',
  'force_majeure',
  'rationing',
  'no_offers',
  'stock_days',
  'price_gap',
  'relief',
  'no_shortage',
] as const;
export const SHORTAGE_SEVERITIES = ['high', 'medium', 'low', 'none'] as const;

/** What users of an element reported of its supply. It changes no score. */
export const shortageRow = z.strictObject({
  ...provenance,
  id: identifier,
  elements: z.array(words).min(1),
  product: words,
  buyer: country,
  begins: period.nullable(),
  ends: period.nullable(),
  kind: z.enum(SHORTAGE_KINDS),
  severity: z.enum(SHORTAGE_SEVERITIES),
  /** `trade`: an official or a whole trade; `customs`: it only retells customs figures. */
  speaks_for: z.enum(['user', 'trade', 'customs']),
  who: words,
  statement: words,
  cause: words,
});
export type ShortageRow = Frozen<z.infer<typeof shortageRow>>;

const LICENCE_DECISIONS = ['granted', 'refused', 'pending'] as const;

/** A decision on licences, or that there is none yet, as somebody reported it. */
export const licenceDecisionRow = z.strictObject({
  ...provenance,
  id: identifier,
  /** Policy row; null: of no control in it. */
  measure: identifier.nullable(),
  elements: z.array(words).min(1),
  product: words,
  buyers: z.array(country).min(1),
  decision: z.enum(LICENCE_DECISIONS),
  detail: words,
});
export type LicenceDecisionRow = Frozen<z.infer<typeof licenceDecisionRow>>;

/** Trade under a control, as somebody reported it. Without a row it is unknown. */
export const controlOutcomeRow = z.strictObject({
  ...provenance,
  id: identifier,
  measure: identifier,
  elements: z.array(words).min(1),
  stages: z.array(stage).min(1),
  buyer: country,
  origin: country,
  /** First month; null: one sight at `seen_to`. */
  seen_from: period.nullable(),
  seen_to: day,
  /** Were the last one to three months under 80 % of the flow before the control? */
  below: z.boolean(),
  episode: identifier.nullable(),
});
export type ControlOutcomeRow = Frozen<z.infer<typeof controlOutcomeRow>>;

/** Several are joined by `+` where a source states their sum. */
export const customsCode = z
  .string()
  .regex(/^\d{6,10}(\+\d{6,10})*$/, 'a customs code of 6 to 10 digits, or several joined by +');
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month YYYY-MM');

export const tradeCodeRow = z.strictObject({
  ...provenance,
  /** `HS`: digits that all countries share; else whose own digits they are. */
  nomenclature,
  code: customsCode,
  elements: z.array(words).min(1),
  stages: z.array(stage).min(1),
  goods: words,
  /** `clean`: little but these elements in goods that a control covers. `mixed`: shown, never evidence. */
  form: z.enum(['clean', 'mixed']),
});
export type TradeCodeRow = Frozen<z.infer<typeof tradeCodeRow>>;

/** Goods of one code that crossed a border in a month. Without a row it is unknown; 0 is published. */
export const tradeRow = z.strictObject({
  ...provenance,
  reporter: country,
  flow: z.enum(['export', 'import']),
  code: customsCode,
  /** `EUU`: the sum of the members; `ALL`: the total. */
  partner: country,
  month,
  kg: amount.nullable(),
  value: amount.nullable(),
  currency: z.enum(['USD', 'EUR', 'JPY', 'CNY']).nullable(),
});
export type TradeRow = Frozen<z.infer<typeof tradeRow>>;

/** For exposures, never for a score. */
const productContentRow = z.strictObject({
  ...provenance,
  product: identifier,
  name: words,
  aliases: z.array(words),
  unit: z.enum(['each', 'kg', 'MW']),
  unit_words: words,
  element: words,
  grams_per_unit: z.number().positive(),
  grams_low: amount.nullable(),
  grams_high: amount.nullable(),
});
export type ProductContentRow = Frozen<z.infer<typeof productContentRow>>;

/** Ships through a strait, week by week without a gap. */
const straitTransitsRow = z.strictObject({
  ...provenance,
  lane: words,
  first_week: day,
  ships: z.array(amount).min(1),
});
export type StraitTransitsRow = Frozen<z.infer<typeof straitTransitsRow>>;

/** On a map; a point is no statement about borders. */
export const countryPlaceRow = z.strictObject({
  ...provenance,
  country,
  latitude,
  longitude,
  /** The middle of its largest part. Null where the table of shapes has none. */
  coordinate_precision: z.enum(['country']).nullable(),
});
export type CountryPlaceRow = Frozen<z.infer<typeof countryPlaceRow>>;

const sourceRow = z.strictObject({
  id: identifier,
  title: words,
  publisher: words,
  url: optionalWords,
  licence: words,
  redistribution: words,
  cadence: words,
  tables: z.array(words),
  newest_date: day.nullable(),
  read_on: day,
});
export type SourceRow = Frozen<z.infer<typeof sourceRow>>;

/** One vintage, immutable; known by the sha256 of its canonical JSON. */
export const referenceData = z.strictObject({
  elements: z.array(elementRow),
  shares: z.array(shareRow),
  governance: z.array(governanceRow),
  ore_composition: z.array(oreCompositionRow),
  buyer_imports: z.array(buyerImportRow),
  import_reliance: z.array(importRelianceRow),
  cover: z.array(coverRow),
  demand_shares: z.array(demandShareRow),
  routes: z.array(routeRow),
  strait_transits: z.array(straitTransitsRow),
  policy: z.array(policyRow),
  companies: z.array(companyRow),
  supplier_sites: z.array(supplierSiteRow),
  supplier_links: z.array(supplierLinkRow),
  external_parties: z.array(externalPartyRow),
  listed_names: z.array(listedNamesRow),
  carrier_deployments: z.array(carrierDeploymentRow),
  security_events: z.array(securityEventRow),
  senkaku: z.array(senkakuDayRow),
  taiwan_strait: z.array(taiwanStraitRow),
  exercises: z.array(exerciseRow),
  coverage: z.array(coverageRow),
  episodes: z.array(episodeRow),
  control_events: z.array(controlEventRow),
  control_outcomes: z.array(controlOutcomeRow),
  shortages: z.array(shortageRow),
  licence_decisions: z.array(licenceDecisionRow),
  trade_codes: z.array(tradeCodeRow),
  trade: z.array(tradeRow),
  product_contents: z.array(productContentRow),
  country_places: z.array(countryPlaceRow),
  sources: z.array(sourceRow),
});
export type ReferenceData = Frozen<z.infer<typeof referenceData>>;
