import { MARKET_SITE } from '../supply/supplier-borders.ts';
import { reachOf } from './border-control.ts';
import { type SupplierHazardKind, supplierEvents } from './supplier-hazard.ts';

/** `facility:site`: an outage of one site of the chain. */
export const supplierFacility: SupplierHazardKind = (facts) => {
  const { chain, borders, methodology } = facts;
  const { rate, rho, sigma } = methodology.parameters.facility;
  // A market of methodologies that know them is many plants: no single outage.
  const ids = chain.ids.filter((id) => borders === null || !id.startsWith(MARKET_SITE));
  const reaches = ids.map((id) => reachOf((shares) => chain.lossUnder((_, site) => (site === id ? rho : 0), shares)));
  return supplierEvents(
    {
      kind: 'facility',
      ids: ids.map((id) => `facility:${id}`),
      sigma,
      read: (draw, into) => {
        const { drawn } = draw;
        for (let index = 0; index < reaches.length; index++) into.a[index] = reaches[index]?.(draw) ?? 0;
        into.rho = 1;
        into.medianDays = drawn.facilityMedianDays;
      },
      ratePerYear: ({ drawn }) => rate * drawn.facilityRateFactor,
    },
    facts,
  );
};
