/**
 * `extraterritorial`: goods made abroad need a licence of the content's country once that content reaches a share of their value.
 * Any origin and any stage of such a measure counts, because the rule follows the content and not the border.
 */

import { type MeasureScope, mayConcern } from '../measures/measure-applicability.ts';
import {
  type BindingMeasure,
  bindingChance,
  bindingMeasures,
  type ChancesToBind,
  controlContext,
  depthOf,
  medianDaysOf,
  severityOf,
  writeChances,
} from '../measures/measure-effects.ts';
import type { BorderedChain } from '../supply/supplier-borders.ts';
import type { LossInDraw } from '../supply/supplier-loss.ts';
import type { DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import { type Measure, STAGES } from '../vocabulary/scoring-inputs.ts';
import type { SupplierFacts } from './supplier-facts.ts';
import { NO_HAZARDS, type PreparedSupplierHazards, type SupplierDraw, type SupplierHazardKind, standingRule } from './supplier-hazard.ts';

const CONTENT_RULE = 'extraterritorial_licence';

export const supplierExtraterritorial: SupplierHazardKind = (facts) => {
  const { parameters } = facts.methodology;
  if (facts.borders !== null) return borderedContentRule(facts, facts.borders);
  const content = chinaContentOf(facts);
  if (content === null || content < parameters.supplier.extraterritorial_threshold) return NO_HAZARDS;
  const strongest = strongestContentRule(facts);
  return standingRule(
    ({ drawn }) => {
      const rule = strongest(drawn);
      if (rule === null) return null;
      const medianDays = drawn.classMedianDays[rule.classIndex] as number;
      return { id: 'extraterritorial', a: severityOf(rule, drawn) * content, pi: bindingChance(rule, drawn), medianDays };
    },
    parameters,
    facts.asOf.horizonDays,
  );
};

/** Part of the deliveries that stops when every feed out of the country of the content does; deliveries meet its border themselves. */
export function contentDependence(chain: BorderedChain, { signal_origin: country }: Parameters): LossInDraw {
  return chain.remembered(`feeds from|${country}`, () =>
    chain.preparedAtBorders(({ from, element }) => (from.country === country && element !== null ? 1 : 0)),
  );
}

/** Content of the goods in a draw: as stated, else the dependence. */
export function contentIn(facts: SupplierFacts, chain: BorderedChain): (draw: SupplierDraw) => number {
  const stated = chinaContentOf(facts);
  if (stated !== null) return () => stated;
  const dependence = contentDependence(chain, facts.methodology.parameters);
  return ({ feedShares }) => dependence(feedShares);
}

/** The content rule of methodologies with a state and an event: of the event while it is not in force as likely as it may be. */
function borderedContentRule(facts: SupplierFacts, chain: BorderedChain): PreparedSupplierHazards {
  const { asOf, methodology } = facts;
  const { parameters } = methodology;
  const content = contentIn(facts, chain);
  const rules = contentRules(facts);
  const chances: ChancesToBind = { pi: 0, piState: 0 };
  return standingRule(
    (draw) => {
      const part = content(draw);
      if (part < parameters.supplier.extraterritorial_threshold) return null;
      let strongest: BindingMeasure | null = null;
      let [largest, state] = [0, 0];
      for (const rule of rules) {
        writeChances(rule, draw.drawn, chances);
        if (chances.pi <= 0 || chances.pi < largest) continue;
        if (strongest !== null && chances.pi === largest && !isLater(rule, strongest)) continue;
        strongest = rule;
        [largest, state] = [chances.pi, chances.piState];
      }
      if (strongest === null) return null;
      const a = depthOf(strongest, draw.drawn) * part;
      const medianDays = medianDaysOf(strongest, draw.drawn);
      return { id: 'extraterritorial', a, pi: largest, medianDays, part: state < largest ? 'event' : 'state' };
    },
    parameters,
    asOf.horizonDays,
  );
}

/** Content the rule is tested on: that of the listing if it states the field, else that of the supplier; `null` when unknown. */
function chinaContentOf({ inputs }: Pick<SupplierFacts, 'inputs'>): number | null {
  const { listing } = inputs;
  if (listing != null && listing.china_content !== undefined) return listing.china_content;
  return inputs.china_content ?? null;
}

/**
 * Finds, in any draw, the content rule with the largest chance to bind; ties go to the later id, then to the larger severity. Null when no
 * rule can bind.
 */
export function strongestContentRule(facts: SupplierFacts): (drawn: DrawnParameters) => BindingMeasure | null {
  const rules = contentRules(facts);
  return (drawn) => {
    let strongest: BindingMeasure | null = null;
    let largest = 0;
    for (const rule of rules) {
      const pi = bindingChance(rule, drawn);
      if (pi <= 0 || pi < largest) continue;
      if (strongest === null || pi > largest || isLater(rule, strongest)) strongest = rule;
      largest = pi;
    }
    return strongest;
  };
}

/** Scopes in which content rules are looked for: the elements of the supplier, at any stage and of any origin of such a rule. */
export function contentScopes({ inputs, measures, methodology }: SupplierFacts): readonly MeasureScope[] {
  const { buyer, elements } = inputs;
  const candidates = measures.filter(({ measure }) => mayBeContentRule(measure));
  const origins = [...new Set(candidates.flatMap(({ measure }) => measure.origins))];
  return (elements ?? [])
    .flatMap((element) => STAGES.flatMap((stage) => origins.map((origin) => ({ element, stage, buyer, origin }))))
    .filter((scope) => candidates.some(({ measure }) => mayConcern(measure, scope, methodology.groups)));
}

/** Content rules on the elements of the supplier. */
function contentRules(facts: SupplierFacts): readonly BindingMeasure[] {
  const { inputs, asOf, measures, methodology } = facts;
  const rules = new Map<string, BindingMeasure>();
  const context = controlContext(inputs, false);
  for (const scope of contentScopes(facts)) {
    for (const rule of bindingMeasures(scope, asOf, measures, methodology, context)) {
      // Those that are the same to every draw count once.
      if (rule.cls === CONTENT_RULE) rules.set(`${rule.id} ${rule.coverage} ${rule.binding.easingFactor}`, rule);
    }
  }
  return [...rules.values()];
}

/** Whether the measure is a rule on content, or leaves such a rule in force while it is suspended. */
function mayBeContentRule(measure: Measure): boolean {
  return measure.control_class === CONTENT_RULE || measure.residual_class === CONTENT_RULE;
}

/** Order of two rules that are equally likely to bind: by id, then by coverage. */
function isLater(candidate: BindingMeasure, best: BindingMeasure): boolean {
  return candidate.id === best.id ? candidate.coverage > best.coverage : candidate.id > best.id;
}
