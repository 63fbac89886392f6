/** The newest observation behind each signal on a day: what an explanation cites when a signal has tilted a rate. */

import { valueAt } from '../numbers/parallel-arrays.ts';
import type { IsoDate, SignalName } from '../vocabulary/scoring-inputs.ts';
import { SIGNALS } from './registry.ts';
import type { DatedRow, SignalFacts, SignalRegistry } from './signal.ts';

/** Evidence ids by signal, as known on the day `cut`; none when there was no observation yet. */
export type SignalRows = (cut: IsoDate) => Readonly<Record<SignalName, readonly string[]>>;

/** How many observations are not after the day. */
function countUpTo(sorted: readonly DatedRow[], day: IsoDate): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(sorted, middle).day <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newest(sorted: readonly DatedRow[], cut: IsoDate): readonly string[] {
  for (let index = countUpTo(sorted, cut) - 1; index >= 0; index--) {
    const { row } = valueAt(sorted, index);
    if (row.known_from <= cut) return [row.row];
  }
  return [];
}

/** Looks up the newest rows of the given signals; those of a methodology are `signalsOf` its parameters. */
export function newestRows(facts: SignalFacts, signals: SignalRegistry = SIGNALS): SignalRows {
  const rows = signals.map((signal) => [signal.name, [...signal.evidence(facts)].sort((a, b) => (a.day < b.day ? -1 : 1))] as const);
  return (cut) => Object.fromEntries(rows.map(([name, sorted]) => [name, newest(sorted, cut)]));
}
