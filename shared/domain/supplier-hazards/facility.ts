import { type SupplierHazardKind, supplierEvent } from './supplier-hazard.ts';

/** `facility:site`: an outage of one site of the chain. */
export const supplierFacility: SupplierHazardKind = (facts, parameters) => {
  const { rate, rho } = parameters.facility;
  return facts.chain.ids.map((id) => {
    const a = facts.chain.lossUnder((_, site) => (site === id ? rho : 0));
    const event = { id: `facility:${id}`, kind: 'facility', a, duration: parameters.facility, ratePerYear: rate } as const;
    return supplierEvent(event, facts, parameters);
  });
};
