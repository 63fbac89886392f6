/**
 * A methodology is data: one versioned document holds every parameter with unit, basis and source. The scorer reads nothing else,
 * the API serves the same document, and its sha256 stands in every score.
 */
import type { ElementGroups, SignalName } from './scoring-inputs.ts';

/** How a parameter value came about. */
export type ParameterBasis = 'published' | 'fitted' | 'expert';

export interface ParameterEntry<T> {
  readonly value: T;
  readonly unit: string;
  readonly basis: string;
  readonly source: string;
  readonly note: string;
}

export interface ControlClass {
  readonly group: 'flow' | 'user' | 'none';
  readonly rho: number;
  readonly pi: number;
  /** Days. */
  readonly median: number;
}

/** Rows with an optional `default`: the key, else `default`, else 0 (or no entry). */
export type WithDefault = Readonly<Record<string, number>>;
type SignalWeights = { readonly [signal in SignalName]?: number };

/** Parameter name -> value. */
export interface Parameters {
  readonly horizon_days: number;
  readonly horizon_short_days: number;
  readonly year_days: number;
  readonly bands: readonly number[];
  readonly cover_median_days: WithDefault;
  readonly cover_parts: { readonly commercial_default: number; readonly national_usable: number };
  readonly cover_sigma: number;
  readonly cover_sigma_default: number;
  readonly stage_pipeline_days: WithDefault;
  readonly cover_floor_days: number;
  readonly secondary_weight: number;
  readonly eol_rir_default: number;
  readonly si_default: number;
  readonly substitution_weight: number;
  readonly ramp_all: number;
  readonly ramp_targeted: number;
  readonly spare_floor: number;
  readonly demand_share: WithDefault;
  readonly domestic_inferred: { readonly factor: number; readonly cap: number };
  readonly import_reliance_max_age_years: number;
  readonly import_weight: number;
  readonly other_origins: number;
  readonly dirichlet_default: number;
  readonly dirichlet_missing_factor: number;
  readonly control_class: Readonly<Record<string, ControlClass>>;
  readonly control_sigma: number;
  readonly user_rho_cap: number;
  readonly binding_lag_days: number;
  readonly pi_age_floor: number;
  readonly pi_age_half_life_days: number;
  readonly p_announced: number;
  readonly renewal_suspension: number;
  readonly renewal_term_days: number;
  readonly renewal_restriction: number;
  readonly general_licence_factor: number;
  readonly new_control_clock_start: string;
  readonly new_control_prior: { readonly alpha: number; readonly beta: number };
  readonly new_control_count_classes: readonly string[];
  readonly new_control_tier: { readonly low: number; readonly high: number; readonly floor: number };
  readonly new_control_gov_ref: number;
  readonly new_control_effect: { readonly rho: number; readonly pi: number; readonly median: number; readonly sigma: number };
  readonly transit_rate: number;
  readonly transit_duration: { readonly median: number; readonly sigma: number };
  readonly transit_lanes: readonly string[];
  readonly transit_rho: WithDefault;
  readonly sea_fraction: WithDefault;
  readonly transit_region: Readonly<Record<string, string>>;
  readonly transit_through: Readonly<Record<string, WithDefault>>;
  readonly instability: {
    readonly rate0: number;
    readonly gamma: number;
    readonly min: number;
    readonly max: number;
    readonly rho: number;
    readonly median: number;
    readonly sigma: number;
  };
  readonly pv_missing: { readonly value: number; readonly se: number };
  readonly facility: {
    readonly rate: number;
    readonly rho: number;
    readonly median: number;
    readonly sigma: number;
    readonly plant_fraction: number;
  };
  readonly signal_origin: string;
  readonly beta: {
    readonly new_control: Readonly<Record<string, SignalWeights>>;
    readonly transit: Readonly<Record<string, SignalWeights>>;
  };
  readonly tilt_cap: number;
  readonly signal_unknown_x: { readonly value: number };
  readonly signal_stale_after_days: { readonly [signal in SignalName]: number };
  readonly signal_taiwan: {
    readonly series: readonly string[];
    readonly baseline_days: number;
    readonly min_days: number;
    readonly lookback_days: number;
    readonly half_life: number;
    readonly ships_window: number;
    readonly ships_min_days: number;
    readonly ships_var_ratio: number;
    readonly official_var_ratio: number;
    readonly mean_floor: number;
    readonly definition: string;
  };
  readonly signal_senkaku: {
    readonly window_days: number;
    readonly window_min_days: number;
    readonly baseline_blocks: number;
    readonly baseline_min_blocks: number;
    readonly mean_floor: number;
    readonly event_window_days: number;
    readonly event_baseline_days: number;
    readonly merge_days: number;
    readonly event_kinds: readonly string[];
  };
  readonly signal_carriers: { readonly baseline_days: number; readonly lookback_days: number; readonly half_life: number };
  readonly supplier: {
    readonly listing_rho: WithDefault;
    readonly listing_pi: WithDefault;
    readonly listing_median: number;
    readonly max_tiers: number;
    readonly default_dependency: number;
    readonly default_china_content: number;
    readonly extraterritorial_threshold: number;
  };
  readonly sampling: {
    readonly draws: number;
    readonly sd_ln_rate: number;
    readonly sd_ln_duration: number;
    readonly beta_strength: number;
    readonly sd_ln_spare: number;
    readonly sd_ln_missing: number;
    readonly renewal_strength: number;
    readonly x_shape: string;
  };
}

/** How a row of the policy table maps to the score. */
export interface MeasureMapping {
  readonly control_class: string;
  readonly applies: readonly { readonly elements: readonly string[]; readonly stages: readonly string[]; readonly coverage: number }[];
  readonly origins?: readonly string[];
  readonly targets?: readonly string[];
  readonly residual_class?: string;
  readonly note?: string;
}

/** The published document. */
export interface MethodologyDocument {
  /** `1.0.0`, `1.0.0-evidence-only`, ... */
  readonly version: string;
  readonly title: string;
  readonly date: string;
  readonly note: string;
  readonly bands: readonly { readonly name: string; readonly from: number; readonly colour: string }[];
  readonly parameters: { readonly [name in keyof Parameters]: ParameterEntry<Parameters[name]> };
  readonly groups: ElementGroups;
  readonly measure_map: Readonly<Record<string, MeasureMapping>>;
  readonly relief_map: Readonly<Record<string, 'ends' | 'extends_suspension' | 'eases'>>;
  readonly limitations: readonly string[];
}

/** What the scorer needs of a methodology document. */
export interface Methodology {
  readonly version: string;
  readonly parameters: Parameters;
  readonly groups: ElementGroups;
}

/** The values of a methodology document, without unit, basis and source. */
export function methodologyOf(document: MethodologyDocument): Methodology {
  const values = Object.fromEntries(Object.entries(document.parameters).map(([name, entry]) => [name, entry.value]));
  return { version: document.version, parameters: values as unknown as Parameters, groups: document.groups };
}

/** Lookup in a table with `default`: the key, else `default`, else 0. */
export function lookup(table: WithDefault | undefined, key: string): number {
  return table?.[key] ?? table?.['default'] ?? 0;
}
