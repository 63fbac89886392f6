/** Which versions of observations a run knows, and how they stand in the tables. */

import { type DayNumber, dayNumber, isoDate, lastDayOf } from '../time/calendar.ts';
import { coveredDays } from '../time/coverage.ts';
import type { Provenance, ReferenceData } from '../vocabulary/reference-data.ts';
import { LOGGED_TABLES, type LoggedTable, type ObservationOf, SIGNALS } from './registry.ts';

/** `values` has the shape of its contract. */
export type Observation = ObservationOf;

export type ObservationReceipt = Readonly<{
  /** For example `acme` or `collector:taiwan-mnd`; `local` where access is open. */
  client: string;
  /** Of the API key, never the key itself; null without one. */
  key: string | null;
  /** RFC 3339. */
  received_at: string;
  /** Read from a document of its publisher. Absent: a client says so. */
  from_publisher?: true;
  /** Counts far above any before -> the most that a count may be without being told. */
  far_above?: Readonly<Record<string, number>>;
}>;

/** No client of a key can have a colon in its name. */
export const COLLECTOR_PREFIX = 'collector:';

export type ObservationVersion = Readonly<{
  observation: Observation;
  /** 1, 2, 3 ...: a later one corrects the one before. */
  version: number;
  /** Absent of observations older than receipts. */
  receipt?: ObservationReceipt;
  /** Absent where nobody has to look before it counts. */
  review?: Review;
}>;

export type Review = Readonly<{
  /** `draft`: something is missing; `in_review`: somebody has to look; only `accepted` counts. */
  status: 'draft' | 'in_review' | 'accepted' | 'rejected';
  /** What is missing or doubtful, a sentence each. */
  reasons: readonly string[];
  /** Of who decided. */
  note: string | null;
}>;

/** Key of all versions: its id, else its day. */
export const observationSubject = ({ id, date }: Pick<Observation, 'id' | 'date'>): string => id ?? date;

/** Evidence id. */
export const observationRow = ({ observation, version }: ObservationVersion): string =>
  `observation:${observation.signal}:${observationSubject(observation)}:${version}`;

/** Evidence ids that stand in the tables, by series with any, in byte order. */
export function observationRowsIn(data: ReferenceData): Readonly<Record<string, readonly string[]>> {
  const bySeries = LOGGED_TABLES.map(({ name, table }) => {
    const own = data[table].flatMap(({ row }) => (row.startsWith(`observation:${name}:`) ? [row] : []));
    return [name, own.sort()] as const;
  });
  return Object.fromEntries(bySeries.filter(([, rows]) => rows.length > 0));
}

const counts = ({ review }: ObservationVersion) => review === undefined || review.status === 'accepted';

/** One that waits, or is of a client's own series, moves no published score. */
export const isReadByRuns = (entry: ObservationVersion): boolean =>
  counts(entry) && LOGGED_TABLES.some(({ name }) => name === entry.observation.signal);

function knownVersions(
  versions: readonly ObservationVersion[],
  knownAt: string,
): readonly ObservationVersion[] {
  const newest = new Map<string, ObservationVersion>();
  for (const entry of versions) {
    if (entry.observation.known_from > knownAt || !counts(entry)) continue;
    const subject = `${entry.observation.signal}#${observationSubject(entry.observation)}`;
    const present = newest.get(subject);
    if (present === undefined || present.version < entry.version) newest.set(subject, entry);
  }
  return [...newest].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
}

export function provenance(entry: ObservationVersion, note: string | null): Provenance {
  const { source, source_url, known_from, date } = entry.observation;
  const { receipt } = entry;
  const sender = receipt === undefined ? {} : { sent_by: receipt.key ?? receipt.client };
  return {
    row: observationRow(entry),
    source,
    source_url,
    date,
    quality: 'A',
    known_from,
    known_from_basis: 'source',
    note,
    ...sender,
  };
}

/** Far above any before, and only a client says so. */
export const isHeld = (receipt: ObservationReceipt | undefined): boolean =>
  receipt?.from_publisher === undefined && Object.keys(receipt?.far_above ?? {}).length > 0;

/**
 * Values as scores read them. What a publisher states counts in full, as the day that breaks a record
 * matters; of a client a count far above any before is held down until a publisher states the same.
 */
export function countedValues({ observation, receipt }: Omit<ObservationVersion, 'version'>): Readonly<{
  values: object;
  notes: readonly string[];
}> {
  const values: Record<string, unknown> = { ...observation.values };
  const notes = Object.entries(receipt?.far_above ?? {}).map(([name, most]) => {
    if (!isHeld(receipt))
      return `${name} ${values[name]} is far above any before it: more than ${most} is told.`;
    const stated = values[name];
    values[name] = most;
    return `${name} counts as ${most} of ${stated} until a document of its publisher states the same.`;
  });
  return { values, notes };
}

/** That became known on a day or after it, as sentences. */
export const countsFarAbove = (data: ReferenceData, since: string): readonly string[] =>
  SIGNALS.flatMap(({ name, table }) =>
    (data[table] as readonly Provenance[]).flatMap(({ row, date, known_from, note }) =>
      row.startsWith(`observation:${name}:`) && note !== null && known_from >= since
        ? [`${name} of ${date}: ${note}`]
        : [],
    ),
  );

/** An observation takes the place of the row of its day: these tables are for runs of that day. */
export function withObservations(
  data: ReferenceData,
  versions: readonly ObservationVersion[],
  knownAt: string,
): ReferenceData {
  const known = knownVersions(versions, knownAt);
  if (versions.length === 0) return data;
  const tables = LOGGED_TABLES.flatMap(({ name, table, rowOf, keyOf, keepsVersions, continues }) => {
    if (keepsVersions === true) {
      const own = versions.filter(({ observation }) => observation.signal === name);
      return own.length === 0
        ? []
        : [
            [
              table,
              withVersions(data[table] as readonly Provenance[], own, knownAt, { rowOf, keyOf }),
            ] as const,
          ];
    }
    const newer = known.flatMap((entry) => {
      if (entry.observation.signal !== name || entry.observation.withdrawn) return [];
      const { values, notes } = countedValues(entry);
      const observation = { ...entry.observation, values };
      const from = provenance(entry, notes.length === 0 ? null : notes.join(' '));
      const row = rowOf(observation, from);
      if (continues !== true) return [row];
      const before = (data[table] as readonly Provenance[]).find((one) => keyOf(one) === keyOf(row));
      return [rowOf(observation, from, before)];
    });
    if (newer.length === 0) return [];
    const replaced = new Set(newer.map(keyOf));
    return [
      [
        table,
        [...(data[table] as readonly Provenance[]).filter((row) => !replaced.has(keyOf(row))), ...newer],
      ] as const,
    ];
  });
  return withRegisterRead({ ...data, ...Object.fromEntries(tables) }, versions, knownAt);
}

/** Lists that the register of measures is read from every night. */
export const WATCHED_LISTS = [
  'mofcom',
  'federal-register',
  'eu-official-journal',
  'indonesia-esdm',
  'indonesia-kemendag',
  'congo-mines',
  'congo-arecoms',
  'vietnam-gazette',
  'myanmar-commerce',
  'japan-meti',
  'japan-export-order',
] as const;

/** Of notices that the watch had drafted by a day and nobody had decided on. */
function undecidedDays(versions: readonly ObservationVersion[], knownAt: string): readonly DayNumber[] {
  const measures = versions.filter(
    ({ observation: { signal }, receipt }) =>
      signal === 'measures' && (receipt?.received_at ?? '').slice(0, 'YYYY-MM-DD'.length) <= knownAt,
  );
  return [...Map.groupBy(measures, ({ observation }) => observation.id).values()].flatMap((of) => {
    const [drafted, ...later] = of.toSorted((one, other) => one.version - other.version);
    const status = (later.at(-1) ?? drafted)?.review?.status ?? '';
    return drafted?.receipt?.client.startsWith(COLLECTOR_PREFIX) && /^(draft|in_review)$/.test(status)
      ? [dayNumber(drafted.observation.known_from)]
      : [];
  });
}

/** The register is read to the day to which no list has a gap since its review, and no notice waits. */
function withRegisterRead(
  data: ReferenceData,
  versions: readonly ObservationVersion[],
  knownAt: string,
): ReferenceData {
  const undecided = undecidedDays(versions, knownAt);
  const readOn = (reviewed: string) => {
    const next = dayNumber(reviewed) + 1;
    const listed = WATCHED_LISTS.map((list) => {
      const days = coveredDays(data, list);
      let day = next;
      while (days.has(day)) day++;
      return day;
    });
    return isoDate(Math.max(next, Math.min(...listed, ...undecided)) - 1);
  };
  return {
    ...data,
    sources: data.sources.map((source) =>
      source.tables.includes('policy') && source.read_on !== ''
        ? { ...source, read_on: readOn(source.read_on) }
        : source,
    ),
  };
}

type VersionedRow = Provenance & Readonly<{ stated_from?: string; superseded_from?: string }>;

/**
 * Each version that counts is a row, known as it is until a later one; the thing stays known from the first
 * day that any names. A withdrawal ends the version before.
 */
export function withVersions<Row extends VersionedRow>(
  rows: readonly Row[],
  versions: readonly ObservationVersion[],
  knownAt: string,
  { rowOf, keyOf }: Pick<LoggedTable, 'rowOf' | 'keyOf'>,
): readonly Row[] {
  const known = versions.filter((entry) => entry.observation.known_from <= knownAt && counts(entry));
  const replaced = Map.groupBy(known, ({ observation }) => observationSubject(observation));
  const shipped = new Map(rows.map((row) => [keyOf(row), row]));
  const made = [...replaced].flatMap(([subject, of]) => {
    const ordered = of.toSorted((one, other) => one.version - other.version);
    const ends = ordered.map(
      (_, at) =>
        ordered
          .slice(at)
          .map(({ observation }) => observation.known_from)
          .sort()[0] as string,
    );
    let before: Row | undefined = shipped.get(subject);
    const chain: Row[] =
      before !== undefined && dayNumber(ends[0] as string) > lastDayOf(before.known_from)
        ? [{ ...before, superseded_from: ends[0] }]
        : [];
    for (const [at, entry] of ordered.entries()) {
      const { known_from, withdrawn } = entry.observation;
      const row = rowOf(entry.observation, provenance(entry, null), before);
      const first =
        before !== undefined && lastDayOf(before.known_from) <= dayNumber(known_from)
          ? before.known_from
          : known_from;
      const until = ends[at + 1];
      before = {
        ...row,
        known_from: first,
        ...(first === known_from ? {} : { stated_from: known_from }),
      } as Row;
      if (withdrawn === true || (until !== undefined && until <= known_from)) continue;
      chain.push(until === undefined ? before : { ...before, superseded_from: until });
    }
    return chain;
  });
  return [...rows.filter((row) => !replaced.has(keyOf(row))), ...made];
}
