/** Forecasts without a method, made with what was resolved on the day: the least that a forecast has to beat. */
import type { PairHistory } from '../../outcomes/judge-pair.ts';
import type { TradeReading } from '../../outcomes/readings-on-pair.ts';
import type { DayNumber } from '../../time/partial-date.ts';
import type { Stage } from '../../vocabulary/scoring-inputs.ts';
import { happensWithin, type OutcomeDays } from '../outcomes.ts';
import type { JudgedGrid, OutcomeTable } from './judged-grid.ts';

/** A frequency that is taken to hold before anything was resolved, and how many forecasts it is worth. */
export interface FrequencyPrior {
  readonly mean: number;
  readonly forecasts: number;
}

/**
 * The frequency so far, one number for all pairs of a day: (happened + prior) / (resolved + prior), over the forecasts whose outcome was known by
 * that day. Unknown outcomes are in neither.
 */
export function constantForecasts({ origins, pairs }: JudgedGrid, table: OutcomeTable, prior: FrequencyPrior): Float64Array {
  const resolved = [...table.happened.keys()]
    .filter((at) => (table.happened[at] as number) >= 0)
    .sort((a, b) => (table.resolvedOn[a] as number) - (table.resolvedOn[b] as number));
  const forecasts = new Float64Array(origins.length * pairs.length);
  let [next, happened] = [0, 0];
  for (const [number, day] of origins.entries()) {
    for (; next < resolved.length && (table.resolvedOn[resolved[next] as number] as number) <= day; next++)
      happened += table.happened[resolved[next] as number] as number;
    const frequency = (happened + prior.mean * prior.forecasts) / (next + prior.forecasts);
    forecasts.fill(frequency, number * pairs.length, (number + 1) * pairs.length);
  }
  return forecasts;
}

/** Share of world supply per pair and day: of the largest foreign origin, of one origin, and the sum of squares, each at its worst stage. */
export interface Concentration {
  readonly largest: Float64Array;
  readonly ofSignalOrigin: Float64Array;
  readonly herfindahl: Float64Array;
}

/** Concentration as published by each day. */
export function concentrationForecasts({ index, origins, pairs }: JudgedGrid): Concentration {
  const make = () => new Float64Array(origins.length * pairs.length);
  const concentration = { largest: make(), ofSignalOrigin: make(), herfindahl: make() };
  const { signal_origin } = index.methodology.parameters;
  let at = 0;
  for (const day of origins) {
    const known = index.asKnown(day);
    for (const { element, buyer } of pairs) {
      const own = [buyer, ...(index.methodology.groups[buyer] ?? [])];
      const atWorst = (value: (stage: Stage) => number) => Math.max(...known.stagesOf(element).map(value));
      const foreign = (stage: Stage) => known.shares(element, stage).filter(({ country }) => country !== 'OTH' && !own.includes(country));
      concentration.largest[at] = atWorst((stage) => Math.max(0, ...foreign(stage).map(({ share }) => share)));
      concentration.ofSignalOrigin[at] = atWorst(
        (stage) => known.shares(element, stage).find(({ country }) => country === signal_origin)?.share ?? 0,
      );
      concentration.herfindahl[at] = atWorst((stage) => known.shares(element, stage).reduce((sum, { share }) => sum + share * share, 0));
      at += 1;
    }
  }
  return concentration;
}

/** The constant in proportion to a share: as much on average over the pairs of a day, at most 1. */
export function inProportion({ pairs }: JudgedGrid, constant: Float64Array, shares: Float64Array): Float64Array {
  return constant.map((value, at) => {
    const from = at - (at % pairs.length);
    const ofDay = shares.subarray(from, from + pairs.length);
    const mean = ofDay.reduce((sum, share) => sum + share, 0) / ofDay.length;
    return mean > 0 ? Math.min(1, (value * (shares[at] as number)) / mean) : value;
  });
}

/** "As it was": 1 where a day of the kind fell into the time before as long as the horizon, else 0. */
export function recentForecasts({ origins }: JudgedGrid, days: OutcomeDays, horizonDays: number): Float64Array {
  return Float64Array.from(
    origins.flatMap((day) => days.map((pairDays) => (happensWithin(pairDays, day - horizonDays, horizonDays) ? 1 : 0))),
  );
}

/** The last that was read by the day: 1 below, 0 not; null where nothing was read. A spell that had ended is read as not below. */
function lastReading(readings: readonly TradeReading[], day: DayNumber): number | null {
  const known = readings.filter(({ knownOn, below }) => knownOn <= day && below !== null);
  if (known.length === 0) return null;
  const last = known.reduce((newest, one) => (one.to >= newest.to ? one : newest));
  return last.below === true && (last.open || last.to >= day) ? 1 : 0;
}

/** "As it is": the last reading of trade known on the day; where there is none, the constant. */
export function persistentForecasts({ origins }: JudgedGrid, histories: readonly PairHistory[], constant: Float64Array): Float64Array {
  const last = origins.flatMap((day) => histories.map(({ readings }) => lastReading(readings, day)));
  return constant.map((value, at) => last[at] ?? value);
}
