/** Section 5, tilt, and the staleness rule of section 7: how far the three security signals raise a rate. */
import type { Parameters } from '../vocabulary/methodology.ts';
import { type CountryCode, SIGNALS, type SignalName, type SignalReadings } from '../vocabulary/scoring-inputs.ts';

export type SignalStates = { readonly [signal in SignalName]: number };
type SignalWeights = { readonly [signal in SignalName]?: number };

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
  const used = (signal: SignalName): number => {
    const x = readings?.[signal]?.x ?? null;
    const age = readings?.[signal]?.age_days ?? null;
    if (x === null || age === null || age > parameters.signal_stale_after_days[signal]) {
      stale.push(signal);
      return parameters.signal_unknown_x.value;
    }
    return Math.min(Math.max(x, 0), X_MAX);
  };
  return { x: { carriers: used('carriers'), senkaku: used('senkaku'), taiwan_strait: used('taiwan_strait') }, stale };
}

/** `multiplier` of a rate, and the term beta_k x_k of each signal that raises it. */
export interface Tilt {
  readonly multiplier: number;
  readonly terms: { readonly [signal in SignalName]?: number };
}

export const NO_TILT: Tilt = { multiplier: 1, terms: {} };

export function tiltOf(weights: SignalWeights, x: SignalStates, parameters: Parameters): Tilt {
  const terms: { [signal in SignalName]?: number } = {};
  let sum = 0;
  for (const signal of SIGNALS) {
    const term = (weights[signal] ?? 0) * x[signal];
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

function weightsOf(table: Readonly<Record<string, SignalWeights>>, buyer: CountryCode): SignalWeights {
  return table[buyer] ?? table.default ?? {};
}

/** The signal part of a cumulative hazard, split in proportion to beta_k x_k. */
export function splitOverSignals(part: number, tilt: Tilt): { readonly [signal in SignalName]?: number } {
  const split: { [signal in SignalName]?: number } = {};
  let sum = 0;
  for (const signal of SIGNALS) sum += tilt.terms[signal] ?? 0;
  for (const signal of SIGNALS) {
    const term = tilt.terms[signal];
    if (term !== undefined) split[signal] = (part * term) / sum;
  }
  return split;
}
