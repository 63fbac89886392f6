/**
 * Section 3 of the scoring specification put together: what the measures do to one element at one stage, for a buyer and an origin.
 * Facts (dates and rows) are kept apart from effects (numbers of the method), because sampling redraws the numbers only.
 */

import type { ControlClass, Methodology, Parameters } from '../vocabulary/methodology.ts';
import type { MeasureEffectResult } from '../vocabulary/scoring-result.ts';
import { bindingProbability, type Force, forceInHorizon, residualForce } from './binding-probability.ts';
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

/** Effect of a fact under the parameters; `null` when the measure can not bind inside the horizon. */
function effectOf(fact: MeasureFact, asOf: AsOf, parameters: Parameters): MeasureEffectResult | null {
  const controlClass = controlClassOf(fact.controlClass, parameters);
  const force: Force | null = fact.isResidual ? residualForce(fact.onDay, asOf) : forceInHorizon(fact.onDay, asOf, parameters);
  if (controlClass.group === 'none' || force === null) return null;
  const pi = bindingProbability(controlClass.pi, force, fact.easings, asOf.horizonDays, parameters);
  if (pi <= 0) return null;
  return {
    id: fact.id,
    cls: fact.controlClass,
    group: controlClass.group,
    rho: controlClass.rho * fact.coverage,
    pi,
    median: controlClass.median,
    start: force.start,
    status: fact.onDay.state,
    ramp: fact.everyBuyer ? parameters.ramp_all : parameters.ramp_targeted,
  };
}

function controlClassOf(name: string, parameters: Parameters): ControlClass {
  const controlClass = parameters.control_class[name];
  if (controlClass === undefined) throw new RangeError(`"${name}" is not a control class of the methodology`);
  return controlClass;
}

/** Effects of the measures that apply in the scope and can bind inside the horizon, in byte order of id. */
export function measureEffects(
  scope: MeasureScope,
  asOf: AsOf,
  measures: readonly DatedMeasure[],
  methodology: Methodology,
): readonly MeasureEffectResult[] {
  return measureFacts(scope, asOf, measures, methodology).flatMap((fact) => effectOf(fact, asOf, methodology.parameters) ?? []);
}
