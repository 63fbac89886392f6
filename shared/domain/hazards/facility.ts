import type { Hazard } from './hazard.ts';
import { ratedHazard } from './hazard.ts';

/** An outage of the largest plant: of the table, else a fraction of the largest source. */
export const facility: Hazard = {
  kind: 'facility',
  assess: ({ shares, facilityShare, buffer, horizonDays, parameters }) => {
    const { rate, rho, plant_fraction: plantFraction } = parameters.facility;
    const a = facilityShare ?? plantFraction * Math.max(shares.domestic, ...shares.a);
    const terms = { id: 'facility', kind: 'facility', a, rho, duration: parameters.facility, ratePerYear: rate } as const;
    return [ratedHazard(terms, buffer, horizonDays, parameters)];
  },
};
