/** The chance of one more measure: a Gamma-Poisson rate per origin (section 5 of the scoring specification). */

import { coverageOf, type MeasureScope } from '../measures/measure-applicability.ts';
import type { AsOf, DatedMeasure } from '../measures/measure-state.ts';
import { valueAt } from '../numbers/parallel-arrays.ts';
import { newControlTilt } from '../signals/signal-tilt.ts';
import { clamp, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import type { GovernanceValues } from '../supply/governance.ts';
import { firstDayOf } from '../time/partial-date.ts';
import type { Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { Hazard } from './hazard.ts';
import { originCount, ratedHazard } from './hazard.ts';

/** t: years from the clock start to D, at least 0. */
export function yearsOfRecord(asOf: AsOf, parameters: Parameters): number {
  return Math.max(0, asOf.day - firstDayOf(parameters.new_control_clock_start)) / parameters.year_days;
}

/**
 * n: distinct days from the clock start on which a counted measure became known that hits the scope. Suspended and ended ones count:
 * they were imposed. `@dual_use` is judged on the day the measure became known.
 */
export function newControlEvents(
  scope: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  { parameters, groups }: Methodology,
): number {
  const clockStart = firstDayOf(parameters.new_control_clock_start);
  const knowledge = Math.min(asOf.day, asOf.knownAt);
  const days = new Set<number>();
  for (const { measure, knownFrom } of measures) {
    if (knownFrom < clockStart || knownFrom > knowledge || !parameters.new_control_count_classes.includes(measure.control_class)) continue;
    if (coverageOf(measure, scope, measures, knownFrom, asOf.knownAt, groups) > 0) days.add(knownFrom);
  }
  return days.size;
}

/** Shape of the Gamma posterior, alpha tier gov + n; `worldShare` is the origin's share of world output at the stage. */
export function newControlShape(worldShare: number, { wgiMean }: GovernanceValues, events: number, parameters: Parameters): number {
  const { low, high, floor } = parameters.new_control_tier;
  const tier = clamp((worldShare - low) / (high - low), floor, 1);
  const governance = clamp((2.5 - wgiMean) / 5, 0, 1) / parameters.new_control_gov_ref;
  return parameters.new_control_prior.alpha * tier * governance + events;
}

/** New controls per year that bind: pi x shape/(beta + t). */
export function newControlRate(shape: number, years: number, parameters: Parameters): number {
  return (parameters.new_control_effect.pi * shape) / (parameters.new_control_prior.beta + years);
}

/** One more control by an origin; one hazard per foreign origin, the unnamed remainder counts as several equal ones. */
export const newControl: Hazard = {
  kind: 'new_control',
  assess: (situation) => {
    const { shares, parameters } = situation;
    return shares.origins.map((origin, index) => {
      const count = originCount(origin, parameters);
      const events = origin === OTHER_ORIGINS ? 0 : situation.newControlEvents(origin);
      const shape = newControlShape(valueAt(shares.world, index) / count, situation.governance(origin), events, parameters);
      const terms = {
        id: `new_control:${origin}`,
        kind: 'new_control',
        a: valueAt(shares.a, index) / count,
        rho: parameters.new_control_effect.rho,
        duration: parameters.new_control_effect,
        ratePerYear: count * newControlRate(shape, situation.yearsOfRecord, parameters),
        tilt: newControlTilt(origin, situation.buyer, situation.signals, parameters),
      } as const;
      return { ...ratedHazard(terms, situation.buffer, situation.horizonDays, parameters), events };
    });
  },
};
