import { activeControl, hazardOfMeasures } from '../hazards/active-control.ts';
import { type ControlSet, controlSet } from '../hazards/control-set.ts';
import type { ActiveControl } from '../hazards/hazard.ts';
import { type BindingMeasure, bindingMeasures, measureEffects } from '../measures/measure-effects.ts';
import type { CountryCode, Stage } from '../vocabulary/scoring-inputs.ts';
import { borderControl } from './border-control.ts';
import { elementsAtStages, foreignCountries, type SupplierFacts } from './supplier-facts.ts';
import type { SupplierDraw, SupplierHazardKind } from './supplier-hazard.ts';

/** The measures of a country on an element at a stage of its sites, and how far they reach. */
interface ControlledPair {
  readonly element: string;
  readonly stage: Stage;
  /** Part of the deliveries that stands behind the pair. */
  readonly a: number;
  readonly measures: readonly BindingMeasure[];
  readonly set: ControlSet;
}

interface ControlAtPair extends ActiveControl {
  readonly element: string;
  readonly stage: Stage;
}

/** `active_control:c`: the measures of a country that is not the buyer's own, at the element and stage of its sites where they bite most. */
export const supplierActiveControl: SupplierHazardKind = (facts) => {
  const { asOf, borders, methodology } = facts;
  if (borders !== null) return borderControl(facts, borders);
  const { parameters } = methodology;
  const countries = foreignCountries(facts).map((country) => ({ country, pairs: controlledPairs(facts, country) }));
  /** The pair with the largest q, the first on ties; `null` when no measure reaches the deliveries. */
  const worstControl = (country: CountryCode, pairs: readonly ControlledPair[], { buffer, drawn }: SupplierDraw): ControlAtPair | null => {
    let worst: ControlAtPair | null = null;
    for (const { element, stage, a, measures } of pairs) {
      const effects = measureEffects(measures, drawn, parameters);
      const control = activeControl(country, a, effects, buffer, asOf.horizonDays, parameters);
      if (control !== null && control.q > (worst?.q ?? -1)) worst = { ...control, element, stage };
    }
    return worst;
  };
  return {
    addTo: (sum, { buffer, drawn }) => {
      let total = sum;
      for (const { pairs } of countries) {
        let largest = 0;
        for (const pair of pairs) if (pair.a > 0) largest = Math.max(largest, hazardOfMeasures(pair, pair.a, buffer, drawn, parameters));
        total += largest;
      }
      return total;
    },
    describe: (draw) => countries.flatMap(({ country, pairs }) => worstControl(country, pairs, draw) ?? []),
  };
};

/** Pairs of a country that measures reach; of pairs that are the same to every draw only the first. */
function controlledPairs(facts: SupplierFacts, country: CountryCode): readonly ControlledPair[] {
  const { inputs, chain, asOf, measures: all, methodology } = facts;
  const distinct = new Map<string, ControlledPair>();
  for (const { element, stage } of elementsAtStages(facts, country)) {
    const measures = bindingMeasures({ element, stage, buyer: inputs.buyer, origin: country }, asOf, all, methodology);
    if (measures.length === 0) continue;
    const a = chain.lossUnder((site) => (site.country === country && site.stage === stage && site.elements.includes(element) ? 1 : 0));
    const key = [a, ...measures.map(({ id, coverage, binding }) => `${id} ${coverage} ${binding.easingFactor}`)].join('\n');
    if (!distinct.has(key)) distinct.set(key, { element, stage, a, measures, set: controlSet() });
  }
  return [...distinct.values()];
}
