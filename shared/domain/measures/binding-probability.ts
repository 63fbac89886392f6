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

/** Standing of a measure within its regime on a day: renewals, successors and the day from which its age counts. */
export interface RegimeOnDay {
  /** First day of the first measure of the regime. */
  readonly start: number;
  readonly hasPredecessor: boolean;
  readonly predecessorInForce: boolean;
  /** A known measure takes over from it. */
  readonly isSucceeded: boolean;
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
  /** Part of it that is in force on D, 0 ... 1. */
  readonly inForce: number;
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
export function forceInHorizon(onDay: MeasureOnDay, asOf: AsOf, parameters: Parameters, regime?: RegimeOnDay): Force | null {
  const starting = startInHorizon(onDay, asOf, parameters, regime);
  const end = onDay.end - asOf.day;
  if (starting === null || starting.start >= asOf.horizonDays || starting.start >= end) return null;
  return { ...starting, end, renewal: onDay.endIsFirm || regime?.isSucceeded === true ? 0 : parameters.renewal_restriction };
}

function startInHorizon(
  { dated, state, suspensionKnown, suspendedTo, lapsed }: MeasureOnDay,
  { day, horizonDays }: AsOf,
  parameters: Parameters,
  regime: RegimeOnDay | undefined,
): Pick<Force, 'start' | 'probability' | 'lapse' | 'ageDays' | 'inForce'> | null {
  const untilEffective = dated.effectiveFrom - day;
  const regimeStart = regime?.start ?? dated.effectiveFrom;
  if (state === 'ended') return null;
  if (state === 'announced') {
    const takesOver = regime?.predecessorInForce === true;
    const ageDays = regime?.hasPredecessor === true ? Math.max(0, day - regimeStart) : 0;
    return { start: untilEffective, probability: takesOver ? 1 : parameters.p_announced, ageDays, inForce: takesOver ? 1 : 0 };
  }
  if (state === 'in_force') {
    const since = suspensionKnown ? Math.max(dated.effectiveFrom, suspendedTo) : Math.min(dated.effectiveFrom, regimeStart);
    return { start: 0, probability: 1, ageDays: day - since, inForce: 1 };
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
      inForce: lapsed,
    };
  }
  const decisions = 1 + Math.floor((horizonDays - untilLapse) / parameters.renewal_term_days);
  return { start: Math.max(untilLapse, untilEffective), probability: 1, lapse: { decisions, lapsed: 0 }, ageDays: 0, inForce: 0 };
}

/** Force of the rule that stays while a measure is suspended: from D until the suspension ends, never prolonged. */
export function residualForce({ dated, suspendedTo }: MeasureOnDay, { day }: AsOf): Force {
  return { start: 0, end: suspendedTo - day, probability: 1, ageDays: Math.max(0, day - dated.effectiveFrom), renewal: 0, inForce: 1 };
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
  /** Part of it that is in force on D. */
  readonly inForceNow: number;
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
    inForceNow: force.inForce,
  };
}

/** pi_m: chance that the control starts to bind inside the horizon; `pi` of its class. */
export function bindingProbability(binding: Binding, pi: number, renewalSuspension: number): number {
  const { ageFactor, easingFactor, probability, lapse, shareInForce } = binding;
  const inForce = lapse === null ? probability : lapseProbability(lapse, renewalSuspension);
  return pi * ageFactor * easingFactor * inForce * shareInForce;
}

/** A chance after evidence that moves its odds by the factor e^`logOdds`; what is certain stays. */
export function withOdds(chance: number, logOdds: number): number {
  if (chance <= 0 || chance >= 1 || logOdds === 0) return chance;
  return 1 / (1 + Math.exp(-(Math.log(chance / (1 - chance)) + logOdds)));
}

/** Chance that the control binds once it is in force: `pi` of its class, aged, eased, and moved by evidence. */
export function chanceOnceInForce({ ageFactor, easingFactor }: Binding, pi: number, logOdds: number): number {
  return withOdds(pi * ageFactor * easingFactor, logOdds);
}
