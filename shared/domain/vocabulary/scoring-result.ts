/**
 * Results of the scorer: unrounded doubles and every intermediate value. An infinite time to survive is `null`. Rounding for publication
 * happens once, in score-document.
 */
import type { CountryCode, SignalName, Stage } from './scoring-inputs.ts';

export type Band = 'low' | 'guarded' | 'elevated' | 'high' | 'critical';
export type HazardKind = 'active_control' | 'facility' | 'new_control' | 'origin_instability' | 'transit';

interface HazardCommon {
  /** `kind` or `kind:COUNTRY` / `kind:site`. */
  readonly id: string;
  readonly kind: HazardKind;
  /** Share of the buyer's supply that the hazard hits. */
  readonly a: number;
  /** Cumulative hazard over the horizon. */
  readonly Lambda: number;
  /** Cumulative hazard over the horizon with all signals at 0. */
  readonly Lambda_base: number;
  readonly Lambda_signals: Readonly<Record<SignalName, number>>;
  /** Days until the buyer runs out; `null` = never. */
  readonly tts_days: number | null;
  readonly points: number;
}

/** A hazard with a rate per year: it may start inside the horizon. */
export interface RatedHazardResult extends HazardCommon {
  readonly kind: 'facility' | 'new_control' | 'origin_instability' | 'transit';
  readonly rho: number;
  readonly spare: number;
  readonly loss: number;
  readonly lambda_base: number;
  readonly multiplier: number;
  readonly p_outlast: number;
  readonly inside_365: number;
  readonly inside_90: number;
  readonly expected_days: number;
  /** `new_control` only: announcements counted since the clock start. */
  readonly events?: number;
}

export interface BindingStateResult {
  readonly weight: number;
  readonly loss: number;
  readonly tts_days: number | null;
  readonly p_outlast: number;
}

/** A control in force: the chance that it binds and outlasts the cover. */
export interface ActiveControlResult extends HazardCommon {
  readonly kind: 'active_control';
  readonly flow: string | null;
  readonly pi_flow: number;
  readonly pi_user: number;
  readonly rho_user: number;
  readonly states: readonly BindingStateResult[];
  readonly q: number;
  readonly loss: number;
  readonly Lambda_measures: Readonly<Record<string, number>>;
  readonly inside_365: number;
  readonly inside_90: number;
  readonly expected_days: number;
  /** Supplier scores only: the element and stage of the worst pair. */
  readonly element?: string;
  readonly stage?: Stage;
}

export type HazardResult = RatedHazardResult | ActiveControlResult;

export interface MeasureEffectResult {
  readonly id: string;
  readonly cls: string;
  readonly group: string;
  readonly rho: number;
  readonly pi: number;
  readonly median: number;
  readonly start: number;
  readonly status: string;
  readonly ramp: number;
}

export interface ScoredStage {
  readonly stage: Stage;
  readonly shares: Readonly<Record<CountryCode, number>>;
  readonly domestic: number;
  readonly secondary: number;
  readonly Lambda: number;
  readonly score: number;
  readonly score_without_signals: number;
  readonly p_stockout_365: number;
  readonly p_stockout_90: number;
  readonly expected_days: number;
  readonly hazards: readonly HazardResult[];
  readonly measures: Readonly<Record<CountryCode, readonly MeasureEffectResult[]>>;
}

export interface UnscoredStage {
  readonly stage: Stage;
  readonly score: null;
  readonly status: 'insufficient_data';
}

export type StageResult = ScoredStage | UnscoredStage;

export interface ScoredElement {
  readonly score: number;
  readonly stage: Stage;
  readonly status: 'ok';
  readonly band: Band;
  readonly Lambda: number;
  readonly score_without_signals: number;
  readonly p_stockout_365: number;
  readonly p_stockout_90: number;
  readonly expected_days: number;
  readonly expected_tonnes: number | null;
  readonly contributions: Readonly<Record<string, number>>;
  readonly signals_x: Readonly<Record<SignalName, number>>;
  readonly stale: readonly SignalName[];
  readonly stages: readonly StageResult[];
  readonly counterfactual_cap65: number;
  readonly concentration_points_cap65: number;
  readonly counterfactual_even: number;
  readonly concentration_points_even: number;
  readonly coverage: number;
}

export interface UnscoredElement {
  readonly score: null;
  readonly status: 'insufficient_data';
  readonly stages: readonly StageResult[];
}

export type ElementResult = ScoredElement | UnscoredElement;

/** Supplier hazards leave out the fields that have no meaning without spare capacity. */
export type SupplierHazardResult =
  | ActiveControlResult
  | Omit<RatedHazardResult, 'rho' | 'spare' | 'loss' | 'multiplier' | 'inside_365' | 'inside_90' | 'expected_days'>
  | (HazardCommon & { readonly q: number; readonly p_outlast: number });

export interface ScoredSupplier {
  readonly score: number;
  readonly status: 'ok';
  readonly Lambda: number;
  readonly band: Band;
  readonly score_without_signals: number;
  readonly contributions: Readonly<Record<string, number>>;
  readonly hazards: readonly SupplierHazardResult[];
}

export type SupplierResult = ScoredSupplier | { readonly score: null; readonly status: 'insufficient_data' };

/** Country -> its largest hazard sum and where it stands. */
export type CountryResults = Readonly<
  Record<CountryCode, { readonly score: number; readonly element: string; readonly stage: Stage; readonly Lambda: number }>
>;

/** Percentiles of the sampled scores. */
export interface IntervalResult {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
  readonly draws: number;
  readonly tolerance: number;
}
