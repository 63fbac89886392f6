import type { Hazard, StageDraw } from './hazard.ts';
import { prepareRated } from './hazard.ts';

/** An outage of the largest plant: of the table, else the largest known or inferred part of a source. */
export const facility: Hazard = {
  kind: 'facility',
  prepare: ({ buyer, facilityShare, plantShares, horizonDays, parameters }, origins) => {
    const { rate, rho, sigma, plant_fraction: inferred } = parameters.facility;
    const parts = origins.map((origin) => plantShares[origin] ?? inferred);
    const ownPart = plantShares[buyer] ?? inferred;
    const largestPlant = ({ shares }: StageDraw): number => {
      let largest = ownPart * shares.domestic;
      for (let index = 0; index < parts.length; index++)
        largest = Math.max(largest, (parts[index] as number) * (shares.a[index] as number));
      return largest;
    };
    return prepareRated<StageDraw>(
      {
        kind: 'facility',
        ids: ['facility'],
        sigma,
        read: (draw, into) => {
          into.a[0] = facilityShare ?? largestPlant(draw);
          into.rho = rho;
          into.medianDays = draw.drawn.facilityMedianDays;
        },
        ratePerYear: ({ drawn }) => rate * drawn.facilityRateFactor,
      },
      horizonDays,
      parameters,
    );
  },
};
