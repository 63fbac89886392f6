/** The signal `taiwan_strait`: the daily reports of Taiwan's Ministry of National Defense. */

import { dayNumber, isoDate } from '../../time/calendar.ts';
import type { Parameters } from '../../vocabulary/methodology.ts';
import type { TaiwanStraitRow } from '../../vocabulary/reference-data.ts';
import { type DailyTable, dailyTable, dailyValues, knownPrefix, knownRows } from '../daily-table.ts';
import type { ObservationOf, Signal, SignalFacts, StateReader } from '../signal.ts';
import {
  type TaiwanStraitDays,
  type TaiwanStraitSeries,
  type TaiwanStraitState,
  taiwanStraitDays,
  taiwanStraitState,
} from './taiwan-strait-state.ts';

/** Counts that an observation states; `null` where the report gives none. */
type ReportedCounts = Pick<TaiwanStraitRow, 'aircraft' | 'crossed_median_or_adiz' | 'navy_ships' | 'official_ships'>;

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
function reportTable(facts: Pick<SignalFacts, 'taiwan_strait'>, parameters: Parameters): DailyTable<TaiwanStraitRow> {
  const { definition } = parameters.signal_taiwan;
  const reports = facts.taiwan_strait.filter((row) => row.definition === definition);
  return dailyTable(reports, (row) => row.report_date);
}

/** All reports of that definition as the series of section 0, whenever they became known. */
export function taiwanStraitSeries(facts: Pick<SignalFacts, 'taiwan_strait'>, parameters: Parameters): TaiwanStraitSeries {
  return seriesOfReports(reportTable(facts, parameters).rows);
}

function reader(facts: SignalFacts, parameters: Parameters): StateReader<TaiwanStraitState> {
  const table = reportTable(facts, parameters);
  const series = seriesOfReports(table.rows);
  const days: TaiwanStraitDays = taiwanStraitDays(series, parameters);
  return (asOf, cut) => {
    const count = knownPrefix(table, cut);
    if (count === null) return taiwanStraitState(seriesOfReports(knownRows(table, cut)), asOf, parameters, isoDate(cut));
    const last = table.days[count - 1] ?? dayNumber(series.start) - 1;
    return taiwanStraitState(series, asOf, parameters, isoDate(last), days);
  };
}

export const taiwanStrait = {
  name: 'taiwan_strait',
  title: 'Chinese military activity around Taiwan',
  labels: { en: 'Taiwan Strait', ja: '台湾海峡' },
  place: { latitude: 24.4, longitude: 119.4 },
  table: 'taiwan_strait',
  reader,
  stateOfCase: (series: TaiwanStraitSeries, asOf, parameters, observedTo) => taiwanStraitState(series, asOf, parameters, observedTo),
  raw: ({ peak_date, detail }) => ({ peak_report_date: peak_date, peak: detail.peak, today: detail.today }),
  tailProbabilities: ({ p }) => ({ ...p }),
  countsByDay: (facts, cut) =>
    new Map(
      facts.taiwan_strait
        .filter((row) => row.report_date <= cut && row.known_from <= cut)
        .map(({ report_date, aircraft, navy_ships, official_ships, definition, flag }) => [
          report_date,
          { aircraft, navy_ships, official_ships, definition, flag },
        ]),
    ),
  evidence: (facts) => facts.taiwan_strait.map((row) => ({ day: row.report_date, row })),
  findings: (facts, check) =>
    facts.taiwan_strait.flatMap((row) => [
      ...check.within(row, 'aircraft', row.aircraft, 0, Number.MAX_VALUE),
      ...check.within(row, 'navy_ships', row.navy_ships, 0, Number.MAX_VALUE),
      ...check.within(row, 'official_ships', row.official_ships, 0, Number.MAX_VALUE),
    ]),
  rowOf: ({ date, definition, values }: ObservationOf<ReportedCounts>, provenance): TaiwanStraitRow => ({
    ...provenance,
    report_date: date,
    ...values,
    definition,
    flag: null,
  }),
  keyOf: (row) => (row as TaiwanStraitRow).report_date,
} as const satisfies Signal<TaiwanStraitState>;
