/** Section 5, tilt, and the staleness rule of section 7: how far the security signals of a methodology raise a rate. */
import { type Parameters, signalNames } from '../vocabulary/methodology.ts';
import type { CountryCode, SignalName, SignalReadings } from '../vocabulary/scoring-inputs.ts';

/** State of each signal of a methodology, in byte order of their names. */
export type SignalStates = Readonly<Record<SignalName, number>>;
type SignalWeights = Readonly<Record<SignalName, number>>;

/** States as the score uses them: a missing or stale signal has the unknown state, never 0. */
export interface SignalsUsed {
  readonly x: SignalStates;
  /** In byte order. */
  readonly stale: readonly SignalName[];
}

/** Largest state of a signal: one day in 100,000. */
const X_MAX = 4;

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

/** `multiplier` of a rate, and the term beta_k x_k of each signal that raises it. */
export interface Tilt {
  readonly multiplier: number;
  readonly terms: Readonly<Record<SignalName, number>>;
}

export const NO_TILT: Tilt = { multiplier: 1, terms: {} };

export function tiltOf(weights: SignalWeights, x: SignalStates, parameters: Parameters): Tilt {
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

/** Tilt of the new-control rate: only of the origin the signals speak of. */
export function newControlTilt(origin: CountryCode, buyer: CountryCode, x: SignalStates, parameters: Parameters): Tilt {
  if (origin !== parameters.signal_origin) return NO_TILT;
  return tiltOf(weightsOf(parameters.beta.new_control, buyer), x, parameters);
}

export function transitTilt(buyer: CountryCode, x: SignalStates, parameters: Parameters): Tilt {
  return tiltOf(weightsOf(parameters.beta.transit, buyer), x, parameters);
}

/** What the signals do to the rates of one buyer. */
export interface SignalTilts {
  /** Of new controls by the origin that the signals speak of. */
  readonly newControl: Tilt;
  readonly transit: Tilt;
}

export function signalTilts(buyer: CountryCode, x: SignalStates, parameters: Parameters): SignalTilts {
  return { newControl: newControlTilt(parameters.signal_origin, buyer, x, parameters), transit: transitTilt(buyer, x, parameters) };
}

/** The same for many states of these signals, multipliers only: a draw is asked for no terms. */
export function tiltMultipliers(
  buyer: CountryCode,
  signals: readonly SignalName[],
  { beta, tilt_cap: cap }: Parameters,
): (x: SignalStates) => SignalTilts {
  const multiplierOf = (weights: SignalWeights, x: SignalStates): Tilt => {
    let sum = 0;
    for (const signal of signals) sum += Math.max(0, (weights[signal] ?? 0) * (x[signal] as number));
    return { multiplier: Math.exp(Math.min(cap, sum)), terms: NO_TILT.terms };
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
