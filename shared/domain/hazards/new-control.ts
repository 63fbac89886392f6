/** The chance of one more measure: a Gamma-Poisson rate per origin (section 5 of the scoring specification). */

import { coverageOf, type MeasureScope } from '../measures/measure-applicability.ts';
import type { AsOf, DatedMeasure } from '../measures/measure-state.ts';
import { NO_TILT } from '../signals/signal-tilt.ts';
import { clamp, OTHER_ORIGINS } from '../supply/effective-shares.ts';
import { firstDayOf } from '../time/partial-date.ts';
import { type Methodology, newControlEffectOf, type Parameters } from '../vocabulary/methodology.ts';
import type { Hazard, StageDraw } from './hazard.ts';
import { originCount, prepareRated, writeEqualParts } from './hazard.ts';

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
export function newControlShape(worldShare: number, wgiMean: number, events: number, parameters: Parameters): number {
  const { low, high, floor } = parameters.new_control_tier;
  const tier = clamp((worldShare - low) / (high - low), floor, 1);
  const governance = clamp((2.5 - wgiMean) / 5, 0, 1) / parameters.new_control_gov_ref;
  return parameters.new_control_prior.alpha * tier * governance + events;
}

/** New controls per year that bind: pi x count/(beta + t), where the count is the shape of the posterior or a draw of it. */
export function newControlRate(count: number, pi: number, years: number, parameters: Parameters): number {
  return (pi * count) / (parameters.new_control_prior.beta + years);
}

/** One more control by an origin; one hazard per foreign origin, the unnamed remainder counts as several equal ones. */
export const newControl: Hazard = {
  kind: 'new_control',
  prepare: (facts, origins) => {
    const { governance, yearsOfRecord: years, horizonDays, parameters } = facts;
    const counts = origins.map((origin) => originCount(origin, parameters));
    const events = origins.map((origin) => (origin === OTHER_ORIGINS ? 0 : facts.newControlEvents(origin)));
    const governed = governance(origins);
    const rated = prepareRated<StageDraw>(
      {
        kind: 'new_control',
        ids: origins.map((origin) => `new_control:${origin}`),
        sigma: newControlEffectOf('default', parameters).sigma,
        read: ({ drawn, shares }, into) => {
          writeEqualParts(shares.a, counts, into.a);
          into.rho = drawn.newControlRho;
          into.medianDays = drawn.newControlMedianDays;
        },
        ratePerYear: ({ drawn, shares, imputedGovernance, newControlCount }, index) => {
          const count = counts[index] as number;
          const wgiMean = governed.wgiMean(index, drawn.governanceShock, imputedGovernance);
          const shape = newControlShape((shares.world[index] as number) / count, wgiMean, events[index] as number, parameters);
          return count * newControlRate(newControlCount(origins[index] as string, shape), drawn.newControlPi, years, parameters);
        },
        tilt: ({ tilts }, index) => (origins[index] === parameters.signal_origin ? tilts.newControl : NO_TILT),
      },
      horizonDays,
      parameters,
    );
    const describe = (draw: StageDraw) => rated.describe(draw).map((hazard, index) => ({ ...hazard, events: events[index] as number }));
    return { addTo: rated.addTo, describe };
  },
};
