import { type SupplierHazardKind, supplierEvents } from './supplier-hazard.ts';

/** `facility:site`: an outage of one site of the chain. */
export const supplierFacility: SupplierHazardKind = (facts) => {
  const { chain, methodology } = facts;
  const { rate, rho, sigma } = methodology.parameters.facility;
  const reaches = chain.ids.map((id) => chain.lossUnder((_, site) => (site === id ? rho : 0)));
  return supplierEvents(
    {
      kind: 'facility',
      ids: chain.ids.map((id) => `facility:${id}`),
      sigma,
      read: ({ drawn }, into) => {
        into.a.set(reaches);
        into.rho = 1;
        into.medianDays = drawn.facilityMedianDays;
      },
      ratePerYear: ({ drawn }) => rate * drawn.facilityRateFactor,
    },
    facts,
  );
};
