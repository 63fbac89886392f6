import { inferredTransitExposure } from '../hazards/transit.ts';
import { transitTilt } from '../signals/signal-tilt.ts';
import { lookup } from '../vocabulary/methodology.ts';
import { type SupplierHazardKind, supplierEvents } from './supplier-hazard.ts';

/** `transit`: the sea way from the delivering sites to the buyer. What feeds the sites, and sites inside the buyer's borders, are left out. */
export const supplierTransit: SupplierHazardKind = (facts) => {
  const { inputs, chain, asOf, domestic, signals, methodology } = facts;
  const { parameters } = methodology;
  let exposed = 0;
  for (const { site, part } of chain.delivering) {
    if (!domestic.includes(site.country)) exposed += part * inferredTransitExposure(site.country, site.stage, inputs.buyer, parameters);
  }
  const a = lookup(parameters.transit_rho, inputs.buyer) * exposed;
  const tilt = transitTilt(inputs.buyer, signals, parameters, asOf.horizonDays);
  return supplierEvents(
    {
      kind: 'transit',
      ids: ['transit'],
      sigma: parameters.transit_duration.sigma,
      read: ({ drawn }, into) => {
        into.a[0] = a;
        into.rho = 1;
        into.medianDays = drawn.transitMedianDays;
      },
      ratePerYear: ({ drawn }) => parameters.transit_rate * drawn.transitRateFactor,
      tilt: () => tilt,
    },
    facts,
  );
};
