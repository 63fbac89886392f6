/**
 * Schemas of the shipped facts and of the methodology document: what `npm run reference:build` must have written, and what a snapshot that
 * is read back must still be. Each is tied to its domain type, so that the two cannot drift apart.
 */
import * as z from 'zod';
import {
  type AmendmentParameters,
  type ControlClass,
  DROPPABLE_PARAMETERS,
  type DroppedAmendment,
  type MethodologyDocument,
  type Parameters,
} from '#domain/vocabulary/methodology.ts';
import type * as rows from '#domain/vocabulary/reference-data.ts';
import { SIGNAL_CONTRACTS, SIGNAL_NAMES_IN_DOCUMENTS, signalParameters, signalTables } from '../signals/registry.ts';
import {
  amount,
  count,
  country,
  day,
  days,
  identifier,
  optionalAmount,
  optionalShare,
  optionalWords,
  period,
  provenance,
  share,
  stage,
  words,
} from './cells.ts';

/** A publication of a table of which several are kept; facts stored before that have none. */
const edition = { edition: identifier.exactOptional(), published: day.exactOptional() };

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
  ...edition,
  element: words,
  stage,
  country,
  share,
  basis: words,
  concentration: optionalAmount,
}) satisfies z.ZodType<rows.ShareRow>;

const governanceRow = z.strictObject({
  ...provenance,
  ...edition,
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
  ...edition,
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
  range_basis: z.enum(['source', 'assumed']).nullable().exactOptional(),
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
  effective_to_revisions: z
    .array(z.strictObject({ known_from: day, effective_to: day.nullable() }))
    .min(1)
    .exactOptional(),
  succeeds: identifier.exactOptional(),
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
  coordinate_precision: z.enum(['place', 'city', 'region', 'source']).nullable().exactOptional(),
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

const countryPlaceRow = z.strictObject({
  ...provenance,
  country,
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  coordinate_precision: z.literal('country').nullable(),
}) satisfies z.ZodType<rows.CountryPlaceRow>;

const externalPartyRow = z.strictObject({
  ...provenance,
  id: identifier,
  name: words,
  country,
  kind: words,
  supplier_site_ids: z.array(identifier),
}) satisfies z.ZodType<rows.ExternalPartyRow>;

const exerciseRow = z.strictObject({
  ...provenance,
  name: words,
  start: day,
  end: day,
  trigger: optionalWords,
}) satisfies z.ZodType<rows.ExerciseRow>;

const airScrambleRow = z.strictObject({
  ...provenance,
  period: z.string().regex(/^FY\d{4}(-Q[1-4])?$/),
  start: day,
  end: day,
  total: count,
  china: count,
  russia: count,
  taiwan: count,
  north_korea: count,
  other: count,
  southwest_air_force: count,
}) satisfies z.ZodType<rows.AirScrambleRow>;

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

const controlEventRow = z.strictObject({
  ...provenance,
  id: identifier,
  origin: country,
  actor_kind: z.enum(['government', 'armed_group', 'court', 'company', 'unrest', 'conflict', 'border_closure', 'fuel_blockade']),
  goods: words,
  measure_type: words,
  control_class: optionalWords,
  targets: z.array(country),
  elements: z.array(words),
  stages: z.array(stage).min(1),
  announced: period.nullable(),
  effective_from: period.nullable(),
  effective_to: period.nullable(),
  outcome: z.enum(['enforced', 'withdrawn', 'never_enforced', 'waived', 'end_not_read']),
  withdrawn_known_from: day.nullable(),
  policy_id: identifier.nullable(),
}) satisfies z.ZodType<rows.ControlEventRow>;

const controlOutcomeRow = z.strictObject({
  ...provenance,
  id: identifier,
  measure: identifier,
  elements: z.array(words).min(1),
  stages: z.array(stage).min(1),
  buyer: country,
  seen_to: day,
  below: z.boolean(),
  episode: identifier.nullable(),
}) satisfies z.ZodType<rows.ControlOutcomeRow>;

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
  ...signalTables,
  air_scrambles: z.array(airScrambleRow).exactOptional(),
  exercises: z.array(exerciseRow),
  episodes: z.array(episodeRow),
  control_events: z.array(controlEventRow).exactOptional(),
  control_outcomes: z.array(controlOutcomeRow).exactOptional(),
  geopolitical_risk: z.array(geopoliticalRiskRow),
  product_contents: z.array(productContentRow).exactOptional(),
  country_places: z.array(countryPlaceRow).exactOptional(),
  sources: z.array(sourceRow),
}) satisfies z.ZodType<rows.ReferenceData>;

const rate = amount;
const lookupTable = z.record(words, z.number());
const duration = { median: days, sigma: amount };
/** A number for some of the signals: a methodology names those that it has. */
const bySignal = z.strictObject(
  Object.fromEntries(SIGNAL_NAMES_IN_DOCUMENTS.map((name) => [name, amount.exactOptional()])),
) as unknown as z.ZodType<Readonly<Record<string, number>>>;

const severityAndLength = z.strictObject({ rho: share, median: days });
const controlClass = z.strictObject({
  group: z.enum(['flow', 'user', 'none']),
  rho: share,
  pi: share,
  median: days,
  finished: severityAndLength.exactOptional(),
  end_use_rho: z.record(words, share).exactOptional(),
  end_use_pi: z.record(words, share).exactOptional(),
}) satisfies z.ZodType<ControlClass>;

const newControlEffect = z.strictObject({ rho: share, pi: share, ...duration, finished: severityAndLength.exactOptional() });

const parameterValues = {
  horizon_days: days,
  horizon_short_days: days,
  year_days: days,
  bands: z.array(z.number()),
  cover_median_days: lookupTable,
  cover_parts: z.strictObject({ commercial_default: days, national_usable: share }),
  cover_sigma: z.union([amount, z.strictObject({ floor: amount, commercial_unknown: amount, none: amount })]),
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
  new_control_effect: z.union([newControlEffect, z.record(words, newControlEffect)]),
  transit_rate: rate,
  transit_duration: z.strictObject(duration),
  transit_lanes: z.array(words),
  transit_rho: lookupTable,
  sea_fraction: lookupTable,
  transit_region: z.record(words, words),
  transit_through: z.record(words, lookupTable),
  instability: z.strictObject({ rate0: rate, gamma: amount, min: rate, max: rate, rho: share, ...duration }),
  pv_missing: z.strictObject({ value: z.number(), se: amount }),
  facility: z.strictObject({ rate, rho: share, plant_fraction: z.union([share, z.record(words, share)]), ...duration }),
  signal_origin: country,
  beta: z.strictObject({ new_control: z.record(words, bySignal), transit: z.record(words, bySignal) }),
  tilt_cap: amount,
  signal_unknown_x: z.strictObject({ value: amount }),
  signal_stale_after_days: bySignal,
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
    sd_ln_evidence: amount.exactOptional(),
    sd_ln_stock: amount.exactOptional(),
    share_strength: amount.exactOptional(),
  }),
} satisfies {
  readonly [name in Exclude<keyof Parameters, keyof AmendmentParameters | keyof typeof signalParameters>]: z.ZodType<Parameters[name]>;
};

/** Rules of later methodologies: a document has the ones it names. */
const amendmentValues = {
  old_reliance_caps_domestic: z.boolean(),
  group_row_members: z.record(words, z.array(words)),
  stages_without_recycling: z.array(stage),
  stage_cover_rows: z.partialRecord(stage, z.array(words)),
  supplementary_policy_rows: z.array(identifier),
  facts_as_known: z.boolean(),
  announcement_lapse_days: days,
  end_dates_inclusive: z.boolean(),
  expected_days_within_horizon: z.boolean(),
  feed_routes: z.strictObject({ from: stage, to: stage, processor: z.record(country, country), classes: z.array(words) }),
  undecided_lapse_grace_days: days,
  stock_draw: z.strictObject({ recovery_half_life_days: z.number().positive() }),
  domestic_feed: z.array(z.strictObject({ elements: z.array(words), stage, from: stage, dependency: share })),
  plants_from_register: z.strictObject({ known_output_at_least: share }),
  joint_controls: z.boolean(),
  renewal_prior: z.strictObject({ renewed: z.number().positive(), lapsed: z.number().positive() }),
  new_control_record: z.record(words, z.strictObject({ start: day, half_life_years: amount, alpha: amount, beta: amount })),
  finished_goods: z.partialRecord(stage, z.union([z.literal('*'), z.array(words)])),
  destination_sigma: amount,
  ramp_full_depth: amount,
  binding_evidence: z.strictObject({ likelihood_ratio: z.number().positive(), half_life_days: z.number().positive() }),
  stock: z.strictObject({ refill_half_life_days: z.number().positive(), days_per_notice_day: amount, notice_days_max: days }),
  signal_half_life_days: bySignal,
  named_share: z.strictObject({ whole: share, main: share, other: share, strength: amount, sum_max: share }),
  element_need: z.record(words, z.union([share, lookupTable])),
  country_share_at_least: share,
  end_use_default: words,
  user_list_cap: share,
  imports_missing: z.strictObject({ concentration: amount, other_mean: share, other_strength: amount, weight_strength: amount }),
} satisfies { readonly [name in keyof AmendmentParameters]-?: z.ZodType<Exclude<AmendmentParameters[name], undefined>> };

/** Parameters of 1.0.0 that a later methodology may do without. */
const MAY_BE_DROPPED: ReadonlySet<string> = new Set(DROPPABLE_PARAMETERS);

const entry = { unit: words, basis: words, source: words, note: z.string() };
const entryOf = (value: z.ZodType) => z.strictObject({ value, ...entry });
const optionalEntries = (values: Readonly<Record<string, z.ZodType>>) =>
  Object.entries(values).map(([name, value]) => [name, entryOf(value).exactOptional()] as const);
const entries = Object.fromEntries([
  ...Object.entries(parameterValues).flatMap(([name, value]) => [
    [name, MAY_BE_DROPPED.has(name) ? entryOf(value).exactOptional() : entryOf(value)] as const,
    ...(name === 'signal_stale_after_days' ? optionalEntries(signalParameters) : []),
  ]),
  ...optionalEntries(amendmentValues),
]);
/** Some of the rules of later methodologies, with their sources. */
const amendmentEntries = z.strictObject(
  Object.fromEntries([...optionalEntries(amendmentValues), ...optionalEntries(signalParameters)]),
) as unknown as z.ZodType<DroppedAmendment['parameters']>;

/** Every signal that a methodology sets a limit of age for has its own parameters. */
function lackingSignalParameters({ signal_stale_after_days: limits, ...given }: MethodologyDocument['parameters']): readonly string[] {
  const contracts = Object.entries(SIGNAL_CONTRACTS).filter(([name]) => limits.value[name] !== undefined);
  return contracts.flatMap(([, contract]) => Object.keys(contract.parameters)).filter((name) => !Object.hasOwn(given, name));
}

/** One entry per parameter; the values are tied to their types one by one above and in the contracts of the signals. */
const parameters = (z.strictObject(entries) as unknown as z.ZodType<MethodologyDocument['parameters']>).superRefine((given, context) => {
  for (const name of lackingSignalParameters(given))
    context.addIssue({ code: 'custom', path: [name], message: 'a signal that has a limit of age needs it' });
});

/** Parameters that an amendment may set: a rule that 1.0.0 does not have, a signal, or another value of what 1.0.0 has. */
const AMENDABLE = [
  ...Object.keys(parameterValues),
  ...Object.keys(amendmentValues),
  ...Object.keys(signalParameters),
] as (keyof Parameters)[];

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
      items: z.array(z.strictObject({ key: identifier, title: words, parameters: z.array(z.enum(AMENDABLE)) })),
      dropped: z.array(z.strictObject({ key: identifier, title: words, parameters: amendmentEntries, reason: words })),
      removed: z.array(z.enum(AMENDABLE)).exactOptional(),
    })
    .exactOptional(),
}) satisfies z.ZodType<MethodologyDocument>;
