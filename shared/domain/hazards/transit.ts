import { valueAt } from '../numbers/parallel-arrays.ts';
import { transitTilt } from '../signals/signal-tilt.ts';
import { lookup, type Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Hazard, StageSituation } from './hazard.ts';
import { ratedHazard } from './hazard.ts';

/** Part of the flow from an origin to a buyer that crosses the lanes when no route table says so: sea only, by region of the origin. */
export function inferredTransitExposure(origin: CountryCode, stage: Stage, buyer: CountryCode, parameters: Parameters): number {
  const region = parameters.transit_region[origin] ?? parameters.transit_region.default ?? '';
  const through = parameters.transit_through[buyer] ?? parameters.transit_through.default;
  return lookup(parameters.sea_fraction, stage) * lookup(through, region);
}

/** Part of the buyer's supply at the stage that crosses the lanes. */
export function laneShare({
  stage,
  buyer,
  shares,
  routes,
  parameters,
}: Pick<StageSituation, 'stage' | 'buyer' | 'shares' | 'routes' | 'parameters'>): number {
  let a = 0;
  for (const [index, origin] of shares.origins.entries()) {
    a += valueAt(shares.a, index) * (routes[origin] ?? inferredTransitExposure(origin, stage, buyer, parameters));
  }
  return a;
}

/** Closure or diversion of the lanes: one scenario for all of them, never a sum over lanes. */
export const transit: Hazard = {
  kind: 'transit',
  assess: (situation) => {
    const { buyer, signals, buffer, horizonDays, parameters } = situation;
    const terms = {
      id: 'transit',
      kind: 'transit',
      a: laneShare(situation),
      rho: lookup(parameters.transit_rho, buyer),
      duration: parameters.transit_duration,
      ratePerYear: parameters.transit_rate,
      tilt: transitTilt(buyer, signals, parameters),
    } as const;
    return [ratedHazard(terms, buffer, horizonDays, parameters)];
  },
};
