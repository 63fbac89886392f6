/** The measures of an origin at a stage, with the parameters that are drawn taken out of their effects. */
import { bindingProbability, type Force, forceInHorizon, residualForce } from '../measures/binding-probability.ts';
import type { MeasureFact } from '../measures/measure-effects.ts';
import type { AsOf } from '../measures/measure-state.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import { controlClassesOf } from './common-draws.ts';
import type { ControlledFlow, ControlPlan } from './control-hazard.ts';

/**
 * Null when no measure can bind inside the horizon.
 * @throws RangeError for a measure of a control class that the methodology does not have.
 */
export function controlPlan(facts: readonly MeasureFact[], asOf: AsOf, parameters: Parameters): ControlPlan | null {
  const classes = controlClassesOf(parameters);
  const flow: ControlledFlow[] = [];
  const user: ControlledFlow[] = [];
  for (const fact of facts) {
    const controlClass = parameters.control_class[fact.controlClass];
    if (controlClass === undefined) throw new RangeError(`"${fact.controlClass}" is not a control class of the methodology`);
    const controlled = controlClass.group === 'none' ? null : controlledFlow(fact, classes.indexOf(fact.controlClass), asOf, parameters);
    if (controlled !== null) (controlClass.group === 'flow' ? flow : user).push(controlled);
  }
  return flow.length + user.length === 0 ? null : { flow, user };
}

/** A measure that can bind inside the horizon, with the drawn parameters taken out of its binding probability; else null. */
function controlledFlow(fact: MeasureFact, classIndex: number, asOf: AsOf, parameters: Parameters): ControlledFlow | null {
  const evenRenewal = { ...parameters, renewal_suspension: 0.5 };
  const force: Force | null = fact.isResidual ? residualForce(fact.onDay, asOf) : forceInHorizon(fact.onDay, asOf, evenRenewal);
  if (force === null) return null;
  // Renewed with chance 1/2 at each of n decision dates, a suspension lapses with 1 - 2^-n.
  const lapses = fact.onDay.state === 'suspended' && !fact.isResidual;
  const renewals = lapses ? Math.round(-Math.log2(1 - force.probability)) : 0;
  const certain = lapses ? { ...force, probability: 1 } : force;
  const bindingFactor = bindingProbability(1, certain, fact.easings, asOf.horizonDays, parameters);
  if (bindingFactor <= 0) return null;
  return {
    id: fact.id,
    classIndex,
    endUse: fact.controlClass.startsWith('end_use'),
    coverage: fact.coverage,
    bindingFactor,
    renewals,
    hitsAll: fact.everyBuyer,
  };
}
