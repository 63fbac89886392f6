/**
 * From the shipped facts to the three signal states of a date, with only what was known then. The series rules are section 0 and 7 of the
 * scoring specification; a row counts from its own day and from the day it became known, whichever is later.
 */
import { dayNumber, isCalendarDay, isoDate } from '../time/calendar.ts';
import type { Parameters } from '../vocabulary/methodology.ts';
import type { CarrierDeploymentRow, EezEventRow, ReferenceData, SenkakuDayRow, TaiwanStraitRow } from '../vocabulary/reference-data.ts';
import type { IsoDate, SignalReadings } from '../vocabulary/scoring-inputs.ts';
import { type CarrierDays, type CarrierState, carrierDays, carrierState, type Deployment } from './carriers.ts';
import { type EscalationEvent, type SenkakuSeries, type SenkakuState, senkakuState } from './senkaku.ts';
import {
  type TaiwanStraitDays,
  type TaiwanStraitSeries,
  type TaiwanStraitState,
  taiwanStraitDays,
  taiwanStraitState,
} from './taiwan-strait.ts';

/** The tables that the signals are read from. */
export type SignalFacts = Pick<ReferenceData, 'taiwan_strait' | 'senkaku' | 'eez_events' | 'carrier_deployments' | 'sources'>;

interface SignalDetails {
  readonly taiwan_strait: TaiwanStraitState;
  readonly senkaku: SenkakuState;
  readonly carriers: CarrierState;
}

/** The signals of a date: what the scorer takes, and what a reader wants to see behind it. */
export interface SignalsOnDay {
  readonly as_of: IsoDate;
  readonly known_at: IsoDate;
  /** A missing `x` is unknown; the scorer decides what is stale. */
  readonly readings: SignalReadings;
  readonly details: SignalDetails;
}

/** Daily counts as a list from the first day on; days without a row are `null`. */
function dailyValues<Row>(rows: readonly Row[], dayOf: (row: Row) => number, countOf: (row: Row) => number | null): (number | null)[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const values: (number | null)[] = Array.from({ length: dayOf(last) - dayOf(first) + 1 }, () => null);
  for (const row of rows) values[dayOf(row) - dayOf(first)] = countOf(row);
  return values;
}

/** Rows of a daily table in order of their day, with what is needed to cut them at a vintage. */
interface DailyTable<Row> {
  readonly rows: readonly Row[];
  readonly days: readonly number[];
  readonly knownFrom: readonly number[];
  /** Latest `known_from` of the rows up to and including each one. */
  readonly knownThroughout: readonly number[];
}

function dailyTable<Row extends { readonly known_from: IsoDate }>(rows: readonly Row[], dateOf: (row: Row) => IsoDate): DailyTable<Row> {
  const sorted = [...rows].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
  const knownFrom = sorted.map((row) => dayNumber(row.known_from));
  let latest = Number.NEGATIVE_INFINITY;
  const knownThroughout = knownFrom.map((day) => {
    latest = Math.max(latest, day);
    return latest;
  });
  return { rows: sorted, days: sorted.map((row) => dayNumber(dateOf(row))), knownFrom, knownThroughout };
}

/**
 * How many leading rows existed on the day `cut`; `null` when that is no prefix, because a row was filed later than a younger one.
 */
function knownPrefix<Row>(table: DailyTable<Row>, cut: number): number | null {
  let count = table.rows.length;
  while (count > 0 && ((table.days[count - 1] as number) > cut || (table.knownFrom[count - 1] as number) > cut)) count--;
  const allKnown = count === 0 || (table.knownThroughout[count - 1] as number) <= cut;
  return allKnown ? count : null;
}

function knownRows<Row>(table: DailyTable<Row>, cut: number): readonly Row[] {
  return table.rows.filter((_, i) => (table.days[i] as number) <= cut && (table.knownFrom[i] as number) <= cut);
}

const reportDay = (row: TaiwanStraitRow): number => dayNumber(row.report_date);

function seriesOfReports(rows: readonly TaiwanStraitRow[]): TaiwanStraitSeries {
  return {
    start: rows[0]?.report_date ?? isoDate(0),
    aircraft: dailyValues(rows, reportDay, (row) => row.aircraft),
    ships: dailyValues(rows, reportDay, (row) => row.navy_ships),
    official: dailyValues(rows, reportDay, (row) => row.official_ships),
  };
}

/** Reports of the definition that the method reads, in order. Definitions are never mixed: a break would read as a surge. */
function taiwanStraitTable(facts: Pick<SignalFacts, 'taiwan_strait'>, parameters: Parameters): DailyTable<TaiwanStraitRow> {
  const { definition } = parameters.signal_taiwan;
  const reports = facts.taiwan_strait.filter((row) => row.definition === definition);
  return dailyTable(reports, (row) => row.report_date);
}

/** All reports of that definition as the series of section 0, whenever they became known. */
export function taiwanStraitSeries(facts: Pick<SignalFacts, 'taiwan_strait'>, parameters: Parameters): TaiwanStraitSeries {
  return seriesOfReports(taiwanStraitTable(facts, parameters).rows);
}

function taiwanReader(facts: SignalFacts, parameters: Parameters): (asOf: IsoDate, cut: number) => TaiwanStraitState {
  const table = taiwanStraitTable(facts, parameters);
  const series = seriesOfReports(table.rows);
  const days: TaiwanStraitDays = taiwanStraitDays(series, parameters);
  return (asOf, cut) => {
    const count = knownPrefix(table, cut);
    if (count === null) return taiwanStraitState(seriesOfReports(knownRows(table, cut)), asOf, parameters, isoDate(cut));
    const last = table.days[count - 1] ?? dayNumber(series.start) - 1;
    return taiwanStraitState(series, asOf, parameters, isoDate(last), days);
  };
}

/** Does an event of the waters or airspace around Japan count as an escalation by China? Dates must be known to the day. */
export function isEscalation(row: EezEventRow, parameters: Parameters): boolean {
  const byChina = row.actor.startsWith('China') || row.kind === 'detention';
  const toTheDay = row.day_precision === 'day' && isCalendarDay(row.day) && isCalendarDay(row.known_from);
  return toTheDay && byChina && parameters.signal_senkaku.event_kinds.includes(row.kind);
}

/** All days and escalations as the series of section 0; events carry the day from which they were known. */
export function senkakuSeries(facts: Pick<SignalFacts, 'senkaku' | 'eez_events'>, parameters: Parameters): SenkakuSeries {
  const events = facts.eez_events
    .filter((row) => isEscalation(row, parameters))
    .map((row): EscalationEvent => [row.day, row.known_from])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return seriesOfDays(dailyTable(facts.senkaku, (row) => row.day).rows, events);
}

function seriesOfDays(rows: readonly SenkakuDayRow[], events: readonly EscalationEvent[]): SenkakuSeries {
  const vessels = dailyValues(
    rows,
    (row) => dayNumber(row.day),
    (row) => row.territorial_sea_vessels,
  );
  return { start: rows[0]?.day ?? isoDate(0), territorial_sea: vessels, events };
}

function senkakuReader(facts: SignalFacts, parameters: Parameters): (asOf: IsoDate, cut: number) => SenkakuState {
  const table = dailyTable(facts.senkaku, (row) => row.day);
  const series = senkakuSeries(facts, parameters);
  return (asOf, cut) => {
    const count = knownPrefix(table, cut);
    const seen =
      count === null
        ? seriesOfDays(knownRows(table, cut), series.events)
        : { ...series, territorial_sea: series.territorial_sea.slice(0, daysCovered(table, count)) };
    return senkakuState(seen, asOf, parameters, isoDate(cut));
  };
}

function daysCovered<Row>(table: DailyTable<Row>, rowCount: number): number {
  return rowCount === 0 ? 0 : (table.days[rowCount - 1] as number) - (table.days[0] as number) + 1;
}

interface KnownDeployment {
  readonly span: Deployment;
  readonly knownFrom: number;
}

/** Deployments beyond the first island chain with both dates to the day, in order of publication. */
function pacificDeployments(rows: readonly CarrierDeploymentRow[]): KnownDeployment[] {
  return rows
    .filter((row) => row.scope === 'pacific' && row.start_precision === 'day' && row.end_precision === 'day')
    .flatMap((row) => (row.end === null ? [] : [{ span: [row.start, row.end] as const, knownFrom: dayNumber(row.known_from) }]))
    .sort((a, b) => a.knownFrom - b.knownFrom);
}

/** Last day on which the publications behind the deployments were read; after it, no row does not mean no carrier. */
export function carriersCoveredTo(facts: Pick<ReferenceData, 'sources'>): IsoDate | null {
  const read = facts.sources.filter((source) => source.tables.includes('carrier_deployments')).map((source) => source.read_on);
  return read.sort().at(-1) ?? null;
}

function carrierReader(facts: SignalFacts, parameters: Parameters): (asOf: IsoDate, cut: number) => CarrierState {
  const deployments = pacificDeployments(facts.carrier_deployments);
  const covered_to = carriersCoveredTo(facts);
  const daysByCount = new Map<number, CarrierDays>();
  return (asOf, cut) => {
    const known = deployments.filter(({ knownFrom }) => knownFrom <= cut).map(({ span }) => span);
    const days = daysByCount.get(known.length) ?? carrierDays(known, parameters);
    daysByCount.set(known.length, days);
    return carrierState({ deployments: known, covered_to }, asOf, parameters, isoDate(cut), days);
  };
}

/** Reads the signals of any date; the daily work is done once per reader, so a replay over years shares it. */
export type SignalReader = (asOf: IsoDate, knownAt?: IsoDate) => SignalsOnDay;

export function signalReader(facts: SignalFacts, parameters: Parameters): SignalReader {
  const taiwan = taiwanReader(facts, parameters);
  const senkaku = senkakuReader(facts, parameters);
  const carriers = carrierReader(facts, parameters);
  return (asOf, knownAt = asOf) => {
    const cut = Math.min(dayNumber(asOf), dayNumber(knownAt));
    const details = { taiwan_strait: taiwan(asOf, cut), senkaku: senkaku(asOf, cut), carriers: carriers(asOf, cut) };
    const readings = {
      carriers: { x: details.carriers.x, age_days: details.carriers.age_days },
      senkaku: { x: details.senkaku.x, age_days: details.senkaku.age_days },
      taiwan_strait: { x: details.taiwan_strait.x, age_days: details.taiwan_strait.age_days },
    };
    return { as_of: asOf, known_at: knownAt, readings, details };
  };
}

/** The signals of one date. */
export function signalReadings(facts: SignalFacts, parameters: Parameters, asOf: IsoDate, knownAt: IsoDate = asOf): SignalsOnDay {
  return signalReader(facts, parameters)(asOf, knownAt);
}

/** The signals of many dates, each as it was known on that date. */
export function signalHistory(facts: SignalFacts, parameters: Parameters, days: readonly IsoDate[]): SignalsOnDay[] {
  const read = signalReader(facts, parameters);
  return days.map((day) => read(day));
}
