/**
 * The one interface of a hazard, and what the rated ones share (section 5 of the scoring specification). A new hazard is a file that
 * exports a `Hazard`, and a line in the registry; its kind is a word of the result vocabulary (`HazardKind`).
 */

import type { FeedControl } from '../measures/feed-controls.ts';
import type { BindingMeasure } from '../measures/measure-effects.ts';
import { lognormalExcess, lognormalHalfSquare, lognormalTail, tailFromLog } from '../numbers/statistics.ts';
import { NO_TILT, type SignalTilts, splitOverSignals, type Tilt } from '../signals/signal-tilt.ts';
import { type DrawnShares, type EffectiveShares, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import type { OriginGovernance } from '../supply/governance.ts';
import { alwaysMadeGood, type Buffer, lossOf, spareOf, timeToSurvive } from '../supply/loss.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import { hasStateAndEvent, type Parameters } from '../vocabulary/methodology.ts';
import type { ControlRecord, CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { ActiveControlResult, HazardKind, RatedHazardResult } from '../vocabulary/scoring-result.ts';

/** Facts of a stage that are constant over draws: the buyer that it supplies, and everything that acts on it. */
export interface StageFacts {
  readonly stage: Stage;
  readonly buyer: CountryCode;
  readonly horizonDays: number;
  /** Parameters as the methodology states them; those that sampling draws are read from `StageDraw.drawn`. */
  readonly parameters: Parameters;
  /** Share of the largest single plant, `null` when it has to be inferred. */
  readonly facilityShare: number | null;
  /** Country -> share of its output that its largest plant makes; only where the register knows it. */
  readonly plantShares: Readonly<Record<CountryCode, number>>;
  /** Measures on feed that reach the stage through plants of other countries. */
  readonly feedControls: readonly FeedControl[];
  /** Origin -> fraction of its flow that crosses the lanes; only what a route table knows. */
  readonly routes: Readonly<Record<CountryCode, number>>;
  /** Governance of a list of origins, by their place in it. */
  readonly governance: (origins: readonly CountryCode[]) => OriginGovernance;
  /** Measures of an origin that can bind here inside the horizon. */
  readonly measures: (origin: CountryCode) => readonly BindingMeasure[];
  /** Announcements of an origin since the clock start that count for the new-control rate. */
  readonly newControlEvents: (origin: CountryCode) => number;
  /** Years from the clock start to D. */
  readonly yearsOfRecord: number;
  readonly element: string;
  /** New controls counted by destination and origin; only of methodologies with such a record. */
  readonly controlRecord: ControlRecord;
  /** World shares of the stage of the feed, for hazards at the ore; empty without feed. */
  readonly feedWorldShares: Readonly<Record<CountryCode, number>>;
}

/**
 * How many new controls of an origin are expected in a rate, from the shape of its Gamma posterior: the mean, or a draw of it. `destination`:
 * where the goods go, in methodologies that count by it.
 */
export type NewControlCount = (origin: CountryCode, shape: number, destination?: CountryCode) => number;

/** Values of a stage that vary from draw to draw: where supply comes from, the buffer behind it, and the numbers of the method. */
export interface StageDraw {
  readonly drawn: DrawnParameters;
  /** Parallel to the origins that the hazards were prepared for. */
  readonly shares: Readonly<DrawnShares>;
  readonly buffer: Buffer;
  /** Governance of the origins without an estimate. */
  readonly imputedGovernance: Float64Array;
  readonly tilts: SignalTilts;
  readonly newControlCount: NewControlCount;
  /** Drawn parts of the feed, in the order of the feeds of the stage; absent in the headline. */
  readonly feedParts?: Float64Array;
}

/** A stage as the headline sees it: the facts, and the draw at the stated values. */
export interface StageSituation extends StageFacts, Omit<StageDraw, 'shares' | 'feedParts'> {
  readonly shares: EffectiveShares;
  /** Days of cover before what controls have drawn; only of methodologies with a state and an event. */
  readonly fullCoverDays?: number;
}

/** The mean of the posterior: what the headline counts. */
export const posteriorMean: NewControlCount = (_origin, shape) => shape;

/** The draw of a situation; its shares are those of `shares.origins`. */
export function drawOf(situation: StageSituation): StageDraw {
  const { drawn, buffer, imputedGovernance, tilts, newControlCount } = situation;
  const { a, world, domestic, secondary } = situation.shares;
  const values = { a: new Float64Array(a), world: new Float64Array(world), domestic, secondary };
  return { drawn, shares: values, buffer, imputedGovernance, tilts, newControlCount };
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

/** A kind of hazard at one stage, ready for any draw. */
export interface PreparedHazard {
  /** `sum` plus the cumulative hazards of the kind in the draw, added in byte order of their ids. */
  readonly addTo: (sum: number, draw: StageDraw) => number;
  /** Every hazard of the kind in the draw, with all intermediate values and its own id. */
  readonly describe: (draw: StageDraw) => readonly HazardOutcome[];
  /** Part of what `addTo` added last that is of the state; absent where all is of the event. */
  readonly stateOfLast?: () => number;
}

export interface Hazard {
  readonly kind: HazardKind;
  /** Prepares everything that is constant over draws. `origins`: those of the shares in the draws, in byte order. */
  readonly prepare: (facts: StageFacts, origins: readonly CountryCode[]) => PreparedHazard;
}

/** The hazards of one kind in a situation, in byte order of their ids. */
export function assess({ prepare }: Hazard, situation: StageSituation): readonly HazardOutcome[] {
  return prepare(situation, situation.shares.origins).describe(drawOf(situation));
}

/** No control is certain to stop the flow: the score stays below 100. A constant of the specification. */
export const LARGEST_Q = 1 - 1e-6;

/** Cumulative hazard of what happens with probability `q`. */
export function cumulativeHazardOf(q: number): number {
  return -Math.log1p(-Math.min(q, LARGEST_Q));
}

/** Terms from which a rated hazard is computed. */
export interface RatedTerms {
  readonly id: string;
  readonly kind: RatedHazard['kind'];
  readonly a: number;
  readonly rho: number;
  readonly duration: Duration;
  /** Per year, before the tilt. */
  readonly ratePerYear: number;
  readonly tilt?: Tilt;
  /** Part of their supply by which the sources that are not hit can ramp up. */
  readonly ramp: number;
}

/** A hazard that may start inside the horizon: Lambda = lambda u Hy P(T > TTS). All of them hit every buyer. */
export function ratedHazard(terms: RatedTerms, buffer: Buffer, horizonDays: number, parameters: Parameters): RatedHazard {
  const { id, kind, a, rho, duration, ratePerYear, tilt = NO_TILT, ramp } = terms;
  const spare = spareOf(buffer, a, ramp);
  const loss = lossOf(a, rho, spare);
  const ttsDays = timeToSurvive(buffer.coverDays, loss);
  const outlasts = lognormalTail(duration.median, duration.sigma, ttsDays);
  const horizonYears = horizonDays / parameters.year_days;
  const rate = ratePerYear * tilt.multiplier;
  const base = ratePerYear * horizonYears * outlasts;
  const cumulative = rate * horizonYears * outlasts;
  const shortRate = ratePerYear * (tilt.shortMultiplier ?? tilt.multiplier);
  const inside = (days: number, ofRate: number): number => ((ofRate * Math.max(0, days - ttsDays)) / parameters.year_days) * outlasts;
  const twoParts = hasStateAndEvent(parameters);
  return {
    id,
    kind,
    ...(twoParts ? { part: 'event' as const } : {}),
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
    inside_365: inside(horizonDays, rate),
    inside_90: inside(Math.min(horizonDays, parameters.horizon_short_days), shortRate),
    expected_days: twoParts
      ? (rate / parameters.year_days) * loss * daysInsideHorizon(duration, ttsDays, horizonDays)
      : loss > 0
        ? rate * horizonYears * loss * excessDays(duration, ttsDays, horizonDays, parameters)
        : 0,
  };
}

/** Days short inside the horizon x days in it, for a start that is spread evenly over it: each shortage is cut at the horizon. */
function daysInsideHorizon({ median, sigma }: Duration, ttsDays: number, horizonDays: number): number {
  if (ttsDays >= horizonDays) return 0;
  const short = (horizonDays - ttsDays) * lognormalExcess(median, sigma, ttsDays);
  return Math.max(0, short - (lognormalHalfSquare(median, sigma, ttsDays) - lognormalHalfSquare(median, sigma, horizonDays)));
}

/** The values of a draw that a rated hazard needs, at a stage or of a supplier. */
export interface RatedDraw {
  readonly drawn: DrawnParameters;
  readonly buffer: Buffer;
}

/**
 * Numbers of one draw for the rated hazards of a kind: the part of supply that each hits, in the order of the ids, and the severity and
 * median duration that they share.
 */
export interface RatedNumbers {
  readonly a: Float64Array;
  rho: number;
  medianDays: number;
  /** Log standard deviation of the length; as prepared unless a draw moves it. */
  sigma: number;
}

/** Rated hazards of one kind: they share severity and duration, and each has a share that it hits, a rate and a tilt of its own. */
export interface RatedHazards<Draw extends RatedDraw> {
  readonly kind: RatedHazard['kind'];
  /** Ids of the hazards in byte order. */
  readonly ids: readonly string[];
  readonly sigma: number;
  /** Writes the numbers of a draw. */
  readonly read: (draw: Draw, into: RatedNumbers) => void;
  /** Rate of one hazard per year, before the tilt; called only where something is lost. */
  readonly ratePerYear: (draw: Draw, index: number) => number;
  readonly tilt?: (draw: Draw, index: number) => Tilt;
}

/** Rated hazards of one kind, ready for any draw. */
export interface PreparedRatedHazards<Draw extends RatedDraw> {
  readonly addTo: (sum: number, draw: Draw) => number;
  readonly describe: (draw: Draw) => readonly RatedHazard[];
}

export function prepareRated<Draw extends RatedDraw>(
  hazards: RatedHazards<Draw>,
  horizonDays: number,
  parameters: Parameters,
): PreparedRatedHazards<Draw> {
  const { kind, ids, sigma, read, ratePerYear, tilt } = hazards;
  const { ramp_all: statedRamp } = parameters;
  const horizonYears = horizonDays / parameters.year_days;
  const a = new Float64Array(ids.length);
  const numbers: RatedNumbers = { a, rho: 0, medianDays: 0, sigma };
  return {
    addTo: (sum, draw) => {
      read(draw, numbers);
      const { buffer, drawn } = draw;
      const { coverDays } = buffer;
      const { rho } = numbers;
      const ramp = statedRamp * drawn.spareFactor;
      const always = alwaysMadeGood(buffer);
      let logMedian = Number.NaN;
      const spread = numbers.sigma;
      let total = sum;
      for (let index = 0; index < a.length; index++) {
        const hit = a[index] as number;
        if (hit * rho <= always) continue;
        const loss = lossOf(hit, rho, spareOf(buffer, hit, ramp));
        if (loss <= 0) continue;
        if (Number.isNaN(logMedian)) logMedian = Math.log(numbers.medianDays);
        const rate = ratePerYear(draw, index) * (tilt === undefined ? 1 : tilt(draw, index).multiplier);
        total += rate * horizonYears * tailFromLog(logMedian, spread, timeToSurvive(coverDays, loss));
      }
      return total;
    },
    describe: (draw) => {
      read(draw, numbers);
      const { rho, medianDays: median, sigma: spread } = numbers;
      const ramp = statedRamp * draw.drawn.spareFactor;
      return ids.map((id, index) => {
        const rated = {
          id,
          kind,
          a: a[index] as number,
          rho,
          duration: { median, sigma: spread },
          ratePerYear: ratePerYear(draw, index),
          ramp,
        };
        return ratedHazard({ ...rated, tilt: tilt?.(draw, index) ?? NO_TILT }, draw.buffer, horizonDays, parameters);
      });
    },
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

/** The buffer with more days under way. */
export const withPipeline = (buffer: Buffer, days: number): Buffer =>
  days === 0 ? buffer : { ...buffer, coverDays: buffer.coverDays + days };

/** Number of equal origins behind a code: one, or several for the unnamed remainder. */
export function originCount(origin: CountryCode, parameters: Parameters): number {
  return origin === OTHER_ORIGINS ? parameters.other_origins : 1;
}

/** Writes the share of each origin; for a code with several equal origins, the part of one of them. */
export function writeEqualParts(shares: Float64Array, counts: readonly number[], into: Float64Array): void {
  for (let index = 0; index < into.length; index++) into[index] = (shares[index] as number) / (counts[index] as number);
}
