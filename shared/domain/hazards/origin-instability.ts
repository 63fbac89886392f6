import { valueAt } from '../numbers/parallel-arrays.ts';
import { clamp } from '../supply/effective-shares.ts';
import type { GovernanceValues } from '../supply/governance.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { Hazard } from './hazard.ts';
import { originCount, ratedHazard } from './hazard.ts';

/** Disruptions per year from political instability of an origin. */
export function instabilityRate({ politicalStability }: GovernanceValues, parameters: Parameters): number {
  const { rate0, gamma, min, max } = parameters.instability;
  return clamp(rate0 * Math.exp(-gamma * politicalStability), min, max);
}

/** Strikes, unrest, war at an origin: one hazard per foreign origin; the unnamed remainder counts as several equal ones. */
export const originInstability: Hazard = {
  kind: 'origin_instability',
  assess: ({ shares, governance, buffer, horizonDays, parameters }) =>
    shares.origins.map((origin, index) => {
      const count = originCount(origin, parameters);
      const terms = {
        id: `origin_instability:${origin}`,
        kind: 'origin_instability',
        a: valueAt(shares.a, index) / count,
        rho: parameters.instability.rho,
        duration: parameters.instability,
        ratePerYear: count * instabilityRate(governance(origin), parameters),
      } as const;
      return ratedHazard(terms, buffer, horizonDays, parameters);
    }),
};
