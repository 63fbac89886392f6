/**
 * Results of the scorer: unrounded doubles and every intermediate value. An infinite time to survive is `null`. Rounding for publication
 * happens once, in score-document.
 */
import type { CountryCode, SignalName, Stage } from './scoring-inputs.ts';

export type Band = 'low' | 'guarded' | 'elevated' | 'high' | 'critical';
export type HazardKind = 'active_control' | 'facility' | 'new_control' | 'origin_instability' | 'scheduled_control' | 'transit';
/** Part of the score that a hazard belongs to: `state` is in force on the day, `event` may still begin. */
export type HazardPart = 'state' | 'event';

interface HazardCommon {
  /** `kind` or `kind:COUNTRY` / `kind:site`. */
  readonly id: string;
  readonly kind: HazardKind;
  /** Only of methodologies with two parts. */
  readonly part?: HazardPart;
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
  /** Ids of the measures that bind together; only of methodologies that take them as layers. */
  readonly flow?: readonly string[];
  readonly user?: readonly string[];
  readonly loss: number;
  readonly tts_days: number | null;
  readonly p_outlast: number;
}

/** A control in force or scheduled: the chance that it binds and outlasts the cover. */
export interface ActiveControlResult extends HazardCommon {
  readonly kind: 'active_control' | 'scheduled_control';
  /** The pair that counts; absent where all measures do, as layers. */
  readonly flow?: string | null;
  readonly pi_flow?: number;
  readonly pi_user?: number;
  readonly rho_user?: number;
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
  /** Countries to which the goods go, joined by `+`; set only by methodologies that look at borders by destination. */
  readonly destination?: string;
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
  /** Chance that what is in force of it binds; this and the next two only of methodologies with two parts. */
  readonly pi_state?: number;
  /** Id of the row of what trade did. */
  readonly evidence?: string | null;
  /** Days of cover that notice has added, or that it has drawn (negative). */
  readonly stock?: number;
}

/** The two parts of a score, each with points that sum to it; only of methodologies that have them. */
export interface TwoParts {
  readonly state: number;
  readonly new_event: number;
  readonly Lambda_state: number;
  readonly Lambda_event: number;
  readonly state_contributions: Readonly<Record<string, number>>;
  readonly event_contributions: Readonly<Record<string, number>>;
}

export interface ScoredStage extends Partial<TwoParts> {
  readonly stage: Stage;
  readonly shares: Readonly<Record<CountryCode, number>>;
  readonly domestic: number;
  readonly secondary: number;
  /** Days of cover after what controls have drawn, and before; only of methodologies with two parts, like `contributions`. */
  readonly cover_days?: number;
  readonly cover_full_days?: number;
  readonly contributions?: Readonly<Record<string, number>>;
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

export interface ScoredElement extends Partial<TwoParts> {
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
  | RatedHazardResult
  | Omit<RatedHazardResult, 'rho' | 'spare' | 'loss' | 'multiplier' | 'inside_365' | 'inside_90' | 'expected_days'>
  | (HazardCommon & {
      readonly q: number;
      readonly p_outlast: number;
      readonly inside_365?: number;
      readonly inside_90?: number;
      readonly expected_days?: number;
    });

export interface ScoredSupplier extends Partial<TwoParts> {
  readonly score: number;
  readonly status: 'ok';
  readonly Lambda: number;
  readonly band: Band;
  readonly score_without_signals: number;
  readonly contributions: Readonly<Record<string, number>>;
  readonly hazards: readonly SupplierHazardResult[];
  /** Only of methodologies with two parts: the loss when every feed out of China stops, how much of the input is known, and the figures of elements. */
  readonly china_dependence?: number;
  readonly coverage?: number;
  readonly p_stockout_365?: number;
  readonly p_stockout_90?: number;
  readonly expected_days?: number;
}

export type SupplierResult = ScoredSupplier | { readonly score: null; readonly status: 'insufficient_data' };

export interface CountryResult {
  readonly score: number;
  readonly element: string;
  readonly stage: Stage;
  readonly Lambda: number;
  /** Where the country is scored as a source: what it adds to the worst element, in points; null where no element knows of it. */
  readonly element_points?: number | null;
}

/** Country -> its largest hazard sum and where it stands. */
export type CountryResults = Readonly<Record<CountryCode, CountryResult>>;

/** Percentiles of the sampled scores. */
export interface IntervalResult {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
  readonly draws: number;
  readonly tolerance: number;
  /** Cumulative hazards of the two parts; set only by methodologies that have them. */
  readonly state?: PartInterval;
  readonly new_event?: PartInterval;
}

export interface PartInterval {
  readonly p05: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
}
