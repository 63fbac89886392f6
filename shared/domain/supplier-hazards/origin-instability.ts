import { instabilityRate } from '../hazards/origin-instability.ts';
import { governedCountries } from './supplier-facts.ts';
import { type SupplierHazardKind, supplierEvents } from './supplier-hazard.ts';

/** `origin_instability:c`: unrest in a country that hosts sites of the chain, the buyer's own included. */
export const supplierInstability: SupplierHazardKind = (facts) => {
  const { countries, chain } = facts;
  const { parameters } = facts.methodology;
  const { rho, sigma } = parameters.instability;
  const reaches = countries.map((country) => chain.lossUnder((site) => (site.country === country ? rho : 0)));
  const governed = governedCountries(facts, countries);
  return supplierEvents(
    {
      kind: 'origin_instability',
      ids: countries.map((country) => `origin_instability:${country}`),
      sigma,
      read: ({ drawn }, into) => {
        into.a.set(reaches);
        into.rho = 1;
        into.medianDays = drawn.instabilityMedianDays;
      },
      ratePerYear: ({ drawn }, index) =>
        instabilityRate(governed.politicalStability(index, drawn.governanceShock), drawn.instabilityRateFactor, parameters),
    },
    facts,
  );
};
