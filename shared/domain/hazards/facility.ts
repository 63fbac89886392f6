import { type DrawnParameters, plantFractionIn } from '../vocabulary/drawn-parameters.ts';
import { hasStateAndEvent } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import type { Hazard, StageDraw } from './hazard.ts';
import { originCount, prepareRated } from './hazard.ts';

/** An outage of the largest plant: of the table, else the largest known or inferred part of a source. */
export const facility: Hazard = {
  kind: 'facility',
  prepare: ({ buyer, facilityShare, plantShares, horizonDays, parameters }, origins) => {
    const { rate, rho, sigma } = parameters.facility;
    // The unnamed remainder is several origins: none of its plants is that of all of them.
    const counts = origins.map((origin) => (hasStateAndEvent(parameters) ? originCount(origin, parameters) : 1));
    const partOf = (country: CountryCode, drawn: DrawnParameters): number => plantShares[country] ?? plantFractionIn(country, drawn);
    const largestPlant = ({ shares, drawn }: StageDraw): number => {
      let largest = partOf(buyer, drawn) * shares.domestic;
      for (let index = 0; index < origins.length; index++) {
        const share = (shares.a[index] as number) / (counts[index] as number);
        largest = Math.max(largest, partOf(origins[index] as CountryCode, drawn) * share);
      }
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
