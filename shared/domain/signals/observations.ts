/** Observations that came in after the shipped tables were built: which of their versions a run knows, and how they stand in the tables. */

import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';
import { LOGGED_TABLES, type ObservationOf } from './registry.ts';

/** An observation of any series; `values` has the shape of its contract. */
export type Observation = ObservationOf;

/** How an observation came in. */
export interface ObservationReceipt {
  /** The client that sent it, for example `acme` or `collector:taiwan-mnd`; `local` where access is open. */
  readonly client: string;
  /** Id of the API key it was sent with, never the key; null for a collector, where access is open, and where a token or a signature shows who asks. */
  readonly key: string | null;
  /** RFC 3339. */
  readonly received_at: string;
  /** The client that released it from quarantine; null when it never was there. */
  readonly released_by: string | null;
  /** Most that a count of it may be in a score until somebody else states the same, by name of the count. */
  readonly held_to: Readonly<Record<string, number>>;
}

export interface ObservationVersion {
  readonly observation: Observation;
  /** 1, 2, 3 ...: a later version corrects the one before, or confirms it where its counts were held down. */
  readonly version: number;
  /** Absent of observations that were stored before receipts were kept. */
  readonly receipt?: ObservationReceipt;
}

/** Key that all versions of an observation share: its id, or its day when it has no id. */
export const observationSubject = ({ id, date }: Pick<Observation, 'id' | 'date'>): string => id ?? date;

/** Evidence id of an observation: what a score cites. */
export const observationRow = ({ observation, version }: ObservationVersion): string =>
  `observation:${observation.signal}:${observationSubject(observation)}:${version}`;

/**
 * Evidence ids of the observations that stand in the tables, by series, each in byte order; rows that ship are left out. Series without any
 * are not in it.
 */
export function observationRowsIn(data: ReferenceData): Readonly<Record<string, readonly string[]>> {
  const bySeries = LOGGED_TABLES.map(({ name, table }) => {
    const own = data[table].flatMap(({ row }) => (row.startsWith(`observation:${name}:`) ? [row] : []));
    return [name, own.sort()] as const;
  });
  return Object.fromEntries(bySeries.filter(([, rows]) => rows.length > 0));
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

function provenance(entry: ObservationVersion, note: string | null): Provenance {
  const { source, source_url, known_from, date } = entry.observation;
  const { receipt } = entry;
  const sender = receipt === undefined ? {} : { sent_by: receipt.key ?? receipt.client };
  return { row: observationRow(entry), source, source_url, date, quality: 'A', known_from, known_from_basis: 'source', note, ...sender };
}

/**
 * The values as scores read them. Counts that were released from quarantine although they are far above any on record are held to what was
 * plausible until a document of the publisher states the same: one person who slips, and one who waves it through, move a score only so far.
 */
function heldValues({ observation, receipt }: ObservationVersion): { readonly values: object; readonly note: string | null } {
  const values: Record<string, unknown> = { ...observation.values };
  const notes: string[] = [];
  for (const [name, most] of Object.entries(receipt?.held_to ?? {})) {
    const stated = values[name];
    if (typeof stated !== 'number' || stated <= most) continue;
    values[name] = most;
    notes.push(`${name} counts as ${most} of ${stated} until a document of its publisher states the same.`);
  }
  return notes.length === 0 ? { values: observation.values, note: null } : { values, note: notes.join(' ') };
}

/**
 * The tables with the observations that were known by a day. An observation takes the place of the row of its day, and keeps the day on
 * which it became known itself: what was known earlier is no longer in these tables, so they are for runs of that day.
 */
export function withObservations(data: ReferenceData, versions: readonly ObservationVersion[], knownAt: string): ReferenceData {
  const known = knownVersions(versions, knownAt);
  if (known.length === 0) return data;
  const tables = LOGGED_TABLES.flatMap(({ name, table, rowOf, keyOf }) => {
    const newer = known.flatMap((entry) => {
      if (entry.observation.signal !== name || entry.observation.withdrawn) return [];
      const { values, note } = heldValues(entry);
      return [rowOf({ ...entry.observation, values }, provenance(entry, note))];
    });
    if (newer.length === 0) return [];
    const replaced = new Set(newer.map(keyOf));
    return [[table, [...(data[table] as readonly Provenance[]).filter((row) => !replaced.has(keyOf(row))), ...newer]] as const];
  });
  return { ...data, ...Object.fromEntries(tables) };
}
