/**
 * Section 3 of the scoring specification put together: what the measures do to one element at one stage, for a buyer and an origin.
 * Facts (dates and rows) are kept apart from effects (numbers of the method), because sampling redraws the numbers only.
 */

import { controlClassesOf, type DrawnParameters } from '../vocabulary/drawn-parameters.ts';
import type { ControlClass, Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { type Binding, bindingOf, bindingProbability, type Force, forceInHorizon, residualForce } from './binding-probability.ts';
import { coverageOf, type MeasureScope, namesStage, targetsEveryBuyer } from './measure-applicability.ts';
import { type AsOf, type DatedMeasure, type MeasureOnDay, measureOn } from './measure-state.ts';

/** A known measure, or the residual of a suspended one, that applies in a scope. */
export interface MeasureFact {
  readonly id: string;
  readonly controlClass: string;
  readonly onDay: MeasureOnDay;
  readonly isResidual: boolean;
  readonly coverage: number;
  readonly everyBuyer: boolean;
  /** General licences that ease it at the stage on the day. */
  readonly easings: number;
}

/** Facts of the measures that apply in the scope, in byte order of id. */
export function measureFacts(
  scope: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
): readonly MeasureFact[] {
  const facts: MeasureFact[] = [];
  for (const dated of measures) {
    const { measure } = dated;
    const coverage = coverageOf(measure, scope, measures, asOf.day, asOf.knownAt, methodology.groups);
    const onDay = coverage > 0 ? measureOn(dated, asOf.day, asOf.knownAt) : null;
    if (onDay === null || onDay.state === 'ended') continue;
    const everyBuyer = targetsEveryBuyer(measure);
    const easings = onDay.easings.filter(({ relief }) => namesStage(relief.stages, scope.stage)).length;
    facts.push({ id: measure.id, controlClass: measure.control_class, onDay, isResidual: false, coverage, everyBuyer, easings });
    if (onDay.state === 'suspended' && measure.residual_class != null) {
      const id = `${measure.id}#residual`;
      facts.push({ id, controlClass: measure.residual_class, onDay, isResidual: true, coverage, everyBuyer, easings: 0 });
    }
  }
  return facts.sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** A measure that can bind inside the horizon, with all that no draw moves worked out. */
export interface BindingMeasure {
  readonly id: string;
  readonly cls: string;
  readonly group: 'flow' | 'user';
  /** Place of its class in the drawn parameters. */
  readonly classIndex: number;
  /** Named by end use: such classes overlap, lists of firms add. */
  readonly endUse: boolean;
  readonly coverage: number;
  readonly binding: Binding;
  /** Days from D until it is in force. */
  readonly start: number;
  readonly status: MeasureEffectResult['status'];
  /** Every buyer is hit, so less can be diverted. */
  readonly hitsAll: boolean;
}

/** `null` when the measure can not bind inside the horizon. */
function bindingMeasure(fact: MeasureFact, classes: readonly string[], asOf: AsOf, parameters: Parameters): BindingMeasure | null {
  const { group } = controlClassOf(fact.controlClass, parameters);
  const force: Force | null = fact.isResidual ? residualForce(fact.onDay, asOf) : forceInHorizon(fact.onDay, asOf, parameters);
  if (group === 'none' || force === null) return null;
  const binding = bindingOf(force, fact.easings, asOf.horizonDays, parameters);
  if (binding.shareInForce <= 0) return null;
  return {
    id: fact.id,
    cls: fact.controlClass,
    group,
    classIndex: classes.indexOf(fact.controlClass),
    endUse: fact.controlClass.startsWith('end_use'),
    coverage: fact.coverage,
    binding,
    start: force.start,
    status: fact.onDay.state,
    hitsAll: fact.everyBuyer,
  };
}

function controlClassOf(name: string, parameters: Parameters): ControlClass {
  const controlClass = parameters.control_class[name];
  if (controlClass === undefined) throw new RangeError(`"${name}" is not a control class of the methodology`);
  return controlClass;
}

/**
 * Measures that apply in the scope and can bind inside the horizon, in byte order of id.
 * @throws RangeError for a measure of a control class that the methodology does not have.
 */
export function bindingMeasures(
  scope: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
): readonly BindingMeasure[] {
  const facts = measureFacts(scope, asOf, measures, methodology);
  if (facts.length === 0) return [];
  const classes = controlClassesOf(methodology.parameters);
  return facts.flatMap((fact) => bindingMeasure(fact, classes, asOf, methodology.parameters) ?? []);
}

/** pi of the measure: chance that it starts to bind inside the horizon. */
export function bindingChance({ binding, classIndex }: BindingMeasure, drawn: DrawnParameters): number {
  return bindingProbability(binding, drawn.classPi[classIndex] as number, drawn.renewalSuspension);
}

/** rho of the measure: part of the origin's flow that it stops. */
export function severityOf({ classIndex, coverage }: BindingMeasure, drawn: DrawnParameters): number {
  return (drawn.classRho[classIndex] as number) * coverage;
}

/** Part of their supply by which the sources that are not hit can ramp up while the measure binds. */
export function rampAgainst({ hitsAll }: BindingMeasure, drawn: DrawnParameters, parameters: Parameters): number {
  return (hitsAll ? parameters.ramp_all : parameters.ramp_targeted) * drawn.spareFactor;
}

/** Effects of the measures that bind with a positive chance, in the order given. */
export function measureEffects(
  measures: readonly BindingMeasure[],
  drawn: DrawnParameters,
  parameters: Parameters,
): readonly MeasureEffectResult[] {
  return measures.flatMap((measure) => {
    const { id, cls, group, classIndex, start, status } = measure;
    const pi = bindingChance(measure, drawn);
    if (pi <= 0) return [];
    const [rho, ramp] = [severityOf(measure, drawn), rampAgainst(measure, drawn, parameters)];
    return [{ id, cls, group, rho, pi, median: drawn.classMedianDays[classIndex] as number, start, status, ramp }];
  });
}
