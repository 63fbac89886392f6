/** Scores of the past, taken apart by what each hazard speaks of: what is in force, and what may begin. */
import type { RatedHazard, StageSituation } from '../../hazards/hazard.ts';
import { elementStages } from '../../scores/element-situation.ts';
import { assessStage, type StageAssessment } from '../../scores/stage-score.ts';
import { type MethodologyDocument, newControlEffectOf, type Parameters } from '../../vocabulary/methodology.ts';
import type { CountryCode } from '../../vocabulary/scoring-inputs.ts';
import { inputsOn, scoreReader } from '../score-forecasts.ts';
import type { JudgedGrid } from './judged-grid.ts';

/** Probabilities of all origins and pairs, an origin after the other. */
export interface ForecastParts {
  /** The chance that supply stops for longer than the cover, at the worst stage. */
  readonly score: Float64Array;
  /** The part of it that is in force. In versions with two parts it is their `state`. */
  readonly state: Float64Array;
  /** The part of it that may begin. In versions with two parts it is their `new_event`. */
  readonly new_event: Float64Array;
  /** The chance that a control becomes known, whether it binds or not and whatever the cover, at the stage where it is largest. */
  readonly new_control_rate: Float64Array;
  /** The chance that a control by the country whose signals are read becomes known; the next one is that of all other countries. */
  readonly new_control_rate_of_china: Float64Array;
  readonly new_control_rate_elsewhere: Float64Array;
}

/** Rates of new controls at a stage per year by named origins; what other countries do to the feed of a third one is not in them. */
function controlRates({ hazards }: StageAssessment, parameters: Parameters) {
  const rates = { all: 0, ofSignalOrigin: 0 };
  for (const hazard of hazards) {
    if (hazard.kind !== 'new_control') continue;
    const origin: CountryCode = hazard.id.slice('new_control:'.length);
    if (!NAMED_COUNTRY.test(origin) || origin === 'OTH') continue;
    const { lambda_base, multiplier } = hazard as RatedHazard;
    const rate = (lambda_base * multiplier) / newControlEffectOf(origin, parameters).pi;
    rates.all += rate;
    if (origin === parameters.signal_origin) rates.ofSignalOrigin += rate;
  }
  return rates;
}

const NAMED_COUNTRY = /^[A-Z]{3}$/;

/** Cumulative hazard in force and in all at a stage. */
function hazardSums({ hazards, Lambda }: StageAssessment) {
  const inForce = hazards.filter(({ kind }) => kind === 'active_control').reduce((sum, hazard) => sum + hazard.Lambda, 0);
  return { inForce, all: Lambda };
}

const probability = (hazard: number): number => -Math.expm1(-hazard);

/** The parts of the scores of a methodology. Every pair of a grid has shares at some stage on every day. */
export function forecastParts({ data, origins, pairs }: JudgedGrid, document: MethodologyDocument, horizonDays: number): ForecastParts {
  const reader = scoreReader({ data }, document);
  const { methodology } = reader.index;
  const { parameters } = methodology;
  const horizonYears = horizonDays / parameters.year_days;
  const make = () => new Float64Array(origins.length * pairs.length);
  const parts = {
    score: make(),
    state: make(),
    new_event: make(),
    new_control_rate: make(),
    new_control_rate_of_china: make(),
    new_control_rate_elsewhere: make(),
  };
  let at = 0;
  for (const day of origins) {
    for (const pair of pairs) {
      // Stages that are assembled have shares.
      const stages = elementStages(inputsOn(day, pair, reader, horizonDays), methodology).map(({ situation }) =>
        assessStage(situation as StageSituation),
      );
      const sums = stages.map(hazardSums);
      const worst = sums.reduce((largest, one) => (one.all > largest.all ? one : largest));
      const rates = stages.map((stage) => controlRates(stage, parameters));
      const largestRate = (of: (rate: ReturnType<typeof controlRates>) => number) => probability(horizonYears * Math.max(...rates.map(of)));
      parts.score[at] = probability(worst.all);
      parts.state[at] = probability(worst.inForce);
      parts.new_event[at] = probability(worst.all - worst.inForce);
      parts.new_control_rate[at] = largestRate(({ all }) => all);
      parts.new_control_rate_of_china[at] = largestRate(({ ofSignalOrigin }) => ofSignalOrigin);
      parts.new_control_rate_elsewhere[at] = largestRate(({ all, ofSignalOrigin }) => all - ofSignalOrigin);
      at += 1;
    }
  }
  return parts;
}
