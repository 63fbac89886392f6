/** The signal `senkaku`: the daily table of the Japan Coast Guard, and escalations in the waters and airspace around Japan. */

import { dayNumber, isCalendarDay, isoDate } from '../../time/calendar.ts';
import type { Parameters } from '../../vocabulary/methodology.ts';
import type { EezEventRow, SenkakuDayRow } from '../../vocabulary/reference-data.ts';
import { type DailyTable, dailyTable, dailyValues, knownPrefix, knownRows } from '../daily-table.ts';
import type { ObservationOf, Signal, SignalFacts, StateReader } from '../signal.ts';
import { type EscalationEvent, type SenkakuSeries, type SenkakuState, senkakuState } from './senkaku-state.ts';

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

function reader(facts: SignalFacts, parameters: Parameters): StateReader<SenkakuState> {
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

export const senkaku = {
  name: 'senkaku',
  title: 'Chinese government vessels around the Senkaku/Diaoyu Islands',
  labels: { en: 'Senkaku/Diaoyu waters', ja: '尖閣諸島(釣魚島)周辺海域' },
  place: { latitude: 25.75, longitude: 123.47 },
  table: 'senkaku',
  reader,
  stateOfCase: (series: SenkakuSeries, asOf, parameters, observedTo) => senkakuState(series, asOf, parameters, observedTo),
  raw: ({ detail }) => ({ ...detail }),
  tailProbabilities: ({ p }) => ({ ...p }),
  countsByDay: (facts, cut) =>
    new Map(
      facts.senkaku
        .filter((row) => row.day <= cut && row.known_from <= cut)
        .map(({ day, territorial_sea_vessels, contiguous_zone_vessels }) => [day, { territorial_sea_vessels, contiguous_zone_vessels }]),
    ),
  evidence: (facts) => facts.senkaku.map((row) => ({ day: row.day, row })),
  findings: (facts, check) =>
    facts.senkaku.flatMap((row) => check.within(row, 'territorial_sea_vessels', row.territorial_sea_vessels, 0, Number.MAX_VALUE)),
  rowOf: (
    { date, values }: ObservationOf<Pick<SenkakuDayRow, 'contiguous_zone_vessels' | 'territorial_sea_vessels'>>,
    provenance,
  ): SenkakuDayRow => ({ ...provenance, day: date, ...values }),
  keyOf: (row) => (row as SenkakuDayRow).day,
} as const satisfies Signal<SenkakuState>;
