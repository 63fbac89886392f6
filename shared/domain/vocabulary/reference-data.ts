/**
 * The shipped facts, as the scorer's assembly reads them. Every row carries where it comes from, what day it speaks of, how good it is,
 * and since when it was known. `row` is the evidence id that explanations cite; it is unique over all tables and stable between builds.
 */
import type { CountryCode, EndRevision, IsoDate, MeasureApplication, Stage } from './scoring-inputs.ts';

export type { MeasureApplication };

export interface Provenance {
  /** Evidence id, for example `share:Dy:separation:CHN`. */
  readonly row: string;
  readonly source: string;
  readonly source_url: string | null;
  /** Period or day that the fact is about, as the source writes it (`2025`, `2024-H1`, `2026-01-06`). */
  readonly date: string;
  /** A ... C, or the grade of the source table. */
  readonly quality: string;
  readonly known_from: IsoDate;
  /** `source`: the source gives the day; `edition`: day the edition came out; `assumed`: a rule of the builder. */
  readonly known_from_basis: 'source' | 'edition' | 'assumed';
  readonly note: string | null;
  /** Who sent it, where it came in as an observation: id of the API key, or the collector. Absent of rows that ship. */
  readonly sent_by?: string;
}

/** Which publication a row belongs to, in tables of which several are kept. Without it there is one. */
export interface Edition {
  /** For example `MCS2024`; the day the table was published where its source names no edition. */
  readonly edition?: string;
  readonly published?: IsoDate;
}

export interface ElementRow extends Provenance {
  /** Chemical symbol; graphite is `C`, fluorspar `CaF2`. */
  readonly symbol: string;
  readonly name: string;
  readonly group: string;
  readonly world_supply_tonnes: number | null;
  readonly supply_basis: string | null;
  readonly eol_rir: number | null;
  readonly si_sr: number | null;
  readonly price_usd_per_kg: number | null;
  readonly byproduct_share: number | null;
  readonly eu_supply_risk_2017: number | null;
  readonly eu_supply_risk_2023: number | null;
  readonly main_end_uses: string | null;
}

export interface ShareRow extends Provenance, Edition {
  readonly element: string;
  readonly stage: Stage;
  readonly country: CountryCode;
  readonly share: number;
  readonly basis: string;
  readonly concentration: number | null;
}

export interface GovernanceRow extends Provenance, Edition {
  readonly country: CountryCode;
  readonly name: string;
  readonly political_stability: number | null;
  readonly political_stability_se: number | null;
  readonly wgi_mean: number | null;
}

/** `element` of a buyer row: a symbol, or `HREE`, `LREE`, `REE`, `NdFeB`, `ALL`. */
export interface BuyerImportRow extends Provenance {
  readonly buyer: CountryCode;
  readonly element: string;
  readonly stage: Stage;
  readonly origin: CountryCode;
  readonly share: number;
}

export interface ImportRelianceRow extends Provenance, Edition {
  readonly buyer: CountryCode;
  readonly element: string;
  readonly stage: Stage;
  readonly import_reliance: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface CoverRow extends Provenance {
  readonly buyer: CountryCode;
  readonly element: string;
  readonly component: 'national_stockpile' | 'commercial_stock' | 'pipeline';
  readonly days_median: number | null;
  readonly days_low: number | null;
  readonly days_high: number | null;
  /** Whether a source gives the range, or it was assumed; `null`: no range. */
  readonly range_basis?: 'source' | 'assumed' | null;
}

export interface DemandRow extends Provenance {
  readonly buyer: CountryCode;
  readonly element: string;
  readonly stage: Stage;
  readonly tonnes_per_year: number | null;
  readonly unit_basis: string;
  readonly measure: string;
}

/** Part of world use that is a buyer's, one figure for all elements. */
export interface DemandShareRow extends Provenance {
  readonly buyer: CountryCode;
  readonly share: number;
}

export interface RouteRow extends Provenance {
  readonly buyer: CountryCode;
  readonly origin: CountryCode;
  readonly stage: Stage;
  /** The elements the row is for; null: every element. Refined platinum-group metals fly and have rows of their own. */
  readonly elements: readonly string[] | null;
  readonly sea_share: number;
  readonly air_share: number;
  readonly other_share: number;
  /** Chokepoint -> part of the sea flow that passes it; never to be added. */
  readonly via: Readonly<Record<string, number>>;
}

/** A row of the policy table: a restriction, a suspension or a relief. */
export interface PolicyRow extends Provenance {
  readonly id: string;
  readonly title: string;
  readonly actor: string;
  readonly instrument_no: string | null;
  readonly measure_type: string;
  readonly direction: 'restricts' | 'relieves' | 'mitigates';
  readonly origins: readonly CountryCode[];
  readonly targets: readonly CountryCode[];
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  readonly announced: string;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  /** Ends as they were known from a day on, earliest first; without it `effective_to` was known from the start. */
  readonly effective_to_revisions?: readonly EndRevision[];
  /** Id of the measure that this one takes over from. */
  readonly succeeds?: string;
  readonly suspended_from: string | null;
  readonly suspended_to: string | null;
  readonly suspended_to_announced: string | null;
  readonly linked: readonly string[];
  /** How it maps to the score; `null`: no direct effect on the numbers. */
  readonly mapping: {
    readonly control_class: string;
    readonly applies: readonly MeasureApplication[];
    readonly origins: readonly CountryCode[];
    readonly targets: readonly CountryCode[];
  } | null;
  readonly relief: { readonly kind: 'ends' | 'extends_suspension' | 'eases'; readonly measures: readonly string[] } | null;
  /** Goods or transactions that the instrument covers, in the words of the source. */
  readonly scope: string | null;
  readonly status: string | null;
  readonly status_as_of: string | null;
  /** Kind of source: `official`, `law_firm`, `major_press`, ... */
  readonly source_quality: string;
}

export interface SupplierSiteRow extends Provenance {
  readonly id: string;
  /** Subject id of the company: `[A-Za-z0-9._-]{1,64}`. */
  readonly supplier: string;
  /** Name of the company as a subject: one for all of its sites. */
  readonly supplier_name: string;
  /** The company as the source words it for this site. */
  readonly company: string;
  readonly site: string;
  readonly city: string | null;
  readonly country: CountryCode;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** How precise the coordinates are. They are the middle of the place itself, its city or its region, or as the source gives them; null without any. Older vintages lack it. */
  readonly coordinate_precision?: 'place' | 'city' | 'region' | 'source' | null;
  readonly stage: Stage;
  readonly elements: readonly string[];
  readonly product: string | null;
  readonly operating: 'yes' | 'partial' | 'no' | null;
  readonly status: string;
  readonly start_date: string | null;
  readonly capacity_tonnes_per_year: number | null;
  readonly capacity_of: string | null;
  readonly capacity_type: 'actual_output' | 'nameplate' | 'planned' | 'quota_half_year' | 'cancelled' | null;
  readonly count_in_totals: boolean;
  readonly site_group: string | null;
  readonly owner: string | null;
  readonly owner_countries: readonly CountryCode[];
  readonly china_listing: string | null;
  readonly china_origin_content: 'yes' | 'no' | 'mixed' | null;
}

/** Where a country is shown on a map; a point is no statement about borders. */
export interface CountryPlaceRow extends Provenance {
  readonly country: CountryCode;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** `country`: the middle of its largest part. Null where the table of shapes has none of its own for it. */
  readonly coordinate_precision: 'country' | null;
}

export interface SupplierLinkRow extends Provenance {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  readonly relation_type: string;
  readonly elements: readonly string[];
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly volume: string | null;
  readonly essential: 'yes' | 'no' | 'unknown';
  readonly share_of_input: number | null;
  readonly status: 'active' | 'planned' | 'ended' | 'suspended';
}

export interface ExternalPartyRow extends Provenance {
  readonly id: string;
  readonly name: string;
  readonly country: CountryCode;
  readonly kind: string;
  readonly supplier_site_ids: readonly string[];
}

/** One Taiwan MND report; the report of a date covers the 24 hours to 06:00 of that date. */
export interface TaiwanStraitRow extends Provenance {
  readonly report_date: IsoDate;
  readonly aircraft: number | null;
  readonly crossed_median_or_adiz: number | null;
  readonly navy_ships: number | null;
  readonly official_ships: number | null;
  readonly definition: string;
  readonly flag: string | null;
}

export interface SenkakuDayRow extends Provenance {
  readonly day: IsoDate;
  readonly contiguous_zone_vessels: number;
  readonly territorial_sea_vessels: number;
}

export interface EezEventRow extends Provenance {
  readonly id: string;
  readonly day: string;
  readonly day_precision: string;
  readonly end_day: string | null;
  readonly kind: string;
  readonly actor: string;
  readonly place: string;
  readonly near: string;
  readonly detail: string;
}

/** Scrambles of the Japan Air Self-Defense Force in a fiscal year or a quarter of one. */
export interface AirScrambleRow extends Provenance {
  /** `FY2025` is the Japanese fiscal year from April 2025, `FY2025-Q4` its last quarter, January to March 2026. */
  readonly period: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly total: number;
  readonly china: number;
  readonly russia: number;
  readonly taiwan: number;
  readonly north_korea: number;
  readonly other: number;
  /** Scrambles of the total that the Southwestern Air Defense Force at Naha flew. */
  readonly southwest_air_force: number;
}

export interface CarrierDeploymentRow extends Provenance {
  readonly id: string;
  readonly scope: 'pacific' | 'strait' | 'scs';
  readonly carrier: string;
  readonly start: string;
  readonly start_precision: string;
  readonly end: string | null;
  readonly end_precision: string | null;
  readonly flight_operations_total: number | null;
  /** Last day up to which the publications had been read when the row was reported; only rows that came in as observations have it. */
  readonly covered_to?: IsoDate;
  readonly eez_entry: string;
  readonly contiguous_zone_entry: string;
}

export interface ExerciseRow extends Provenance {
  readonly name: string;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly trigger: string | null;
}

/** A disruption of supply, or a limit of a route, with its length and depth: what the benchmark looks for. */
export interface EpisodeRow extends Provenance {
  readonly id: string;
  readonly event: string;
  readonly type: string;
  /** `licence`, `coercion_embargo`, `origin_ban_quota`, `facility`, ...; `licence_by_buyer` is a part of a wider row, or one buyer alone. */
  readonly hazard_type: string;
  /** Symbols and group words as the source table has them; `ALL` for routes. */
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  readonly origins: readonly CountryCode[];
  readonly buyers: readonly CountryCode[];
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  readonly duration_days: number | null;
  /** Still running, or not followed, at `end`: the duration is a lower bound. */
  readonly censored: boolean | null;
  readonly halt_days: number | null;
  readonly severity_trough: number | null;
  readonly severity_mean: number | null;
  /** Whether the flow fell in earnest. */
  readonly binding: 'yes' | 'partly' | 'no' | 'unknown';
  readonly evidence: string | null;
  /** Policy rows behind it. */
  readonly measures: readonly string[];
  /** Whether it belongs in a fit of durations; parts of a wider row do not. */
  readonly in_fit: boolean;
}

/** The Geopolitical Risk index of a month: share of newspaper articles, indexed for the world, in percent for countries. */
export interface GeopoliticalRiskRow extends Provenance {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly world: number | null;
  readonly china: number | null;
  readonly taiwan: number | null;
  readonly japan: number | null;
  readonly korea: number | null;
}

/** A publisher or compilation that tables draw on: freshness and licence. */
export interface SourceRow {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string | null;
  readonly licence: string;
  readonly redistribution: string;
  readonly cadence: string;
  /** Tables of the reference data that come from it. */
  readonly tables: readonly string[];
  /** Newest day its rows speak of, where that is a day. */
  readonly newest_date: string | null;
  /** Last day the publisher was read. */
  readonly read_on: IsoDate;
}

export interface OreCompositionRow extends Provenance {
  readonly mineral: string;
  readonly country: CountryCode;
  readonly location: string;
  readonly element: string;
  readonly reo_percent: number | null;
  readonly qualifier: string | null;
}

/** How much of an element is in one unit of a product: for exposures, never for a score. */
export interface ProductContentRow extends Provenance {
  readonly product: string;
  readonly name: string;
  /** Other words for it, in small letters. */
  readonly aliases: readonly string[];
  readonly unit: 'each' | 'kg' | 'MW';
  /** Meaning of one unit, in words. */
  readonly unit_words: string;
  readonly element: string;
  readonly grams_per_unit: number;
  readonly grams_low: number | null;
  readonly grams_high: number | null;
}

/** Who did it. Only what governments do counts in the rate of new controls. */
export type ControlActorKind =
  | 'government'
  | 'armed_group'
  | 'court'
  | 'company'
  | 'unrest'
  | 'conflict'
  | 'border_closure'
  | 'fuel_blockade';

/**
 * A measure or disruption anywhere in the world since 2002 that is no row of the policy table, or the wider record of one that is (`policy_id`):
 * what the rate of new controls of an origin is learned from.
 */
export interface ControlEventRow extends Provenance {
  readonly id: string;
  readonly origin: CountryCode;
  readonly actor_kind: ControlActorKind;
  /** The goods in words, also those that are not scored. */
  readonly goods: string;
  readonly measure_type: string;
  /** Class of the methodology; `null`: a tax, a threat, a statement, or no measure at all. */
  readonly control_class: string | null;
  /** Codes, `EUU` or `ALL`; empty where the source names them in words only, which `note` repeats. */
  readonly targets: readonly CountryCode[];
  /** Scored elements; empty if none is scored. */
  readonly elements: readonly string[];
  readonly stages: readonly Stage[];
  readonly announced: string | null;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  /** `end_not_read`: it took effect and no source read says whether it ended. */
  readonly outcome: 'enforced' | 'withdrawn' | 'never_enforced' | 'waived' | 'end_not_read';
  /** Since when the withdrawal was known; `null`: not read. */
  readonly withdrawn_known_from: IsoDate | null;
  /** The row of the policy table that is the same measure, and counts in its place. */
  readonly policy_id: string | null;
}

/** Trade under a control, as far as anybody reported it. Where nothing was seen there is no row: silence is unknown. */
export interface ControlOutcomeRow extends Provenance {
  readonly id: string;
  /** Id of a row of the policy table. */
  readonly measure: string;
  readonly elements: readonly string[];
  readonly stages: readonly Stage[];
  /** Code, `EUU`, or `ALL` for the whole flow. */
  readonly buyer: CountryCode;
  readonly origin: CountryCode;
  /** First month of what was seen; null: one sight at `seen_to`. */
  readonly seen_from: string | null;
  /** Last day of what was seen. */
  readonly seen_to: IsoDate;
  /** Were the last one to three months seen under 80 % of the flow before the control? */
  readonly below: boolean;
  /** Id of the episode that tells of the same flow. */
  readonly episode: string | null;
}

/** All facts of one vintage; immutable, and known by the sha256 of its canonical JSON. */
export interface ReferenceData {
  readonly elements: readonly ElementRow[];
  readonly shares: readonly ShareRow[];
  readonly governance: readonly GovernanceRow[];
  readonly ore_composition: readonly OreCompositionRow[];
  readonly buyer_imports: readonly BuyerImportRow[];
  readonly import_reliance: readonly ImportRelianceRow[];
  readonly cover: readonly CoverRow[];
  readonly demand: readonly DemandRow[];
  readonly demand_shares: readonly DemandShareRow[];
  readonly routes: readonly RouteRow[];
  readonly policy: readonly PolicyRow[];
  readonly supplier_sites: readonly SupplierSiteRow[];
  readonly supplier_links: readonly SupplierLinkRow[];
  readonly external_parties: readonly ExternalPartyRow[];
  readonly taiwan_strait: readonly TaiwanStraitRow[];
  readonly senkaku: readonly SenkakuDayRow[];
  readonly eez_events: readonly EezEventRow[];
  readonly carrier_deployments: readonly CarrierDeploymentRow[];
  readonly air_scrambles: readonly AirScrambleRow[];
  readonly exercises: readonly ExerciseRow[];
  readonly episodes: readonly EpisodeRow[];
  readonly control_events: readonly ControlEventRow[];
  readonly control_outcomes: readonly ControlOutcomeRow[];
  readonly geopolitical_risk: readonly GeopoliticalRiskRow[];
  readonly product_contents: readonly ProductContentRow[];
  readonly country_places: readonly CountryPlaceRow[];
  readonly sources: readonly SourceRow[];
}
