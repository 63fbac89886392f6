/**
 * The exploratory test that the weights of the signals rest on, repeated on the shipped series: mean of the days before an announcement
 * less that of the 90 days before them, against days that are more than 30 days from any announcement. The window and its number were
 * chosen after the fact; it is here because its result is published, not because it is a good test.
 */

import { openStream, type SeedOf, uniform } from '../numbers/random-stream.ts';
import { auc } from '../numbers/statistics.ts';
import { dayNumber, isCalendarDay } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import { everyDays } from './origins.ts';
import type { ExploratoryWindow } from './report.ts';
import type { BackTestSettings } from './settings.ts';
import { intervalOf } from './skill.ts';

const WINDOWS_DAYS = [7, 14, 30, 60] as const;
const BASELINE_DAYS = 90;
const LEAST_BASELINE_DAYS = 30;
const LEAST_WINDOW_PART = 0.5;
const CLEAR_OF_ANNOUNCEMENTS_DAYS = 30;

/** Value of a day, `undefined` where there is none. */
type DailySeries = ReadonlyMap<DayNumber, number>;

interface NamedSeries {
  readonly name: string;
  readonly values: DailySeries;
  /** Against the days before, or as it is. */
  readonly relative: boolean;
}

function daily<Row>(rows: readonly Row[], dayOf: (row: Row) => string, value: (row: Row) => number | null): DailySeries {
  return new Map(
    rows.flatMap((row) => {
      const count = value(row);
      return count === null ? [] : [[dayNumber(dayOf(row)), count] as const];
    }),
  );
}

function carrierSeries(
  { carrier_deployments }: Pick<ReferenceData, 'carrier_deployments'>,
  first: DayNumber,
  last: DayNumber,
): DailySeries {
  const spans = carrier_deployments.flatMap(({ scope, start, end }) =>
    scope === 'pacific' && isCalendarDay(start) && end !== null && isCalendarDay(end) ? [[dayNumber(start), dayNumber(end)] as const] : [],
  );
  return new Map(everyDays(first, last, 1).map((day) => [day, spans.filter(([from, to]) => from <= day && day <= to).length]));
}

export type ExploratoryFacts = Pick<ReferenceData, 'taiwan_strait' | 'senkaku' | 'carrier_deployments'>;

function seriesOf(facts: ExploratoryFacts, definition: string, first: DayNumber, last: DayNumber): readonly NamedSeries[] {
  const reports = facts.taiwan_strait.filter((row) => row.definition === definition);
  const strait = (name: string, value: (row: (typeof reports)[number]) => number | null) => ({
    name,
    values: daily(reports, (row) => row.report_date, value),
    relative: true,
  });
  const islands = (name: string, value: (row: (typeof facts.senkaku)[number]) => number) => ({
    name,
    values: daily(facts.senkaku, (row) => row.day, value),
    relative: true,
  });
  return [
    strait('taiwan_ships', (row) => row.navy_ships),
    strait('taiwan_aircraft', (row) => row.aircraft),
    strait('taiwan_median_line', (row) => row.crossed_median_or_adiz),
    islands('senkaku_contiguous_zone', (row) => row.contiguous_zone_vessels),
    islands('senkaku_territorial_sea', (row) => row.territorial_sea_vessels),
    { name: 'carrier_days', values: carrierSeries(facts, first - BASELINE_DAYS - Math.max(...WINDOWS_DAYS), last), relative: false },
  ];
}

function meanBetween(values: DailySeries, first: DayNumber, last: DayNumber, least: number): number | null {
  const present = everyDays(first, last, 1).flatMap((day) => values.get(day) ?? []);
  return present.length < least ? null : present.reduce((sum, value) => sum + value, 0) / present.length;
}

/** Mean of a signal over the window that ends the day before `day`, relative to its baseline where so stated; null when not known. */
function windowValue({ values, relative }: NamedSeries, day: DayNumber, windowDays: number): number | null {
  const window = meanBetween(values, day - windowDays, day - 1, windowDays * LEAST_WINDOW_PART);
  if (window === null || !relative) return window;
  const baseline = meanBetween(values, day - windowDays - BASELINE_DAYS, day - windowDays - 1, LEAST_BASELINE_DAYS);
  return baseline === null ? null : window - baseline;
}

const aucOf = (up: readonly number[], down: readonly number[]): number | null =>
  up.length + down.length === 0 ? null : auc([...up, ...down], [...up.map(() => 1), ...down.map(() => 0)]);

/** Announcements and control days are drawn with replacement, each kind among its own. */
function bootstrapAuc(up: readonly number[], down: readonly number[], seed: number, draws: number): readonly (number | null)[] {
  const stream = openStream(seed);
  const again = (values: readonly number[]) => values.map(() => values[Math.floor(uniform(stream) * values.length)] as number);
  return Array.from({ length: draws }, () => aucOf(again(up), again(down)));
}

/** One line per series and window. */
export function exploratoryWindows(
  facts: ExploratoryFacts,
  definition: string,
  settings: BackTestSettings,
  seedOf: SeedOf,
): readonly ExploratoryWindow[] {
  const { announcements, clock_start, last_day } = settings.exploratory;
  const events = announcements.map(dayNumber);
  const [first, last] = [dayNumber(clock_start), dayNumber(last_day)];
  const quiet = everyDays(first, last, 1).filter((day) => events.every((event) => Math.abs(day - event) > CLEAR_OF_ANNOUNCEMENTS_DAYS));
  return seriesOf(facts, definition, first, last).flatMap((series) =>
    WINDOWS_DAYS.map((windowDays) => {
      const valuesOn = (days: readonly DayNumber[]) =>
        days.map((day) => windowValue(series, day, windowDays)).filter((value) => value !== null);
      const [up, down] = [valuesOn(events), valuesOn(quiet)];
      const draws = bootstrapAuc(up, down, seedOf(`back-test|exploratory|${series.name}|${windowDays}`), settings.bootstrap_draws);
      return {
        series: series.name,
        window_days: windowDays,
        announcements: up.length,
        control_days: down.length,
        auc: intervalOf(aucOf(up, down), draws),
      };
    }),
  );
}
