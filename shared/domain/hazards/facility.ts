import { valueAt } from '../numbers/parallel-arrays.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { Hazard } from './hazard.ts';
import { ratedHazard } from './hazard.ts';

/** An outage of the largest plant: of the table, else the largest known or inferred part of a source. */
export const facility: Hazard = {
  kind: 'facility',
  assess: ({ shares, buyer, facilityShare, plantShares, buffer, horizonDays, parameters }) => {
    const { rate, rho, plant_fraction: plantFraction } = parameters.facility;
    const plantOf = (country: CountryCode, share: number): number => (plantShares[country] ?? plantFraction) * share;
    const plants = shares.origins.map((origin, index) => plantOf(origin, valueAt(shares.a, index)));
    const a = facilityShare ?? Math.max(plantOf(buyer, shares.domestic), ...plants);
    const terms = { id: 'facility', kind: 'facility', a, rho, duration: parameters.facility, ratePerYear: rate } as const;
    return [ratedHazard(terms, buffer, horizonDays, parameters)];
  },
};
