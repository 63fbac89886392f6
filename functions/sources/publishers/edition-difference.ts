/** Differences between two editions of a publication that restates its past: told before the new one moves a score. */
import type { ReadObservation } from './document-reader.ts';

/** A value that an edition states differently. */
export interface ChangedValue {
  readonly series: string;
  readonly id: string | null;
  readonly date: string;
  /** Name of the value. */
  readonly name: string;
  /** `null`: not stated in that edition. */
  readonly before: ReadObservation['values'][string];
  readonly after: ReadObservation['values'][string];
}

/** Observations that only one edition has, and values that both have and state differently. */
export interface EditionDifference {
  readonly added: readonly ReadObservation[];
  readonly removed: readonly ReadObservation[];
  readonly changed: readonly ChangedValue[];
}

const keyOf = ({ series, id, date }: ReadObservation): string => JSON.stringify([series, id ?? null, date]);

/** Values that name the edition itself differ by their nature. */
const NAMES_OF_EDITIONS: ReadonlySet<string> = new Set(['edition']);

/**
 * Changes that a newly read edition makes in the one that is known. Observations are the same if they agree in series, id and date; of several in one
 * edition the last counts. The order of the observations does not matter: the difference is sorted.
 */
export function editionDifference(known: readonly ReadObservation[], read: readonly ReadObservation[]): EditionDifference {
  const before = new Map(known.map((one) => [keyOf(one), one]));
  const after = new Map(read.map((one) => [keyOf(one), one]));
  const sorted = (observations: ReadonlyMap<string, ReadObservation>, other: ReadonlyMap<string, ReadObservation>) =>
    [...observations]
      .filter(([key]) => !other.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, one]) => one);
  const changed = [...after]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, one]) => {
      const old = before.get(key);
      return old === undefined ? [] : changedValues(old, one);
    });
  return { added: sorted(after, before), removed: sorted(before, after), changed };
}

function changedValues(old: ReadObservation, one: ReadObservation): readonly ChangedValue[] {
  const names = [...new Set([...Object.keys(old.values), ...Object.keys(one.values)])]
    .filter((name) => !NAMES_OF_EDITIONS.has(name))
    .sort();
  return names.flatMap((name) => {
    const before = old.values[name] ?? null;
    const after = one.values[name] ?? null;
    return JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [{ series: one.series, id: one.id ?? null, date: one.date, name, before, after }];
  });
}
