/**
 * The one interface of a hazard, and what the rated ones share (section 5 of the scoring specification). A new hazard is a file that
 * exports a `Hazard`, and a line in the registry; its kind is a word of the result vocabulary (`HazardKind`).
 */

import type { FeedControl } from '../measures/feed-controls.ts';
import { lognormalExcess, lognormalTail } from '../numbers/statistics.ts';
import { NO_TILT, type SignalStates, splitOverSignals, type Tilt } from '../signals/signal-tilt.ts';
import { type EffectiveShares, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import type { GovernanceValues } from '../supply/governance.ts';
import { type Buffer, lossOf, timeToSurvive } from '../supply/loss.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { ActiveControlResult, HazardKind, MeasureEffectResult, RatedHazardResult } from '../vocabulary/scoring-result.ts';

/** One stage as the hazards see it: where supply comes from, what stands behind it, and what acts on it. */
export interface StageSituation {
  readonly stage: Stage;
  readonly buyer: CountryCode;
  readonly horizonDays: number;
  readonly parameters: Parameters;
  readonly shares: EffectiveShares;
  readonly buffer: Buffer;
  /** Share of the largest single plant, `null` when it has to be inferred. */
  readonly facilityShare: number | null;
  /** Country -> share of its output that its largest plant makes; only where the register knows it. */
  readonly plantShares: Readonly<Record<CountryCode, number>>;
  /** Measures on feed that reach the stage through plants of other countries. */
  readonly feedControls: readonly FeedControl[];
  /** Origin -> fraction of its flow that crosses the lanes; only what a route table knows. */
  readonly routes: Readonly<Record<CountryCode, number>>;
  readonly governance: (origin: CountryCode) => GovernanceValues;
  /** What the measures of an origin do here. */
  readonly measures: (origin: CountryCode) => readonly MeasureEffectResult[];
  /** Announcements of an origin since the clock start that count for the new-control rate. */
  readonly newControlEvents: (origin: CountryCode) => number;
  /** Years from the clock start to D. */
  readonly yearsOfRecord: number;
  readonly signals: SignalStates;
}

/** Days, and log standard deviation. */
export interface Duration {
  readonly median: number;
  readonly sigma: number;
}

export type RatedHazard = Omit<RatedHazardResult, 'points'>;
export type ActiveControl = Omit<ActiveControlResult, 'points'>;
/** A hazard of a stage before its points are known. */
export type HazardOutcome = RatedHazard | ActiveControl;

export interface Hazard {
  readonly kind: HazardKind;
  /** The hazards of this kind at a stage, each with its own id, in byte order. */
  readonly assess: (situation: StageSituation) => readonly HazardOutcome[];
}

/** What a rated hazard is made of. */
export interface RatedTerms {
  readonly id: string;
  readonly kind: RatedHazard['kind'];
  readonly a: number;
  readonly rho: number;
  readonly duration: Duration;
  /** Per year, before the tilt. */
  readonly ratePerYear: number;
  readonly tilt?: Tilt;
}

/** A hazard that may start inside the horizon: Lambda = lambda u Hy P(T > TTS). All of them hit every buyer. */
export function ratedHazard(terms: RatedTerms, buffer: Buffer, horizonDays: number, parameters: Parameters): RatedHazard {
  const { id, kind, a, rho, duration, ratePerYear, tilt = NO_TILT } = terms;
  const spare = buffer.spare(a, parameters.ramp_all);
  const loss = lossOf(a, rho, spare);
  const ttsDays = timeToSurvive(buffer.coverDays, loss);
  const outlasts = lognormalTail(duration.median, duration.sigma, ttsDays);
  const horizonYears = horizonDays / parameters.year_days;
  const rate = ratePerYear * tilt.multiplier;
  const base = ratePerYear * horizonYears * outlasts;
  const cumulative = rate * horizonYears * outlasts;
  const inside = (days: number): number => ((rate * Math.max(0, days - ttsDays)) / parameters.year_days) * outlasts;
  return {
    id,
    kind,
    a,
    rho,
    spare,
    loss,
    tts_days: finiteOrNull(ttsDays),
    lambda_base: ratePerYear,
    multiplier: tilt.multiplier,
    p_outlast: outlasts,
    Lambda: cumulative,
    Lambda_base: base,
    Lambda_signals: splitOverSignals(cumulative - base, tilt),
    inside_365: inside(horizonDays),
    inside_90: inside(Math.min(horizonDays, parameters.horizon_short_days)),
    expected_days: loss > 0 ? rate * horizonYears * loss * excessDays(duration, ttsDays, horizonDays, parameters) : 0,
  };
}

/** Mean days by which a shortage outlasts the cover; with the rule of later methodologies at most the days of the horizon. */
export function excessDays({ median, sigma }: Duration, ttsDays: number, horizonDays: number, parameters: Parameters): number {
  const whole = lognormalExcess(median, sigma, ttsDays);
  if (parameters.expected_days_within_horizon !== true) return whole;
  return Math.max(0, whole - lognormalExcess(median, sigma, ttsDays + horizonDays));
}

/** An infinite time to survive is `null` in a result. */
export function finiteOrNull(days: number): number | null {
  return Number.isFinite(days) ? days : null;
}

/** How many equal origins a code stands for: one, or several for the unnamed remainder. */
export function originCount(origin: CountryCode, parameters: Parameters): number {
  return origin === OTHER_ORIGINS ? parameters.other_origins : 1;
}
