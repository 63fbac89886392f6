/** Gamma-Poisson base rates with what was known at the origin: what a forecast has to beat. */
import { gammaPoissonProbability } from '../numbers/statistics.ts';

/** Posterior of a yearly rate: Gamma(shape, years). */
export interface RatePosterior {
  readonly shape: number;
  readonly years: number;
}

/** Jeffreys prior of a Poisson rate: half an event in no time. */
const JEFFREYS_SHAPE = 0.5;

/** Posterior of a rate from a count over years of observation. */
export function jeffreysPosterior(events: number, years: number): RatePosterior {
  if (!(years > 0)) throw new RangeError(`jeffreysPosterior: years must be positive, got ${years}`);
  return { shape: events + JEFFREYS_SHAPE, years };
}

export const meanRate = ({ shape, years }: RatePosterior): number => shape / years;

/** Posterior of one pair by partial pooling: the pooled mean weighs `strengthYears`, its own record the years of the record. */
export function pooledPosterior(pooledMean: number, strengthYears: number, events: number, years: number): RatePosterior {
  return { shape: pooledMean * strengthYears + events, years: strengthYears + years };
}

/** P(at least one event within the days); `multiplier` tilts the rate. */
export function probabilityWithin({ shape, years }: RatePosterior, days: number, multiplier = 1): number {
  return gammaPoissonProbability(shape, years / multiplier, days);
}
