/** The signals that this code knows. A methodology names those that it uses by its parameters: see `signalsOf`. */

import { type Parameters, signalNames } from '../vocabulary/methodology.ts';
import type { SignalName } from '../vocabulary/scoring-inputs.ts';
import { carriers } from './carriers/carriers.ts';
import { senkaku } from './senkaku/senkaku.ts';
import type { Signal, SignalRegistry } from './signal.ts';
import { taiwanStrait } from './taiwan-strait/taiwan-strait.ts';

/** Signals in byte order of their names; a new signal is a line here. */
export const SIGNALS = [carriers, senkaku, taiwanStrait] as const satisfies SignalRegistry;

/** Name of a signal that this code knows. */
export type RegisteredSignal = (typeof SIGNALS)[number]['name'];

/** @throws RangeError for a name that the registry does not know */
export function signalNamed(name: SignalName, registry: SignalRegistry = SIGNALS): Signal {
  const signal = registry.find((one) => one.name === name);
  if (signal === undefined)
    throw new RangeError(`there is no signal "${name}": the registry knows ${registry.map((one) => one.name).join(', ')}`);
  return signal;
}

/**
 * The signals that a methodology has, in byte order of their names.
 * @throws RangeError when it has one that the registry does not know: its score would silently lack it.
 */
export function signalsOf(parameters: Parameters, registry: SignalRegistry = SIGNALS): readonly Signal[] {
  return signalNames(parameters).map((name) => signalNamed(name, registry));
}
