/** The newest observation behind each signal on a day: what an explanation cites when a signal has tilted a rate. */

import { valueAt } from '../numbers/parallel-arrays.ts';
import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';
import { type IsoDate, SIGNALS, type SignalName } from '../vocabulary/scoring-inputs.ts';

/** Evidence ids by signal, as known on the day `cut`; none when there was no observation yet. */
export type SignalRows = (cut: IsoDate) => Readonly<Record<SignalName, readonly string[]>>;

interface Observation {
  readonly day: IsoDate;
  readonly knownFrom: IsoDate;
  readonly row: string;
}

function observations<Row extends Provenance>(rows: readonly Row[], dayOf: (row: Row) => IsoDate): readonly Observation[] {
  const list = rows.map((row) => ({ day: dayOf(row), knownFrom: row.known_from, row: row.row }));
  return list.sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** How many observations are not after the day. */
function countUpTo(sorted: readonly Observation[], day: IsoDate): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(sorted, middle).day <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function newest(sorted: readonly Observation[], cut: IsoDate): readonly string[] {
  for (let index = countUpTo(sorted, cut) - 1; index >= 0; index--) {
    const { knownFrom, row } = valueAt(sorted, index);
    if (knownFrom <= cut) return [row];
  }
  return [];
}

export function signalRows(data: Pick<ReferenceData, 'taiwan_strait' | 'senkaku' | 'carrier_deployments'>): SignalRows {
  const bySignal: Readonly<Record<SignalName, readonly Observation[]>> = {
    taiwan_strait: observations(data.taiwan_strait, (row) => row.report_date),
    senkaku: observations(data.senkaku, (row) => row.day),
    carriers: observations(
      data.carrier_deployments.filter((row) => row.scope === 'pacific'),
      (row) => row.start,
    ),
  };
  return (cut) => Object.fromEntries(SIGNALS.map((name) => [name, newest(bySignal[name], cut)])) as ReturnType<SignalRows>;
}
