/** Observations that came in after the shipped tables were built: which of their versions a run knows, and how they stand in the tables. */

import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';
import { SIGNALS } from './registry.ts';
import { type ObservationOf, rowsOf, type SignalRegistry } from './signal.ts';

/** An observation of any signal; `values` has the shape of its contract. */
export type Observation = ObservationOf;

export interface ObservationVersion {
  readonly observation: Observation;
  /** 1, 2, 3 ...: a later version corrects the one before. */
  readonly version: number;
}

/** Key that all versions of an observation share: its id, or its day when it has no id. */
export const observationSubject = ({ id, date }: Pick<Observation, 'id' | 'date'>): string => id ?? date;

/** Evidence id of an observation: what a score cites. */
export const observationRow = ({ observation, version }: ObservationVersion): string =>
  `observation:${observation.signal}:${observationSubject(observation)}:${version}`;

/**
 * Evidence ids of the observations that stand in the tables, by signal, each in byte order; rows that ship are left out. Signals without any
 * are not in it.
 */
export function observationRowsIn(data: ReferenceData, registry: SignalRegistry = SIGNALS): Readonly<Record<string, readonly string[]>> {
  const bySignal = registry.map(({ name, table }) => {
    const own = rowsOf(data, table).flatMap(({ row }) => (row.startsWith(`observation:${name}:`) ? [row] : []));
    return [name, own.sort()] as const;
  });
  return Object.fromEntries(bySignal.filter(([, rows]) => rows.length > 0));
}

/** The newest version of each thing that was known by a day. */
function knownVersions(versions: readonly ObservationVersion[], knownAt: string): readonly ObservationVersion[] {
  const newest = new Map<string, ObservationVersion>();
  for (const entry of versions) {
    if (entry.observation.known_from > knownAt) continue;
    const subject = `${entry.observation.signal}#${observationSubject(entry.observation)}`;
    const present = newest.get(subject);
    if (present === undefined || present.version < entry.version) newest.set(subject, entry);
  }
  return [...newest].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
}

function provenance(entry: ObservationVersion): Provenance {
  const { source, source_url, known_from, date } = entry.observation;
  return { row: observationRow(entry), source, source_url, date, quality: 'A', known_from, known_from_basis: 'source', note: null };
}

/**
 * The tables with the observations that were known by a day. An observation takes the place of the row of its day, and keeps the day on
 * which it became known itself: what was known earlier is no longer in these tables, so they are for runs of that day.
 */
export function withObservations(
  data: ReferenceData,
  versions: readonly ObservationVersion[],
  knownAt: string,
  registry: SignalRegistry = SIGNALS,
): ReferenceData {
  const known = knownVersions(versions, knownAt);
  if (known.length === 0) return data;
  const tables = registry.flatMap(({ name, table, rowOf, keyOf }) => {
    const newer = known.flatMap((entry) =>
      entry.observation.signal === name && !entry.observation.withdrawn ? [rowOf(entry.observation, provenance(entry))] : [],
    );
    if (newer.length === 0) return [];
    const replaced = new Set(newer.map(keyOf));
    return [[table, [...rowsOf(data, table).filter((row) => !replaced.has(keyOf(row))), ...newer]] as const];
  });
  return { ...data, ...Object.fromEntries(tables) };
}
