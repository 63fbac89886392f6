/**
 * Schemas of the shipped facts and of the methodology document: what `npm run reference:build` must have written, and what a snapshot that
 * is read back must still be. Each is tied to its domain type, so that the two cannot drift apart.
 */
import * as z from 'zod';
import {
  AMENDMENT_PARAMETERS,
  type AmendmentParameters,
  type ControlClass,
  type DroppedAmendment,
  type MethodologyDocument,
  type Parameters,
} from '#domain/vocabulary/methodology.ts';
import type * as rows from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';

const words = z.string().min(1);
const optionalWords = words.nullable();
const amount = z.number().nonnegative();
const optionalAmount = amount.nullable();
const share = z.number().min(0).max(1);
const optionalShare = share.nullable();
const count = z.int().nonnegative();
const stage = z.enum(STAGES);
const day = z.iso.date();
/** A day, a month or a year, as the source words it. */
const period = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);
const country = z.string().regex(/^[A-Z]{3}$/);
const identifier = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

const provenance = {
  row: z.string().regex(/^[a-z-]+:\S+$/),
  source: words,
  source_url: optionalWords,
  date: words,
  quality: words,
  known_from: day,
  known_from_basis: z.enum(['source', 'edition', 'assumed']),
  note: optionalWords,
};

const elementRow = z.strictObject({
  ...provenance,
  symbol: words,
  name: words,
  group: words,
  world_supply_tonnes: optionalAmount,
  supply_basis: optionalWords,
  eol_rir: optionalShare,
  si_sr: optionalShare,
  price_usd_per_kg: optionalAmount,
  byproduct_share: optionalShare,
  eu_supply_risk_2017: optionalAmount,
  eu_supply_risk_2023: optionalAmount,
  main_end_uses: optionalWords,
}) satisfies z.ZodType<rows.ElementRow>;

const shareRow = z.strictObject({
  ...provenance,
  element: words,
  stage,
  country,
  share,
  basis: words,
  concentration: optionalAmount,
}) satisfies z.ZodType<rows.ShareRow>;

const governanceRow = z.strictObject({
  ...provenance,
  country,
  name: words,
  political_stability: z.number().nullable(),
  political_stability_se: optionalAmount,
  wgi_mean: z.number().nullable(),
}) satisfies z.ZodType<rows.GovernanceRow>;

const oreCompositionRow = z.strictObject({
  ...provenance,
  mineral: words,
  country,
  location: words,
  element: words,
  reo_percent: z.number().min(0).max(100).nullable(),
  qualifier: optionalWords,
}) satisfies z.ZodType<rows.OreCompositionRow>;

const buyerKey = { buyer: country, element: words, stage };

const buyerImportRow = z.strictObject({
  ...provenance,
  ...buyerKey,
  origin: country,
  share,
}) satisfies z.ZodType<rows.BuyerImportRow>;

const importRelianceRow = z.strictObject({
  ...provenance,
  ...buyerKey,
  import_reliance: optionalShare,
  low: optionalShare,
  high: optionalShare,
}) satisfies z.ZodType<rows.ImportRelianceRow>;

const coverRow = z.strictObject({
  ...provenance,
  buyer: country,
  element: words,
  component: z.enum(['national_stockpile', 'commercial_stock', 'pipeline']),
  days_median: optionalAmount,
  days_low: optionalAmount,
  days_high: optionalAmount,
}) satisfies z.ZodType<rows.CoverRow>;

const demandRow = z.strictObject({
  ...provenance,
  ...buyerKey,
  tonnes_per_year: optionalAmount,
  unit_basis: words,
  measure: words,
}) satisfies z.ZodType<rows.DemandRow>;

const routeRow = z.strictObject({
  ...provenance,
  buyer: country,
  origin: country,
  stage,
  elements: z.array(words).nullable(),
  sea_share: share,
  air_share: share,
  other_share: share,
  via: z.record(words, share),
}) satisfies z.ZodType<rows.RouteRow>;

const application = z.strictObject({ elements: z.array(words), stages: z.array(words), coverage: share });

const policyRow = z.strictObject({
  ...provenance,
  known_from: period,
  id: identifier,
  title: words,
  actor: words,
  instrument_no: optionalWords,
  measure_type: words,
  direction: z.enum(['restricts', 'relieves', 'mitigates']),
  origins: z.array(country),
  targets: z.array(country),
  elements: z.array(words),
  stages: z.array(stage),
  announced: period,
  effective_from: period.nullable(),
  effective_to: period.nullable(),
  suspended_from: period.nullable(),
  suspended_to: period.nullable(),
  suspended_to_announced: period.nullable(),
  linked: z.array(identifier),
  mapping: z
    .strictObject({
      control_class: words,
      applies: z.array(application),
      origins: z.array(country),
      targets: z.array(country),
      residual_class: optionalWords,
    })
    .nullable(),
  relief: z.strictObject({ kind: z.enum(['ends', 'extends_suspension', 'eases']), measures: z.array(identifier) }).nullable(),
  scope: optionalWords,
  status: optionalWords,
  status_as_of: optionalWords,
  source_quality: words,
}) satisfies z.ZodType<rows.PolicyRow>;

const supplierSiteRow = z.strictObject({
  ...provenance,
  id: identifier,
  supplier: identifier,
  supplier_name: words,
  company: words,
  site: words,
  city: optionalWords,
  country,
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  stage,
  elements: z.array(words),
  product: optionalWords,
  operating: z.enum(['yes', 'partial', 'no']).nullable(),
  status: words,
  start_date: optionalWords,
  capacity_tonnes_per_year: optionalAmount,
  capacity_of: optionalWords,
  capacity_type: z.enum(['actual_output', 'nameplate', 'planned', 'quota_half_year', 'cancelled']).nullable(),
  count_in_totals: z.boolean(),
  site_group: optionalWords,
  owner: optionalWords,
  owner_countries: z.array(country),
  china_listing: optionalWords,
  china_origin_content: z.enum(['yes', 'no', 'mixed']).nullable(),
}) satisfies z.ZodType<rows.SupplierSiteRow>;

const supplierLinkRow = z.strictObject({
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
  essential: z.enum(['yes', 'no', 'unknown']),
  share_of_input: optionalShare,
  status: z.enum(['active', 'planned', 'ended', 'suspended']),
}) satisfies z.ZodType<rows.SupplierLinkRow>;

const externalPartyRow = z.strictObject({
  ...provenance,
  id: identifier,
  name: words,
  country,
  kind: words,
  supplier_site_ids: z.array(identifier),
}) satisfies z.ZodType<rows.ExternalPartyRow>;

const taiwanStraitRow = z.strictObject({
  ...provenance,
  report_date: day,
  aircraft: count.nullable(),
  crossed_median_or_adiz: count.nullable(),
  navy_ships: count.nullable(),
  official_ships: count.nullable(),
  definition: words,
  flag: optionalWords,
}) satisfies z.ZodType<rows.TaiwanStraitRow>;

const senkakuDayRow = z.strictObject({
  ...provenance,
  day,
  contiguous_zone_vessels: count,
  territorial_sea_vessels: count,
}) satisfies z.ZodType<rows.SenkakuDayRow>;

const eezEventRow = z.strictObject({
  ...provenance,
  id: identifier,
  day: period,
  day_precision: words,
  end_day: period.nullable(),
  kind: words,
  actor: words,
  place: words,
  near: words,
  detail: words,
}) satisfies z.ZodType<rows.EezEventRow>;

const carrierDeploymentRow = z.strictObject({
  ...provenance,
  id: identifier,
  scope: z.enum(['pacific', 'strait', 'scs']),
  carrier: words,
  start: period,
  start_precision: words,
  end: period.nullable(),
  end_precision: optionalWords,
  flight_operations_total: count.nullable(),
  eez_entry: words,
  contiguous_zone_entry: words,
}) satisfies z.ZodType<rows.CarrierDeploymentRow>;

const exerciseRow = z.strictObject({
  ...provenance,
  name: words,
  start: day,
  end: day,
  trigger: optionalWords,
}) satisfies z.ZodType<rows.ExerciseRow>;

const episodeRow = z.strictObject({
  ...provenance,
  id: identifier,
  event: words,
  type: words,
  hazard_type: words,
  elements: z.array(words),
  stages: z.array(words),
  origins: z.array(country),
  buyers: z.array(country),
  start: day,
  end: day.nullable(),
  duration_days: count.nullable(),
  censored: z.boolean().nullable(),
  halt_days: count.nullable(),
  severity_trough: optionalShare,
  severity_mean: optionalShare,
  binding: z.enum(['yes', 'partly', 'no', 'unknown']),
  evidence: optionalWords,
  measures: z.array(identifier),
  in_fit: z.boolean(),
}) satisfies z.ZodType<rows.EpisodeRow>;

const geopoliticalRiskRow = z.strictObject({
  ...provenance,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  world: optionalAmount,
  china: optionalAmount,
  taiwan: optionalAmount,
  japan: optionalAmount,
  korea: optionalAmount,
}) satisfies z.ZodType<rows.GeopoliticalRiskRow>;

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
}) satisfies z.ZodType<rows.SourceRow>;

const productContentRow = z.strictObject({
  ...provenance,
  product: identifier,
  name: words,
  aliases: z.array(words),
  unit: z.enum(['each', 'kg', 'MW']),
  unit_words: words,
  element: words,
  grams_per_unit: z.number().positive(),
  grams_low: optionalAmount,
  grams_high: optionalAmount,
}) satisfies z.ZodType<rows.ProductContentRow>;

export const referenceData = z.strictObject({
  elements: z.array(elementRow),
  shares: z.array(shareRow),
  governance: z.array(governanceRow),
  ore_composition: z.array(oreCompositionRow),
  buyer_imports: z.array(buyerImportRow),
  import_reliance: z.array(importRelianceRow),
  cover: z.array(coverRow),
  demand: z.array(demandRow),
  routes: z.array(routeRow),
  policy: z.array(policyRow),
  policy_supplement: z.array(policyRow).exactOptional(),
  supplier_sites: z.array(supplierSiteRow),
  supplier_links: z.array(supplierLinkRow),
  external_parties: z.array(externalPartyRow),
  taiwan_strait: z.array(taiwanStraitRow),
  senkaku: z.array(senkakuDayRow),
  eez_events: z.array(eezEventRow),
  carrier_deployments: z.array(carrierDeploymentRow),
  exercises: z.array(exerciseRow),
  episodes: z.array(episodeRow),
  geopolitical_risk: z.array(geopoliticalRiskRow),
  product_contents: z.array(productContentRow).exactOptional(),
  sources: z.array(sourceRow),
}) satisfies z.ZodType<rows.ReferenceData>;

const rate = amount;
const days = amount;
const lookupTable = z.record(words, z.number());
const duration = { median: days, sigma: amount };
const signalWeights = z.strictObject({
  senkaku: amount.exactOptional(),
  taiwan_strait: amount.exactOptional(),
  carriers: amount.exactOptional(),
});

const controlClass = z.strictObject({
  group: z.enum(['flow', 'user', 'none']),
  rho: share,
  pi: share,
  median: days,
}) satisfies z.ZodType<ControlClass>;

const parameterValues = {
  horizon_days: days,
  horizon_short_days: days,
  year_days: days,
  bands: z.array(z.number()),
  cover_median_days: lookupTable,
  cover_parts: z.strictObject({ commercial_default: days, national_usable: share }),
  cover_sigma: amount,
  cover_sigma_default: amount,
  stage_pipeline_days: lookupTable,
  cover_floor_days: days,
  secondary_weight: share,
  eol_rir_default: share,
  si_default: share,
  substitution_weight: share,
  ramp_all: amount,
  ramp_targeted: amount,
  spare_floor: share,
  demand_share: lookupTable,
  domestic_inferred: z.strictObject({ factor: amount, cap: share }),
  import_reliance_max_age_years: amount,
  import_weight: share,
  other_origins: amount,
  dirichlet_default: amount,
  dirichlet_missing_factor: amount,
  control_class: z.record(words, controlClass),
  control_sigma: amount,
  user_rho_cap: share,
  binding_lag_days: days,
  pi_age_floor: share,
  pi_age_half_life_days: days,
  p_announced: share,
  renewal_suspension: share,
  renewal_term_days: days,
  renewal_restriction: share,
  general_licence_factor: share,
  new_control_clock_start: day,
  new_control_prior: z.strictObject({ alpha: amount, beta: amount }),
  new_control_count_classes: z.array(words),
  new_control_tier: z.strictObject({ low: share, high: share, floor: share }),
  new_control_gov_ref: amount,
  new_control_effect: z.strictObject({ rho: share, pi: share, ...duration }),
  transit_rate: rate,
  transit_duration: z.strictObject(duration),
  transit_lanes: z.array(words),
  transit_rho: lookupTable,
  sea_fraction: lookupTable,
  transit_region: z.record(words, words),
  transit_through: z.record(words, lookupTable),
  instability: z.strictObject({ rate0: rate, gamma: amount, min: rate, max: rate, rho: share, ...duration }),
  pv_missing: z.strictObject({ value: z.number(), se: amount }),
  facility: z.strictObject({ rate, rho: share, plant_fraction: share, ...duration }),
  signal_origin: country,
  beta: z.strictObject({ new_control: z.record(words, signalWeights), transit: z.record(words, signalWeights) }),
  tilt_cap: amount,
  signal_unknown_x: z.strictObject({ value: amount }),
  signal_stale_after_days: z.strictObject({ senkaku: days, taiwan_strait: days, carriers: days }),
  signal_taiwan: z.strictObject({
    series: z.array(words),
    baseline_days: days,
    min_days: days,
    lookback_days: days,
    half_life: days,
    ships_window: days,
    ships_min_days: days,
    ships_var_ratio: amount,
    official_var_ratio: amount,
    mean_floor: amount,
    definition: words,
  }),
  signal_senkaku: z.strictObject({
    window_days: days,
    window_min_days: days,
    baseline_blocks: amount,
    baseline_min_blocks: amount,
    mean_floor: amount,
    event_window_days: days,
    event_baseline_days: days,
    merge_days: days,
    event_kinds: z.array(words),
  }),
  signal_carriers: z.strictObject({ baseline_days: days, lookback_days: days, half_life: days }),
  supplier: z.strictObject({
    listing_rho: lookupTable,
    listing_pi: lookupTable,
    listing_median: days,
    max_tiers: amount,
    default_dependency: share,
    default_china_content: share,
    extraterritorial_threshold: share,
  }),
  sampling: z.strictObject({
    draws: count,
    sd_ln_rate: amount,
    sd_ln_duration: amount,
    beta_strength: amount,
    sd_ln_spare: amount,
    sd_ln_missing: amount,
    renewal_strength: amount,
    x_shape: words,
  }),
} satisfies { readonly [name in Exclude<keyof Parameters, keyof AmendmentParameters>]: z.ZodType<Parameters[name]> };

/** Rules of later methodologies: a document has the ones it names. */
const amendmentValues = {
  old_reliance_caps_domestic: z.boolean(),
  group_row_members: z.record(words, z.array(words)),
  stages_without_recycling: z.array(stage),
  stage_cover_rows: z.partialRecord(stage, z.array(words)),
  supplementary_policy_rows: z.array(identifier),
  end_dates_inclusive: z.boolean(),
  expected_days_within_horizon: z.boolean(),
  feed_routes: z.strictObject({ from: stage, to: stage, processor: z.record(country, country), classes: z.array(words) }),
  undecided_lapse_grace_days: days,
  stock_draw: z.strictObject({ recovery_half_life_days: z.number().positive() }),
  domestic_feed: z.array(z.strictObject({ elements: z.array(words), stage, from: stage, dependency: share })),
  plants_from_register: z.strictObject({ known_output_at_least: share }),
  joint_controls: z.boolean(),
  renewal_prior: z.strictObject({ renewed: z.number().positive(), lapsed: z.number().positive() }),
} satisfies { readonly [name in keyof AmendmentParameters]-?: z.ZodType<Exclude<AmendmentParameters[name], undefined>> };

const entry = { unit: words, basis: words, source: words, note: z.string() };
const entries = Object.fromEntries([
  ...Object.entries(parameterValues).map(([name, value]) => [name, z.strictObject({ value, ...entry })] as const),
  ...Object.entries(amendmentValues).map(([name, value]) => [name, z.strictObject({ value, ...entry }).exactOptional()] as const),
]);
/** Some of the rules of later methodologies, with their sources. */
const amendmentEntries = z.strictObject(
  Object.fromEntries(Object.entries(amendmentValues).map(([name, value]) => [name, z.strictObject({ value, ...entry }).exactOptional()])),
) as unknown as z.ZodType<DroppedAmendment['parameters']>;

/** One entry per parameter; the values are tied to their types one by one above. */
const parameters = z.strictObject(entries) as unknown as z.ZodType<MethodologyDocument['parameters']>;

const measureMapping = z.strictObject({
  control_class: words,
  applies: z.array(application),
  origins: z.array(country).exactOptional(),
  targets: z.array(country).exactOptional(),
  residual_class: words.exactOptional(),
  note: words.exactOptional(),
});

export const methodologyDocument = z.strictObject({
  version: identifier,
  title: words,
  date: day,
  note: words,
  bands: z.array(z.strictObject({ name: words, from: amount, colour: z.string().regex(/^#[0-9a-f]{6}$/) })),
  parameters,
  groups: z.record(words, z.array(words)),
  measure_map: z.record(identifier, measureMapping),
  relief_map: z.record(identifier, z.enum(['ends', 'extends_suspension', 'eases'])),
  limitations: z.array(words),
  status: z.literal('shadow').exactOptional(),
  amendments: z
    .strictObject({
      of: identifier,
      items: z.array(z.strictObject({ key: identifier, title: words, parameters: z.array(z.enum(AMENDMENT_PARAMETERS)) })),
      dropped: z.array(z.strictObject({ key: identifier, title: words, parameters: amendmentEntries, reason: words })),
    })
    .exactOptional(),
}) satisfies z.ZodType<MethodologyDocument>;
