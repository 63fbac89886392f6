import { instabilityRate } from '../hazards/origin-instability.ts';
import { governanceOf } from '../supply/governance.ts';
import { type SupplierHazardKind, supplierEvent } from './supplier-hazard.ts';

/** `origin_instability:c`: unrest in a country that hosts sites of the chain, the buyer's own included. */
export const supplierInstability: SupplierHazardKind = (facts, parameters) => {
  const { instability } = parameters;
  return facts.countries.map((country) => {
    const event = {
      id: `origin_instability:${country}`,
      kind: 'origin_instability',
      a: facts.chain.lossUnder((site) => (site.country === country ? instability.rho : 0)),
      duration: instability,
      ratePerYear: instabilityRate(governanceOf(facts.inputs.governance, country, parameters), parameters),
    } as const;
    return supplierEvent(event, facts, parameters);
  });
};
