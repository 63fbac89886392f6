import { originCount } from '../hazards/hazard.ts';
import { instabilityRate } from '../hazards/origin-instability.ts';
import type { LossInDraw } from '../supply/supplier-loss.ts';
import { governedCountries } from './supplier-facts.ts';
import { type SupplierHazardKind, supplierEvents } from './supplier-hazard.ts';

/** `origin_instability:c`: unrest in a country that hosts sites of the chain, the buyer's own included. */
export const supplierInstability: SupplierHazardKind = (facts) => {
  const { countries, chain, borders } = facts;
  const { parameters } = facts.methodology;
  const { rho, sigma } = parameters.instability;
  const counts = countries.map((country) => (borders === null ? 1 : originCount(country, parameters)));
  const reaches = countries.map((country) =>
    chain.remembered(`instability|${rho}|${country}`, () => chain.preparedLoss((site) => (site.country === country ? rho : 0))),
  );
  const governed = governedCountries(facts, countries);
  return supplierEvents(
    {
      kind: 'origin_instability',
      ids: countries.map((country) => `origin_instability:${country}`),
      sigma,
      read: ({ drawn, feedShares }, into) => {
        for (let index = 0; index < reaches.length; index++) {
          into.a[index] = (reaches[index] as LossInDraw)(feedShares) / (counts[index] as number);
        }
        into.rho = 1;
        into.medianDays = drawn.instabilityMedianDays;
      },
      ratePerYear: ({ drawn }, index) =>
        (counts[index] as number) *
        instabilityRate(governed.politicalStability(index, drawn.governanceShock), drawn.instabilityRateFactor, parameters),
    },
    facts,
  );
};
