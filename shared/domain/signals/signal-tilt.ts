/** Section 5, tilt, and the staleness rule of section 7: how far the security signals of a methodology raise a rate. */
import { type Parameters, signalNames } from '../vocabulary/methodology.ts';
import type { CountryCode, SignalName, SignalReadings } from '../vocabulary/scoring-inputs.ts';

/** State of each signal of a methodology, in byte order of their names. */
export type SignalStates = Readonly<Record<SignalName, number>>;
type SignalWeights = Readonly<Record<SignalName, number>>;

/** States as the score uses them: a missing or stale signal has the unknown state, never 0. */
export interface SignalsUsed {
  readonly x: SignalStates;
  /** Names of signals that were stale or unknown, in byte order. */
  readonly stale: readonly SignalName[];
}

/** Largest state of a signal: one day in 100,000. */
export const X_MAX = 4;

export function signalsUsed(readings: SignalReadings | null | undefined, parameters: Parameters): SignalsUsed {
  const stale: SignalName[] = [];
  const x: Record<SignalName, number> = {};
  for (const signal of signalNames(parameters)) {
    const state = readings?.[signal]?.x ?? null;
    const age = readings?.[signal]?.age_days ?? null;
    const isKnown = state !== null && age !== null && age <= (parameters.signal_stale_after_days[signal] as number);
    if (!isKnown) stale.push(signal);
    x[signal] = isKnown ? Math.min(Math.max(state, 0), X_MAX) : parameters.signal_unknown_x.value;
  }
  return { x, stale };
}

/** `multiplier` of a rate over the horizon, and the weight of each signal that raises it: beta_k x_k, or that summed over its decay. */
export interface Tilt {
  readonly multiplier: number;
  /** Over the short horizon, where it is another one: signals that decay act most at first. */
  readonly shortMultiplier?: number;
  readonly terms: Readonly<Record<SignalName, number>>;
}

export const NO_TILT: Tilt = { multiplier: 1, terms: {} };

/** `horizonDays`: of the score; signals that decay are averaged over it. */
export function tiltOf(weights: SignalWeights, x: SignalStates, parameters: Parameters, horizonDays = parameters.horizon_days): Tilt {
  if (parameters.signal_half_life_days !== undefined) return decayingTilt(weights, x, horizonDays, parameters);
  const terms: Record<SignalName, number> = {};
  let sum = 0;
  for (const [signal, state] of Object.entries(x)) {
    const term = (weights[signal] ?? 0) * state;
    if (term > 0) {
      terms[signal] = term;
      sum += term;
    }
  }
  return sum > 0 ? { multiplier: Math.exp(Math.min(parameters.tilt_cap, sum)), terms } : NO_TILT;
}

/** Mean multiplier over the horizon while the state of each signal halves with its half-life; the short horizon has a mean of its own. */
function decayingTilt(weights: SignalWeights, x: SignalStates, horizonDays: number, parameters: Parameters): Tilt {
  const { signal_half_life_days: halfLives = {}, horizon_short_days: shortDays } = parameters;
  const acting = Object.entries(x).flatMap(([signal, state]): { signal: SignalName; term: number; halfLife: number }[] => {
    const [term, halfLife] = [(weights[signal] ?? 0) * state, halfLives[signal] ?? Number.POSITIVE_INFINITY];
    return term > 0 ? [{ signal, term, halfLife }] : [];
  });
  if (acting.length === 0 || horizonDays <= 0) return NO_TILT;
  const short = Math.min(horizonDays, shortDays);
  const terms = acting.map(({ signal, term, halfLife }) => {
    const days = halfLife === Number.POSITIVE_INFINITY ? horizonDays : (halfLife / Math.LN2) * (1 - 2 ** (-horizonDays / halfLife));
    return [signal, term * days] as const;
  });
  return {
    multiplier: meanMultiplier(acting, horizonDays, parameters.tilt_cap),
    shortMultiplier: meanMultiplier(acting, short, parameters.tilt_cap),
    terms: Object.fromEntries(terms),
  };
}

/** 1 + mean over the days of e^(capped sum of decayed terms) - 1, each day at its middle. */
function meanMultiplier(acting: readonly { readonly term: number; readonly halfLife: number }[], days: number, cap: number): number {
  const count = Math.ceil(days);
  let sum = 0;
  for (let day = 0; day < count; day++) {
    let exponent = 0;
    for (const { term, halfLife } of acting) exponent += term * 2 ** (-(day + 0.5) / halfLife);
    sum += Math.expm1(Math.min(cap, exponent));
  }
  return 1 + sum / count;
}

/** Tilt of the new-control rate: only of the origin the signals speak of. */
export function newControlTilt(
  origin: CountryCode,
  buyer: CountryCode,
  x: SignalStates,
  parameters: Parameters,
  horizonDays = parameters.horizon_days,
): Tilt {
  if (origin !== parameters.signal_origin) return NO_TILT;
  return tiltOf(weightsOf(parameters.beta.new_control, buyer), x, parameters, horizonDays);
}

export function transitTilt(buyer: CountryCode, x: SignalStates, parameters: Parameters, horizonDays = parameters.horizon_days): Tilt {
  return tiltOf(weightsOf(parameters.beta.transit, buyer), x, parameters, horizonDays);
}

/** Tilts by which the signals raise the rates of one buyer. */
export interface SignalTilts {
  /** Tilt of new controls by the origin that the signals are about. */
  readonly newControl: Tilt;
  readonly transit: Tilt;
}

export function signalTilts(
  buyer: CountryCode,
  x: SignalStates,
  parameters: Parameters,
  horizonDays = parameters.horizon_days,
): SignalTilts {
  return {
    newControl: newControlTilt(parameters.signal_origin, buyer, x, parameters, horizonDays),
    transit: transitTilt(buyer, x, parameters, horizonDays),
  };
}

/** A function from states of these signals to their tilts, with multipliers only: draws do not need the terms. */
export function tiltMultipliers(
  buyer: CountryCode,
  signals: readonly SignalName[],
  parameters: Parameters,
  horizonDays = parameters.horizon_days,
): (x: SignalStates) => SignalTilts {
  const { beta, tilt_cap: cap } = parameters;
  if (parameters.signal_half_life_days !== undefined) return decayingMultipliers(buyer, signals, parameters, horizonDays);
  const listed = (weights: SignalWeights): readonly number[] => signals.map((signal) => weights[signal] ?? 0);
  const newControl = listed(weightsOf(beta.new_control, buyer));
  const transit = listed(weightsOf(beta.transit, buyer));
  const multiplierOf = (weights: readonly number[], x: SignalStates): Tilt => {
    let sum = 0;
    for (let index = 0; index < weights.length; index++) {
      const weight = weights[index] as number;
      if (weight > 0) sum += weight * (x[signals[index] as SignalName] as number);
    }
    return { multiplier: Math.exp(Math.min(cap, sum)), terms: NO_TILT.terms };
  };
  return (x) => ({ newControl: multiplierOf(newControl, x), transit: multiplierOf(transit, x) });
}

/** Multipliers of signals that decay: how much of each state is left on each day is worked out once for all draws. */
function decayingMultipliers(
  buyer: CountryCode,
  signals: readonly SignalName[],
  { beta, tilt_cap: cap, signal_half_life_days: halfLives = {} }: Parameters,
  horizonDays: number,
): (x: SignalStates) => SignalTilts {
  const days = Math.ceil(horizonDays);
  const left = signals.map((signal) => {
    const halfLife = halfLives[signal] ?? Number.POSITIVE_INFINITY;
    return Float64Array.from({ length: days }, (_, day) => 2 ** (-(day + 0.5) / halfLife));
  });
  const multiplierOf = (weights: SignalWeights, x: SignalStates): Tilt => {
    const acting = signals.flatMap((signal, index) => {
      const term = (weights[signal] ?? 0) * (x[signal] as number);
      return term > 0 ? [{ term, left: left[index] as Float64Array }] : [];
    });
    if (acting.length === 0 || days === 0) return NO_TILT;
    let sum = 0;
    for (let day = 0; day < days; day++) {
      let exponent = 0;
      for (const { term, left: part } of acting) exponent += term * (part[day] as number);
      sum += Math.expm1(Math.min(cap, exponent));
    }
    return { multiplier: 1 + sum / days, terms: NO_TILT.terms };
  };
  const [newControl, transit] = [weightsOf(beta.new_control, buyer), weightsOf(beta.transit, buyer)];
  return (x) => ({ newControl: multiplierOf(newControl, x), transit: multiplierOf(transit, x) });
}

function weightsOf(table: Readonly<Record<string, SignalWeights>>, buyer: CountryCode): SignalWeights {
  return table[buyer] ?? table.default ?? {};
}

/** The signal part of a cumulative hazard, split in proportion to beta_k x_k. */
export function splitOverSignals(part: number, { terms }: Tilt): Readonly<Record<SignalName, number>> {
  const entries = Object.entries(terms);
  const sum = entries.reduce((total, [, term]) => total + term, 0);
  return Object.fromEntries(entries.map(([signal, term]) => [signal, (part * term) / sum]));
}
