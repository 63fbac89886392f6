import { newControlEvents, newControlRate, newControlShape, yearsOfRecord } from '../hazards/new-control.ts';
import { newControlTilt } from '../signals/signal-tilt.ts';
import { governanceOf } from '../supply/governance.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { elementsAtStages, foreignCountries, type SupplierFacts } from './supplier-facts.ts';
import { type SupplierHazardKind, supplierEvent } from './supplier-hazard.ts';

/** `new_control:c`: one more measure by a country that is not the buyer's own, at the largest rate over its sites and their elements. */
export const supplierNewControl: SupplierHazardKind = (facts, parameters) => {
  const effect = parameters.new_control_effect;
  return foreignCountries(facts).map((country) => {
    const event = {
      id: `new_control:${country}`,
      kind: 'new_control',
      a: facts.chain.lossUnder((site) => (site.country === country ? effect.rho : 0)),
      duration: effect,
      ratePerYear: largestRate(facts, country, parameters),
      tilt: newControlTilt(country, facts.inputs.buyer, facts.signals, parameters),
    } as const;
    return supplierEvent(event, facts, parameters);
  });
};

/** Governance and world share are those of the country, so the pair with the most announcements has the largest rate. */
function largestRate(facts: SupplierFacts, country: CountryCode, parameters: Parameters): number {
  const { inputs, asOf, measures, methodology } = facts;
  let events = 0;
  for (const pair of elementsAtStages(facts, country)) {
    events = Math.max(events, newControlEvents({ ...pair, buyer: inputs.buyer, origin: country }, asOf, measures, methodology));
  }
  const governance = governanceOf(inputs.governance, country, parameters);
  const shape = newControlShape(inputs.world_share?.[country] ?? 0, governance, events, parameters);
  return newControlRate(shape, yearsOfRecord(asOf, parameters), parameters);
}
