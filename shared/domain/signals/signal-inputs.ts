/** Computes the signal states of a date from the facts, using only what was known then. */

import { dayNumber } from '../time/calendar.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { IsoDate, SignalReadings } from '../vocabulary/scoring-inputs.ts';
import { SIGNALS, signalsOf } from './registry.ts';
import type { SignalFacts, SignalRegistry, SignalState } from './signal.ts';

/** Signal -> state, each with what its own reader adds. Holds the signals of the methodology that they were read by. */
export type SignalDetails<Registry extends SignalRegistry> = {
  readonly [Signal in Registry[number] as Signal['name']]: ReturnType<ReturnType<Signal['reader']>>;
};

/** The signals of a date: what the scorer takes, and what a reader wants to see behind it. */
export interface SignalsOnDay<Registry extends SignalRegistry = typeof SIGNALS> {
  readonly as_of: IsoDate;
  readonly known_at: IsoDate;
  /** A missing `x` is unknown; the scorer decides what is stale. */
  readonly readings: SignalReadings;
  readonly details: SignalDetails<Registry>;
}

/** Reads the signals of any date; the daily work is done once per reader, so a replay over years shares it. */
export type SignalReader<Registry extends SignalRegistry = typeof SIGNALS> = (asOf: IsoDate, knownAt?: IsoDate) => SignalsOnDay<Registry>;

/**
 * A reader of the signals that the methodology has. `registry`: the signals that are known.
 * @throws RangeError when the methodology has a signal that the registry does not know
 */
export function signalReader<Registry extends SignalRegistry = typeof SIGNALS>(
  facts: SignalFacts,
  parameters: Parameters,
  registry: Registry = SIGNALS as unknown as Registry,
): SignalReader<Registry> {
  const readers = signalsOf(parameters, registry).map((signal) => [signal.name, signal.reader(facts, parameters)] as const);
  return (asOf, knownAt = asOf) => {
    const cut = Math.min(dayNumber(asOf), dayNumber(knownAt));
    const states = readers.map(([name, read]): readonly [string, SignalState] => [name, read(asOf, cut)]);
    return {
      as_of: asOf,
      known_at: knownAt,
      readings: Object.fromEntries(states.map(([name, { x, age_days }]) => [name, { x, age_days }])),
      details: Object.fromEntries(states) as SignalDetails<Registry>,
    };
  };
}

/** The signals of one date. */
export function signalReadings(facts: SignalFacts, parameters: Parameters, asOf: IsoDate, knownAt: IsoDate = asOf): SignalsOnDay {
  return signalReader(facts, parameters)(asOf, knownAt);
}

/** The signals of many dates, each as it was known on that date. */
export function signalHistory(facts: SignalFacts, parameters: Parameters, days: readonly IsoDate[]): SignalsOnDay[] {
  const read = signalReader(facts, parameters);
  return days.map((day) => read(day));
}
