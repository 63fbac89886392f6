/**
 * `extraterritorial`: goods made abroad need a licence of the content's country once that content reaches a share of their value.
 * Any origin and any stage of such a measure counts, because the rule follows the content and not the border.
 */
import { measureEffects } from '../measures/measure-effects.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import { type Measure, STAGES } from '../vocabulary/scoring-inputs.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import type { SupplierFacts } from './supplier-facts.ts';
import { type SupplierHazardKind, standingRule } from './supplier-hazard.ts';

const CONTENT_RULE = 'extraterritorial_licence';

export const supplierExtraterritorial: SupplierHazardKind = (facts, parameters) => {
  const content = chinaContentOf(facts);
  if (content === null || content < parameters.supplier.extraterritorial_threshold) return [];
  const rule = strongestContentRule(facts, parameters);
  if (rule === null) return [];
  const event = { id: 'extraterritorial', a: rule.rho * content, pi: rule.pi, medianDays: rule.median } as const;
  return [standingRule(event, facts, parameters)];
};

/** Content the rule is tested on: that of the listing if it states the field, else that of the supplier; `null` when unknown. */
export function chinaContentOf({ inputs }: Pick<SupplierFacts, 'inputs'>): number | null {
  const { listing } = inputs;
  if (listing != null && listing.china_content !== undefined) return listing.china_content;
  return inputs.china_content ?? null;
}

/** The content rule with the largest chance to bind; ties go to the later id, then to the larger severity. */
export function strongestContentRule(facts: SupplierFacts, parameters: Parameters): MeasureEffectResult | null {
  const methodology = { ...facts.methodology, parameters };
  const { buyer } = facts.inputs;
  const origins = new Set(facts.measures.flatMap(({ measure }) => (mayBeContentRule(measure) ? measure.origins : [])));
  let strongest: MeasureEffectResult | null = null;
  for (const element of facts.inputs.elements ?? []) {
    for (const stage of STAGES) {
      for (const origin of origins) {
        for (const effect of measureEffects({ element, stage, buyer, origin }, facts.asOf, facts.measures, methodology)) {
          if (effect.cls === CONTENT_RULE && (strongest === null || isStronger(effect, strongest))) strongest = effect;
        }
      }
    }
  }
  return strongest;
}

/** Itself or, while it is suspended, by what stays in force. */
function mayBeContentRule(measure: Measure): boolean {
  return measure.control_class === CONTENT_RULE || measure.residual_class === CONTENT_RULE;
}

function isStronger(candidate: MeasureEffectResult, best: MeasureEffectResult): boolean {
  if (candidate.pi !== best.pi) return candidate.pi > best.pi;
  if (candidate.id !== best.id) return candidate.id > best.id;
  return candidate.rho > best.rho;
}
