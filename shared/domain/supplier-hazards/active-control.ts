import { activeControl } from '../hazards/active-control.ts';
import type { ActiveControl } from '../hazards/hazard.ts';
import { measureEffects } from '../measures/measure-effects.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { elementsAtStages, foreignCountries, type SupplierFacts } from './supplier-facts.ts';
import { type SupplierHazardKind, supplierBuffer } from './supplier-hazard.ts';

/** `active_control:c`: the measures of a country that is not the buyer's own, at the element and stage of its sites where they bite most. */
export const supplierActiveControl: SupplierHazardKind = (facts, parameters) =>
  foreignCountries(facts).flatMap((country) => worstControl(facts, country, parameters) ?? []);

interface ControlAtPair extends ActiveControl {
  readonly element: string;
  readonly stage: Stage;
}

/** The pair with the largest q, the first on ties; `null` when no measure reaches the deliveries. */
function worstControl(facts: SupplierFacts, country: CountryCode, parameters: Parameters): ControlAtPair | null {
  const { inputs, chain, asOf, measures } = facts;
  const methodology = { ...facts.methodology, parameters };
  const buffer = supplierBuffer(facts, parameters);
  let worst: ControlAtPair | null = null;
  for (const { element, stage } of elementsAtStages(facts, country)) {
    const effects = measureEffects({ element, stage, buyer: inputs.buyer, origin: country }, asOf, measures, methodology);
    if (effects.length === 0) continue;
    const a = chain.lossUnder((site) => (site.country === country && site.stage === stage && site.elements.includes(element) ? 1 : 0));
    const control = activeControl(country, a, effects, buffer, asOf.horizonDays, parameters);
    if (control !== null && control.q > (worst?.q ?? -1)) worst = { ...control, element, stage };
  }
  return worst;
}
