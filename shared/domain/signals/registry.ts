/** The tables that grow by observations. */

import { dayNumber, isoDate, lastDayOf } from '../time/calendar.ts';
import type {
  CarrierDeploymentRow,
  CoverageRow,
  PolicyRow,
  Provenance,
  ReferenceData,
  SecurityEventRow,
  SenkakuDayRow,
  ShortageRow,
  StraitTransitsRow,
  TaiwanStraitRow,
  TradeRow,
} from '../vocabulary/reference-data.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import type { Theatre } from '../vocabulary/theatres.ts';
import { measureRow } from './measures.ts';

export type RegisteredSignal = 'carriers' | 'senkaku' | 'taiwan_strait';

/** All series of the log. */
export type LoggedSeries =
  | RegisteredSignal
  | 'coverage'
  | 'measures'
  | 'security_events'
  | 'shortages'
  | 'strait_transits'
  | 'trade';

/** As it came in. */
export type ObservationOf<Values extends object = object> = Readonly<{
  signal: string;
  /** What it speaks of, for example a deployment; absent: its day. */
  id?: string;
  /** The day it speaks of; of what lasts the first. */
  date: IsoDate;
  /** Day since which it was public. */
  known_from: IsoDate;
  source: string;
  source_url: string | null;
  definition: string;
  values: Values;
  /** Its source does not state it any more: from `known_from` on the row that ships counts again. */
  withdrawn?: true;
}>;

/** Of a day, by name. */
export type Counts = Readonly<Record<string, unknown>>;

/** Versions of rows come in by the log of observations; a run takes those that were known on its day. */
export type LoggedTable = Readonly<{
  name: LoggedSeries;
  table: Exclude<keyof ReferenceData, 'sources'>;
  /**
   * `provenance` names the observation; a row may state its own quality and note. `before`: the row whose
   * place it takes.
   */
  rowOf: (observation: ObservationOf, provenance: Provenance, before?: Provenance) => Provenance;
  /** An observation replaces the row with its key. */
  keyOf: (row: Provenance) => string;
  /** Earlier versions stay beside the newest, with the days they were known on, for replays. */
  keepsVersions?: true;
  /** A row goes on where the one before ends. */
  continues?: true;
}>;

/** Counts or deployments that pressure is made of. */
export type Signal = LoggedTable &
  Readonly<{
    name: RegisteredSignal;
    title: string;
    /** At most 40 characters. */
    labels: Readonly<{ en: string; ja: string }>;
    /** For maps, degrees (WGS 84); no statement about borders or sovereignty. */
    place: Readonly<{ latitude: number; longitude: number }>;
    /** Whose pressure it is part of. */
    theatres: readonly Theatre[];
    table: 'taiwan_strait' | 'senkaku' | 'carrier_deployments';
    /** Days after which its publisher was read too long ago. */
    read_within_days: number;
    /** Of days known by the cut, oldest first. */
    countsByDay: (data: ReferenceData, cut: IsoDate) => ReadonlyMap<IsoDate, Counts>;
  }>;

type ReportedCounts = Pick<TaiwanStraitRow, 'aircraft' | 'crossed_median' | 'navy_ships' | 'official_ships'>;
type ReportedDeployment = Pick<CarrierDeploymentRow, 'scope' | 'carrier' | 'end'>;
type ReportedVessels = Pick<SenkakuDayRow, 'contiguous_zone_vessels' | 'territorial_sea_vessels'>;

type CountedTrade = Pick<TradeRow, 'reporter' | 'flow' | 'code' | 'partner' | 'kg' | 'value' | 'currency'>;

/** Id of the observation of a month. */
export const tradeKey = ({
  reporter,
  flow,
  code,
  partner,
  month,
}: Omit<CountedTrade, 'kg' | 'value' | 'currency'> & Readonly<{ month: string }>) =>
  `${reporter}-${flow}-${code}-${partner}-${month}`;

function carriersByDay({ carrier_deployments }: ReferenceData, cut: IsoDate): ReadonlyMap<IsoDate, Counts> {
  const out = new Map<IsoDate, { carriers: string[] }>();
  for (const row of carrier_deployments) {
    if (row.scope !== 'pacific' || row.start_precision !== 'day' || row.known_from > cut) continue;
    const last = Math.min(dayNumber(cut), row.end === null ? dayNumber(cut) : lastDayOf(row.end));
    for (let day = dayNumber(row.start); day <= last; day++) {
      const entry = out.get(isoDate(day)) ?? { carriers: [] };
      entry.carriers.push(row.carrier);
      out.set(isoDate(day), entry);
    }
  }
  return new Map([...out].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** In byte order of their names. */
export const SIGNALS: readonly Signal[] = [
  {
    name: 'carriers',
    title: 'Chinese aircraft carriers beyond the first island chain',
    labels: { en: 'Carriers beyond the first island chain', ja: '第1列島線外の中国空母' },
    place: { latitude: 21, longitude: 134 },
    theatres: ['senkaku', 'taiwan'],
    table: 'carrier_deployments',
    read_within_days: 30,
    rowOf: (observation, provenance): CarrierDeploymentRow => {
      const { id, date, values } = observation as ObservationOf<ReportedDeployment>;
      return {
        ...provenance,
        id: id ?? date,
        scope: values.scope,
        carrier: values.carrier,
        start: date,
        start_precision: 'day',
        end: values.end,
        end_precision: values.end === null ? null : 'day',
      };
    },
    keyOf: (row) => (row as CarrierDeploymentRow).id,
    countsByDay: carriersByDay,
  },
  {
    name: 'senkaku',
    title: 'Chinese government vessels around the Senkaku/Diaoyu Islands',
    labels: { en: 'Senkaku/Diaoyu waters', ja: '尖閣諸島(釣魚島)周辺海域' },
    place: { latitude: 25.75, longitude: 123.47 },
    theatres: ['senkaku'],
    table: 'senkaku',
    read_within_days: 30,
    rowOf: (observation, provenance): SenkakuDayRow => {
      const { date, values } = observation as ObservationOf<ReportedVessels>;
      return { ...provenance, day: date, ...values };
    },
    keyOf: (row) => (row as SenkakuDayRow).day,
    countsByDay: ({ senkaku }, cut) =>
      new Map(
        senkaku
          .filter((row) => row.day <= cut && row.known_from <= cut)
          .map(({ day, territorial_sea_vessels, contiguous_zone_vessels }) => [
            day,
            { territorial_sea_vessels, contiguous_zone_vessels },
          ]),
      ),
  },
  {
    name: 'taiwan_strait',
    title: 'Chinese military activity around Taiwan',
    labels: { en: 'Taiwan Strait', ja: '台湾海峡' },
    place: { latitude: 24.4, longitude: 119.4 },
    theatres: ['taiwan'],
    table: 'taiwan_strait',
    read_within_days: 30,
    rowOf: (observation, provenance): TaiwanStraitRow => {
      const { date, definition, values } = observation as ObservationOf<ReportedCounts>;
      return { ...provenance, report_date: date, ...values, definition, flag: null };
    },
    keyOf: (row) => (row as TaiwanStraitRow).report_date,
    countsByDay: ({ taiwan_strait }, cut) =>
      new Map(
        taiwan_strait
          .filter((row) => row.report_date <= cut && row.known_from <= cut)
          .map(({ report_date, aircraft, navy_ships, official_ships, definition, flag }) => [
            report_date,
            { aircraft, navy_ships, official_ships, definition, flag },
          ]),
      ),
  },
];

const DAYS_OF_A_WEEK = 7;

/** Letters of a date that is known to the day, the month or the year. */
const LENGTH_OF = { day: 10, month: 7, year: 4 } as const;

/** A new one also needs its contract in `SERIES_CONTRACTS`. */
export const LOGGED_TABLES: readonly LoggedTable[] = [
  ...SIGNALS,
  {
    name: 'coverage',
    table: 'coverage',
    rowOf: (observation, provenance): CoverageRow => {
      const { id, date, values } = observation as ObservationOf<Pick<CoverageRow, 'spans'>>;
      return { ...provenance, id: id ?? date, ...values };
    },
    keyOf: (row) => (row as CoverageRow).id,
  },
  {
    name: 'measures',
    table: 'policy',
    rowOf: (observation, provenance, before) =>
      measureRow(observation, provenance, before as PolicyRow | undefined),
    keyOf: (row) => (row as PolicyRow).id,
    keepsVersions: true,
  },
  {
    name: 'security_events',
    table: 'security_events',
    rowOf: (observation, provenance): SecurityEventRow => {
      const { id, date, values } = observation as ObservationOf<
        Omit<SecurityEventRow, keyof Provenance | 'id' | 'day'>
      >;
      return {
        ...provenance,
        id: id ?? date,
        day: date.slice(0, LENGTH_OF[values.day_precision]),
        ...values,
      };
    },
    keyOf: (row) => (row as SecurityEventRow).id,
    keepsVersions: true,
  },
  {
    name: 'shortages',
    table: 'shortages',
    rowOf: (observation, provenance): ShortageRow => {
      const { id, date, values } = observation as ObservationOf<
        Omit<ShortageRow, keyof Provenance | 'id' | 'begins'>
      >;
      return { ...provenance, id: id ?? date, begins: date, ...values };
    },
    keyOf: (row) => (row as ShortageRow).id,
    keepsVersions: true,
  },
  {
    name: 'strait_transits',
    table: 'strait_transits',
    // The newest weeks go on after the older ones.
    rowOf: (observation, provenance, before): StraitTransitsRow => {
      const { id, date, values } = observation as ObservationOf<Pick<StraitTransitsRow, 'ships'>>;
      const { first_week = date, ships = [] } = (before as StraitTransitsRow | undefined) ?? {};
      const kept = (dayNumber(date) - dayNumber(first_week)) / DAYS_OF_A_WEEK;
      const goesOn = kept >= 0 && kept <= ships.length;
      return {
        ...provenance,
        lane: id ?? date,
        first_week: goesOn ? first_week : date,
        ships: [...(goesOn ? ships.slice(0, kept) : []), ...values.ships],
      };
    },
    keyOf: (row) => (row as StraitTransitsRow).lane,
    continues: true,
  },
  {
    name: 'trade',
    table: 'trade',
    rowOf: (observation, provenance): TradeRow => {
      const { date, values } = observation as ObservationOf<CountedTrade>;
      const month = date.slice(0, 7);
      return { ...provenance, date: month, month, ...values };
    },
    keyOf: (row) => tradeKey(row as TradeRow),
  },
];
