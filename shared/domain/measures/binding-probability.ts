/** Sections 3.4 and 3.5 of the scoring specification: the chance that a control starts to bind inside the horizon. */

import type { Parameters } from '../vocabulary/methodology.ts';
import type { AsOf, MeasureOnDay } from './measure-state.ts';

/** Chance that a suspension has lapsed: at least one of its decisions was against renewal, or an undecided end has become a fact. */
export interface Lapse {
  /** Decision dates inside the horizon. */
  readonly decisions: number;
  /** How far an undecided lapse has become a fact, 0 ... 1. */
  readonly lapsed: number;
}

/** When a measure is in force inside the horizon, in days from D, and how likely that is. */
export interface Force {
  readonly start: number;
  /** `Infinity` without an end. */
  readonly end: number;
  /** Chance that it takes effect, beside the lapse of a suspension. */
  readonly probability: number;
  /** For a suspended measure: the lapse or effect that has to happen first. */
  readonly lapse?: Lapse;
  /** Days it has been in force: buyers and licensing adapt. */
  readonly ageDays: number;
  /** Chance that it goes on after its end. */
  readonly renewal: number;
}

/** Chance that a suspension lapses, when each decision renews it with the given chance. */
export function lapseProbability({ decisions, lapsed }: Lapse, renewalSuspension: number): number {
  const undecided = 1 - renewalSuspension ** decisions;
  return undecided + (1 - undecided) * lapsed;
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
): Pick<Force, 'start' | 'probability' | 'lapse' | 'ageDays'> | null {
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
    const decisions = Math.ceil(horizonDays / parameters.renewal_term_days);
    const since = Math.max(dated.effectiveFrom, suspendedTo);
    return {
      start: Math.max(0, untilEffective),
      probability: 1,
      lapse: { decisions, lapsed },
      ageDays: Math.max(0, day - since),
    };
  }
  const decisions = 1 + Math.floor((horizonDays - untilLapse) / parameters.renewal_term_days);
  return { start: Math.max(untilLapse, untilEffective), probability: 1, lapse: { decisions, lapsed: 0 }, ageDays: 0 };
}

/** Force of the rule that stays while a measure is suspended: from D until the suspension ends, never prolonged. */
export function residualForce({ dated, suspendedTo }: MeasureOnDay, { day }: AsOf): Force {
  return { start: 0, end: suspendedTo - day, probability: 1, ageDays: Math.max(0, day - dated.effectiveFrom), renewal: 0 };
}

/** The parts of the chance that a control binds that are constant over draws. */
export interface Binding {
  /** Buyers and licensing adapt with its age. */
  readonly ageFactor: number;
  /** General licences ease it. */
  readonly easingFactor: number;
  readonly probability: number;
  /** Null when no suspension has to lapse first. */
  readonly lapse: Lapse | null;
  /** Part of the chance to bind that falls into the time it is in force, renewal included. */
  readonly shareInForce: number;
}

/** The binding of a measure with this force; `easings` general licences ease it. */
export function bindingOf(force: Force, easings: number, horizonDays: number, parameters: Parameters): Binding {
  const { pi_age_floor: floor, pi_age_half_life_days: halfLife } = parameters;
  const beforeEnd = bindingShare(Math.min(horizonDays, force.end) - force.start, parameters);
  const throughout = bindingShare(horizonDays - force.start, parameters);
  return {
    ageFactor: floor + (1 - floor) * 2 ** (-force.ageDays / halfLife),
    easingFactor: parameters.general_licence_factor ** easings,
    probability: force.probability,
    lapse: force.lapse ?? null,
    shareInForce: beforeEnd + force.renewal * (throughout - beforeEnd),
  };
}

/** pi_m: chance that the control starts to bind inside the horizon; `pi` of its class. */
export function bindingProbability(binding: Binding, pi: number, renewalSuspension: number): number {
  const { ageFactor, easingFactor, probability, lapse, shareInForce } = binding;
  const inForce = lapse === null ? probability : lapseProbability(lapse, renewalSuspension);
  return pi * ageFactor * easingFactor * inForce * shareInForce;
}
