/** Sections 3.4 and 3.5 of the scoring specification: the chance that a control starts to bind inside the horizon. */

import type { Parameters } from '../vocabulary/methodology.ts';
import type { AsOf, MeasureOnDay } from './measure-state.ts';

/** When a measure is in force inside the horizon, in days from D, and how likely that is. */
export interface Force {
  readonly start: number;
  /** `Infinity` without an end. */
  readonly end: number;
  readonly probability: number;
  /** Days it has been in force: buyers and licensing adapt. */
  readonly ageDays: number;
  /** Chance that it goes on after its end. */
  readonly renewal: number;
}

/** g: share of the chance to bind that falls into the first `days` of force; 1 from the reference horizon on. */
export function bindingShare(days: number, parameters: Parameters): number {
  if (days <= 0) return 0;
  const tau = parameters.binding_lag_days;
  return Math.min(1, (1 - Math.exp(-days / tau)) / (1 - Math.exp(-parameters.horizon_days / tau)));
}

/** Force of a measure inside the horizon; `null` when it has no effect there. */
export function forceInHorizon(onDay: MeasureOnDay, asOf: AsOf, parameters: Parameters): Force | null {
  const starting = startInHorizon(onDay, asOf, parameters);
  const end = onDay.end - asOf.day;
  if (starting === null || starting.start >= asOf.horizonDays || starting.start >= end) return null;
  return { ...starting, end, renewal: onDay.endIsFirm ? 0 : parameters.renewal_restriction };
}

function startInHorizon(
  { dated, state, suspensionKnown, suspendedTo, lapsed }: MeasureOnDay,
  { day, horizonDays }: AsOf,
  parameters: Parameters,
): Pick<Force, 'start' | 'probability' | 'ageDays'> | null {
  const untilEffective = dated.effectiveFrom - day;
  if (state === 'ended') return null;
  if (state === 'announced') return { start: untilEffective, probability: parameters.p_announced, ageDays: 0 };
  if (state === 'in_force') {
    const since = suspensionKnown ? Math.max(dated.effectiveFrom, suspendedTo) : dated.effectiveFrom;
    return { start: 0, probability: 1, ageDays: day - since };
  }
  const untilLapse = suspendedTo - day;
  if (untilLapse <= 0) {
    // The chance of the last day before the end goes on from there: no step without news.
    const undecided = 1 - parameters.renewal_suspension ** Math.ceil(horizonDays / parameters.renewal_term_days);
    const since = Math.max(dated.effectiveFrom, suspendedTo);
    return {
      start: Math.max(0, untilEffective),
      probability: undecided + (1 - undecided) * lapsed,
      ageDays: Math.max(0, day - since),
    };
  }
  const decisions = 1 + Math.floor((horizonDays - untilLapse) / parameters.renewal_term_days);
  return { start: Math.max(untilLapse, untilEffective), probability: 1 - parameters.renewal_suspension ** decisions, ageDays: 0 };
}

/** Force of the rule that stays while a measure is suspended: from D until the suspension ends, never prolonged. */
export function residualForce({ dated, suspendedTo }: MeasureOnDay, { day }: AsOf): Force {
  return { start: 0, end: suspendedTo - day, probability: 1, ageDays: Math.max(0, day - dated.effectiveFrom), renewal: 0 };
}

/** pi_m: chance that the control starts to bind inside the horizon; `pi` of its class, `easings` general licences that ease it. */
export function bindingProbability(pi: number, force: Force, easings: number, horizonDays: number, parameters: Parameters): number {
  const { pi_age_floor: floor, pi_age_half_life_days: halfLife } = parameters;
  const aged = pi * (floor + (1 - floor) * 2 ** (-force.ageDays / halfLife)) * parameters.general_licence_factor ** easings;
  const beforeEnd = bindingShare(Math.min(horizonDays, force.end) - force.start, parameters);
  const throughout = bindingShare(horizonDays - force.start, parameters);
  return aged * force.probability * (beforeEnd + force.renewal * (throughout - beforeEnd));
}
