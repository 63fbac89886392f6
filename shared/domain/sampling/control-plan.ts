/** The measures of an origin at a stage, with the parameters that are drawn taken out of their effects. */
import { bindingProbability, type Force, forceInHorizon, residualForce } from '../binding-probability.ts';
import type { MeasureFact } from '../measure-effects.ts';
import type { AsOf } from '../measure-state.ts';
import type { ControlClass, Parameters } from '../methodology.ts';
import { controlClassesOf } from './common-draws.ts';
import type { ControlledFlow, ControlPlan } from './control-hazard.ts';

/** Null when no measure can bind inside the horizon. */
export function controlPlan(facts: readonly MeasureFact[], asOf: AsOf, parameters: Parameters): ControlPlan | null {
  const classes = controlClassesOf(parameters);
  const flow: ControlledFlow[] = [];
  const user: ControlledFlow[] = [];
  for (const fact of facts) {
    const { group } = parameters.control_class[fact.controlClass] as ControlClass;
    const controlled = controlledFlow(fact, classes.indexOf(fact.controlClass), asOf, parameters);
    if (controlled !== null && group !== 'none') (group === 'flow' ? flow : user).push(controlled);
  }
  return flow.length + user.length === 0 ? null : { flow, user };
}

/** A measure that can bind inside the horizon, with the drawn parameters taken out of its binding probability; else null. */
function controlledFlow(fact: MeasureFact, classIndex: number, asOf: AsOf, parameters: Parameters): ControlledFlow | null {
  const certainLapse = { ...parameters, renewal_suspension: 0 };
  const force: Force | null = fact.isResidual ? residualForce(fact.onDay, asOf) : forceInHorizon(fact.onDay, asOf, certainLapse);
  if (force === null) return null;
  const bindingFactor = bindingProbability(1, force, fact.easings, asOf.horizonDays, parameters);
  if (bindingFactor <= 0) return null;
  return {
    id: fact.id,
    classIndex,
    endUse: fact.controlClass.startsWith('end_use'),
    coverage: fact.coverage,
    bindingFactor,
    renewals: fact.isResidual || fact.onDay.state !== 'suspended' ? 0 : renewalsInHorizon(fact, asOf, parameters),
    hitsAll: fact.everyBuyer,
  };
}

/** Decision dates n of a suspension inside the horizon: renewed with chance 1/2 at each, it lapses with 1 - 2^-n. */
function renewalsInHorizon({ onDay }: MeasureFact, asOf: AsOf, parameters: Parameters): number {
  const lapse = forceInHorizon(onDay, asOf, { ...parameters, renewal_suspension: 0.5 })?.probability ?? 0;
  return Math.round(-Math.log2(1 - lapse));
}
