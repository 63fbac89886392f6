/** The signal `carriers`: sightings of Chinese aircraft carriers beyond the first island chain, as deployments with a first and last day. */

import { dayNumber, isoDate } from '../../time/calendar.ts';
import type { Parameters } from '../../vocabulary/methodology.ts';
import type { CarrierDeploymentRow } from '../../vocabulary/reference-data.ts';
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';
import type { ObservationOf, RawFigures, Signal, SignalFacts, StateReader } from '../signal.ts';
import { daysFrom } from '../signal-state.ts';
import { type CarrierDays, type CarrierSeries, type CarrierState, carrierDays, carrierState, type Deployment } from './carriers-state.ts';

/** Fields of a deployment that an observation states. */
type ReportedDeployment = Pick<CarrierDeploymentRow, 'scope' | 'carrier' | 'end' | 'flight_operations_total' | 'covered_to'>;

type CarrierFacts = Pick<SignalFacts, 'carrier_deployments' | 'sources'>;

/** Last day of a deployment that goes on: no day that is covered lies after it. */
const STILL_OUT: IsoDate = '9999-12-31';

/** Counts a deployment that left the first island chain, with both days known to the day; one without an end goes on. */
const isCounted = (row: CarrierDeploymentRow): boolean =>
  row.scope === 'pacific' && row.start_precision === 'day' && (row.end === null || row.end_precision === 'day');

const spanOf = (row: CarrierDeploymentRow): Deployment => [row.start, row.end ?? STILL_OUT];

/**
 * Last day up to which the publications behind the deployments were read, as known on the day `cut`; after it, no row does not mean no
 * carrier. It is the day the shipped sources were read, or a later one that an observation states. `null`: they were never read.
 */
export function carriersCoveredTo({ sources, carrier_deployments }: CarrierFacts, cut: IsoDate = STILL_OUT): IsoDate | null {
  const read = sources.filter((source) => source.tables.includes('carrier_deployments')).map((source) => source.read_on);
  const stated = carrier_deployments.flatMap((row) => (row.covered_to === undefined || row.known_from > cut ? [] : [row.covered_to]));
  return [...read, ...stated].sort().at(-1) ?? null;
}

function reader(facts: SignalFacts, parameters: Parameters): StateReader<CarrierState> {
  const deployments = facts.carrier_deployments
    .filter(isCounted)
    .map((row) => ({ span: spanOf(row), knownFrom: dayNumber(row.known_from) }))
    .sort((a, b) => a.knownFrom - b.knownFrom);
  const daysByCount = new Map<number, CarrierDays>();
  return (asOf, cut) => {
    const known = deployments.filter(({ knownFrom }) => knownFrom <= cut).map(({ span }) => span);
    const days = daysByCount.get(known.length) ?? carrierDays(known, parameters);
    daysByCount.set(known.length, days);
    const covered_to = carriersCoveredTo(facts, isoDate(cut));
    return carrierState({ deployments: known, covered_to }, asOf, parameters, isoDate(cut), days);
  };
}

function countsByDay(facts: CarrierFacts, cut: IsoDate): ReadonlyMap<IsoDate, RawFigures> {
  const out = new Map<IsoDate, { carriers: string[] }>();
  const coveredTo = carriersCoveredTo(facts, cut);
  for (const row of facts.carrier_deployments) {
    const last = row.end ?? coveredTo;
    if (!isCounted(row) || last === null || row.known_from > cut) continue;
    for (const day of daysFrom(row.start, last < cut ? last : cut)) {
      const entry = out.get(day) ?? { carriers: [] };
      entry.carriers.push(row.carrier);
      out.set(day, entry);
    }
  }
  return new Map([...out].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const carriers = {
  name: 'carriers',
  title: 'Chinese aircraft carriers beyond the first island chain',
  labels: { en: 'Carriers beyond the first island chain', ja: '第1列島線外の中国空母' },
  place: { latitude: 21, longitude: 134 },
  table: 'carrier_deployments',
  reader,
  stateOfCase: (series: CarrierSeries, asOf, parameters, observedTo) => carrierState(series, asOf, parameters, observedTo),
  raw: ({ detail }) => ({ ...detail }),
  tailProbabilities: ({ detail }) => ({ carriers: detail.peak?.p ?? null }),
  countsByDay,
  evidence: (facts) => facts.carrier_deployments.filter(({ scope }) => scope === 'pacific').map((row) => ({ day: row.start, row })),
  findings: (facts, check) => facts.carrier_deployments.flatMap((row) => check.endAfterStart(row, 'begins', row.start, row.end)),
  rowOf: ({ id, date, known_from, values }: ObservationOf<ReportedDeployment>, provenance): CarrierDeploymentRow => ({
    ...provenance,
    id: id ?? date,
    scope: values.scope,
    carrier: values.carrier,
    flight_operations_total: values.flight_operations_total,
    start: date,
    start_precision: 'day',
    end: values.end,
    end_precision: values.end === null ? null : 'day',
    // Whoever reports a deployment has read the publications at least until it was published.
    covered_to: values.covered_to ?? known_from,
    eez_entry: 'unknown',
    contiguous_zone_entry: 'unknown',
  }),
  keyOf: (row) => (row as CarrierDeploymentRow).id,
} as const satisfies Signal<CarrierState>;
