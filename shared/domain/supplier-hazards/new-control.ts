import { newControlEvents, newControlRate, newControlShape, yearsOfRecord } from '../hazards/new-control.ts';
import { newControlTilt, type Tilt } from '../signals/signal-tilt.ts';
import { newControlEffectOf } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { borderNewControl } from './border-new-control.ts';
import { elementsAtStages, foreignCountries, governedCountries, type SupplierFacts } from './supplier-facts.ts';
import { type SupplierHazardKind, supplierEvents } from './supplier-hazard.ts';

/** `new_control:c`: one more measure by a country that is not the buyer's own, at the largest rate over its sites and their elements. */
export const supplierNewControl: SupplierHazardKind = (facts) => {
  const { inputs, chain, borders, asOf, signals, methodology } = facts;
  if (borders !== null) return borderNewControl(facts, borders);
  const { parameters } = methodology;
  const countries = foreignCountries(facts);
  const years = yearsOfRecord(asOf, parameters);
  const events = countries.map((country) => mostEvents(facts, country));
  const worldShares = countries.map((country) => inputs.world_share?.[country] ?? 0);
  const tilts = countries.map((country) => newControlTilt(country, inputs.buyer, signals, parameters));
  const governed = governedCountries(facts, countries);
  return supplierEvents(
    {
      kind: 'new_control',
      ids: countries.map((country) => `new_control:${country}`),
      sigma: newControlEffectOf('default', parameters).sigma,
      read: ({ drawn }, into) => {
        for (let index = 0; index < into.a.length; index++) {
          const country = countries[index];
          into.a[index] = chain.lossUnder((site) => (site.country === country ? drawn.newControlRho : 0));
        }
        into.rho = 1;
        into.medianDays = drawn.newControlMedianDays;
      },
      // The correlation between the rates of the countries of a chain is unknown: the mean of each posterior counts, in every draw.
      ratePerYear: ({ drawn }, index) => {
        const wgiMean = governed.wgiMean(index, drawn.governanceShock);
        const shape = newControlShape(worldShares[index] as number, wgiMean, events[index] as number, parameters);
        return newControlRate(shape, drawn.newControlPi, years, parameters);
      },
      tilt: (_, index) => tilts[index] as Tilt,
    },
    facts,
  );
};

/** Governance and world share are those of the country, so the pair with the most announcements has the largest rate. */
function mostEvents(facts: SupplierFacts, country: CountryCode): number {
  const { inputs, asOf, measures, methodology } = facts;
  let events = 0;
  for (const pair of elementsAtStages(facts, country)) {
    events = Math.max(events, newControlEvents({ ...pair, buyer: inputs.buyer, origin: country }, asOf, measures, methodology));
  }
  return events;
}
