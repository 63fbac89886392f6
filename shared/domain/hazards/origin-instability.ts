import { clamp } from '../supply/effective-shares.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { Hazard, StageDraw } from './hazard.ts';
import { originCount, prepareRated, writeEqualParts } from './hazard.ts';

/** Disruptions per year from political instability of an origin; `factor` moves the rate and the ends it is kept between. */
export function instabilityRate(politicalStability: number, factor: number, parameters: Parameters): number {
  const { rate0, gamma, min, max } = parameters.instability;
  return clamp(rate0 * factor * Math.exp(-gamma * politicalStability), min * factor, max * factor);
}

/** Strikes, unrest, war at an origin: one hazard per foreign origin; the unnamed remainder counts as several equal ones. */
export const originInstability: Hazard = {
  kind: 'origin_instability',
  prepare: ({ governance, horizonDays, parameters }, origins) => {
    const { rho, sigma } = parameters.instability;
    const counts = origins.map((origin) => originCount(origin, parameters));
    const governed = governance(origins);
    return prepareRated<StageDraw>(
      {
        kind: 'origin_instability',
        ids: origins.map((origin) => `origin_instability:${origin}`),
        sigma,
        read: ({ drawn, shares }, into) => {
          writeEqualParts(shares.a, counts, into.a);
          into.rho = rho;
          into.medianDays = drawn.instabilityMedianDays;
        },
        ratePerYear: ({ drawn, imputedGovernance }, index) => {
          const stability = governed.politicalStability(index, drawn.governanceShock, imputedGovernance);
          return (counts[index] as number) * instabilityRate(stability, drawn.instabilityRateFactor, parameters);
        },
      },
      horizonDays,
      parameters,
    );
  },
};
