/** Observations that came in after the shipped tables were built: which of their versions a run knows, and how they stand in the tables. */
import type { CarrierDeploymentRow, Provenance, ReferenceData, SenkakuDayRow, TaiwanStraitRow } from '../vocabulary/reference-data.ts';

interface Said {
  /** The day it speaks of; of a deployment its first day. */
  readonly date: string;
  /** Day since which it was public. */
  readonly known_from: string;
  readonly source: string;
  readonly source_url: string | null;
  readonly definition: string;
}

export type Observation = Said &
  (
    | {
        readonly series: 'taiwan_strait';
        readonly values: Pick<TaiwanStraitRow, 'aircraft' | 'crossed_median_or_adiz' | 'navy_ships' | 'official_ships'>;
      }
    | { readonly series: 'senkaku'; readonly values: Pick<SenkakuDayRow, 'contiguous_zone_vessels' | 'territorial_sea_vessels'> }
    | {
        readonly series: 'carriers';
        readonly id: string;
        readonly values: Pick<CarrierDeploymentRow, 'scope' | 'carrier' | 'end' | 'flight_operations_total'>;
      }
  );

export interface ObservationVersion {
  readonly observation: Observation;
  /** 1, 2, 3 ...: a later version corrects the one before. */
  readonly version: number;
}

/** What versions of one thing share: the day of a daily series, the id of a deployment. */
export const observationSubject = (observation: Observation): string =>
  observation.series === 'carriers' ? observation.id : observation.date;

/** Of each thing the newest version that was known by a day. */
function knownVersions(versions: readonly ObservationVersion[], knownAt: string): readonly ObservationVersion[] {
  const newest = new Map<string, ObservationVersion>();
  for (const entry of versions) {
    if (entry.observation.known_from > knownAt) continue;
    const subject = `${entry.observation.series}#${observationSubject(entry.observation)}`;
    const present = newest.get(subject);
    if (present === undefined || present.version < entry.version) newest.set(subject, entry);
  }
  return [...newest].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);
}

function provenance({ observation, version }: ObservationVersion): Provenance {
  const { series, source, source_url, known_from, date } = observation;
  return {
    row: `observation:${series}:${observationSubject(observation)}:${version}`,
    ...{ source, source_url, date, quality: 'A', known_from, known_from_basis: 'source', note: null },
  };
}

/**
 * The tables with the observations that were known by a day. An observation takes the place of the row of its day, and keeps the day on
 * which it became known itself: what was known earlier is no longer in these tables, so they are for runs of that day.
 */
export function withObservations(data: ReferenceData, versions: readonly ObservationVersion[], knownAt: string): ReferenceData {
  const known = knownVersions(versions, knownAt);
  if (known.length === 0) return data;
  const strait: TaiwanStraitRow[] = [];
  const senkaku: SenkakuDayRow[] = [];
  const carriers: CarrierDeploymentRow[] = [];
  for (const entry of known) {
    const { observation } = entry;
    const { date, definition } = observation;
    if (observation.series === 'taiwan_strait')
      strait.push({ ...provenance(entry), report_date: date, ...observation.values, definition, flag: null });
    else if (observation.series === 'senkaku') senkaku.push({ ...provenance(entry), day: date, ...observation.values });
    else {
      const { end } = observation.values;
      const days = { start: date, start_precision: 'day', end, end_precision: end === null ? null : 'day' };
      carriers.push({
        ...provenance(entry),
        id: observation.id,
        ...observation.values,
        ...days,
        eez_entry: 'unknown',
        contiguous_zone_entry: 'unknown',
      });
    }
  }
  return {
    ...data,
    taiwan_strait: replaced(data.taiwan_strait, strait, (row) => row.report_date),
    senkaku: replaced(data.senkaku, senkaku, (row) => row.day),
    carrier_deployments: replaced(data.carrier_deployments, carriers, (row) => row.id),
  };
}

function replaced<Row>(rows: readonly Row[], newer: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const keys = new Set(newer.map(keyOf));
  return [...rows.filter((row) => !keys.has(keyOf(row))), ...newer];
}
