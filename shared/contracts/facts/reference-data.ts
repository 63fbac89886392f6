/**
 * Schemas of the shipped facts and of the methodology document: what `npm run reference:build` must have written, and what a snapshot that
 * is read back must still be. Each is tied to its domain type, so that the two cannot drift apart.
 */
import * as z from 'zod';
import type * as rows from '#domain/vocabulary/reference-data.ts';
import { signalTables } from '../signals/registry.ts';
import {
  count,
  country,
  day,
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

const demandShareRow = z.strictObject({ ...provenance, buyer: country, share }) satisfies z.ZodType<rows.DemandShareRow>;

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
  origin: country,
  seen_from: period.nullable(),
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
  demand_shares: z.array(demandShareRow),
  routes: z.array(routeRow),
  policy: z.array(policyRow),
  supplier_sites: z.array(supplierSiteRow),
  supplier_links: z.array(supplierLinkRow),
  external_parties: z.array(externalPartyRow),
  ...signalTables,
  air_scrambles: z.array(airScrambleRow),
  exercises: z.array(exerciseRow),
  episodes: z.array(episodeRow),
  control_events: z.array(controlEventRow),
  control_outcomes: z.array(controlOutcomeRow),
  geopolitical_risk: z.array(geopoliticalRiskRow),
  product_contents: z.array(productContentRow),
  country_places: z.array(countryPlaceRow),
  sources: z.array(sourceRow),
}) satisfies z.ZodType<rows.ReferenceData>;
