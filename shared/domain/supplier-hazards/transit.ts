import { inferredTransitExposure } from '../hazards/transit.ts';
import { transitTilt } from '../signals/signal-tilt.ts';
import { lookup } from '../vocabulary/methodology.ts';
import { type SupplierHazardKind, supplierEvent } from './supplier-hazard.ts';

/** `transit`: the sea way from the delivering sites to the buyer. What feeds the sites, and sites inside the buyer's borders, are left out. */
export const supplierTransit: SupplierHazardKind = (facts, parameters) => {
  const { inputs, chain, domestic, signals } = facts;
  let exposed = 0;
  for (const { site, part } of chain.delivering) {
    if (!domestic.includes(site.country)) exposed += part * inferredTransitExposure(site.country, site.stage, inputs.buyer, parameters);
  }
  const event = {
    id: 'transit',
    kind: 'transit',
    a: lookup(parameters.transit_rho, inputs.buyer) * exposed,
    duration: parameters.transit_duration,
    ratePerYear: parameters.transit_rate,
    tilt: transitTilt(inputs.buyer, signals, parameters),
  } as const;
  return [supplierEvent(event, facts, parameters)];
};
