import { lookup, type Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import type { Hazard, StageDraw, StageFacts } from './hazard.ts';
import { prepareRated } from './hazard.ts';

/** Part of the flow from an origin to a buyer that crosses the lanes when no route table says so: sea only, by region of the origin. */
export function inferredTransitExposure(origin: CountryCode, stage: Stage, buyer: CountryCode, parameters: Parameters): number {
  const region = parameters.transit_region[origin] ?? parameters.transit_region.default ?? '';
  const through = parameters.transit_through[buyer] ?? parameters.transit_through.default;
  return lookup(parameters.sea_fraction, stage) * lookup(through, region);
}

/** Part of the buyer's supply at the stage that crosses the lanes, from the shares of the origins. */
export function laneShare(
  { stage, buyer, routes, parameters }: Pick<StageFacts, 'stage' | 'buyer' | 'routes' | 'parameters'>,
  origins: readonly CountryCode[],
): (shares: ArrayLike<number>) => number {
  const exposures = origins.map((origin) => routes[origin] ?? inferredTransitExposure(origin, stage, buyer, parameters));
  return (shares) => {
    let a = 0;
    for (let index = 0; index < exposures.length; index++) a += (shares[index] as number) * (exposures[index] as number);
    return a;
  };
}

/** Closure or diversion of the lanes: one scenario for all of them, never a sum over lanes. */
export const transit: Hazard = {
  kind: 'transit',
  prepare: (facts, origins) => {
    const { buyer, horizonDays, parameters } = facts;
    const onLanes = laneShare(facts, origins);
    const rho = lookup(parameters.transit_rho, buyer);
    return prepareRated<StageDraw>(
      {
        kind: 'transit',
        ids: ['transit'],
        sigma: parameters.transit_duration.sigma,
        read: ({ drawn, shares }, into) => {
          into.a[0] = onLanes(shares.a);
          into.rho = rho;
          into.medianDays = drawn.transitMedianDays;
        },
        ratePerYear: ({ drawn }) => parameters.transit_rate * drawn.transitRateFactor,
        tilt: ({ tilts }) => tilts.transit,
      },
      horizonDays,
      parameters,
    );
  },
};
