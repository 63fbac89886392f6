/**
 * Signal `taiwan_strait` (section 7 of the scoring specification): aircraft, ships and official ships in the daily reports of Taiwan's
 * Ministry of National Defense, each against its own trailing baseline. Days are report dates; a report covers the 24 hours to 06:00.
 */

import { memoized } from '../../numbers/memoized.ts';
import { negativeBinomialTail } from '../../numbers/statistics.ts';
import { dayNumber, isoDate } from '../../time/calendar.ts';
import type { Parameters } from '../../vocabulary/methodology.ts';
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';
import {
  baselineOf,
  type DayIndexedSeries,
  decayedPeak,
  indexByDay,
  lastDayWithValue,
  stateOfSeries,
  sum,
  type TailReading,
  valueOn,
  valuesBetween,
} from '../signal-state.ts';

type TaiwanParameters = Parameters['signal_taiwan'];

/** Counts a day from `start` on, of one definition; `null` = no report. */
export interface TaiwanStraitSeries {
  readonly start: IsoDate;
  readonly aircraft: readonly (number | null)[];
  readonly ships: readonly (number | null)[];
  readonly official: readonly (number | null)[];
}

export type TaiwanStraitName = 'aircraft' | 'ships' | 'official';

/** One report date before decay. */
export interface TaiwanStraitDay {
  readonly report_date: IsoDate;
  /** The day most of the report speaks of. */
  readonly activity_date: IsoDate;
  /** Sidak combination over the series that have a value. */
  readonly p: number;
  /** x_t before decay. */
  readonly x: number;
  /** Ships: sums over the window. */
  readonly series: { readonly [name in TaiwanStraitName]?: TailReading };
}

export interface TaiwanStraitState {
  /** State on the day, after decay; `null` = unknown. */
  readonly x: number | null;
  readonly age_days: number | null;
  /** Report date whose decayed state is the largest. */
  readonly peak_date: IsoDate | null;
  /** Tail probabilities of that date by series. */
  readonly p: { readonly [name in TaiwanStraitName]?: number };
  readonly unknown_because: string | null;
  readonly detail: { readonly peak: TaiwanStraitDay | null; readonly today: TaiwanStraitDay | null };
}

/** Baseline is the days before the judged day, for ships before the window. */
function aircraftTail(series: DayIndexedSeries, day: number, S: TaiwanParameters): TailReading | null {
  return singleDayTail(series, day, S, (variance) => variance);
}

/** Official ships start from near nothing: their variance is at least a multiple of the mean. */
function officialTail(series: DayIndexedSeries, day: number, S: TaiwanParameters): TailReading | null {
  return singleDayTail(series, day, S, (variance, mean) => Math.max(variance, S.official_var_ratio * mean));
}

function singleDayTail(
  series: DayIndexedSeries,
  day: number,
  S: TaiwanParameters,
  varianceOf: (variance: number, mean: number) => number,
): TailReading | null {
  const count = valueOn(series, day);
  if (count === null) return null;
  const baseline = baselineOf(valuesBetween(series, day - S.baseline_days, day - 1), S.min_days, S.mean_floor);
  if (baseline === null) return null;
  const variance = varianceOf(baseline.variance, baseline.mean);
  const p = negativeBinomialTail(count, baseline.mean, variance);
  return { count, expected: baseline.mean, variance, baseline_n: baseline.n, p };
}

/** Ships stay for days: a sum over a week, whose variance exceeds that of independent days by a fixed ratio. */
function shipsTail(series: DayIndexedSeries, day: number, S: TaiwanParameters): TailReading | null {
  if (valueOn(series, day) === null) return null;
  const windowStart = day - S.ships_window + 1;
  const window = valuesBetween(series, windowStart, day);
  if (window.length < S.ships_min_days) return null;
  const baseline = baselineOf(valuesBetween(series, windowStart - S.baseline_days, windowStart - 1), S.min_days, S.mean_floor);
  if (baseline === null) return null;
  const count = sum(window);
  const expected = window.length * baseline.mean;
  const variance = S.ships_var_ratio * expected;
  return { count, expected, variance, baseline_n: baseline.n, p: negativeBinomialTail(count, expected, variance) };
}

const TAILS: Readonly<Record<TaiwanStraitName, typeof aircraftTail>> = { aircraft: aircraftTail, ships: shipsTail, official: officialTail };

/** The states of a series, each day computed once: day number -> x_t before decay, `null` when no series has a value. */
export interface TaiwanStraitDays {
  readonly on: (day: number) => TaiwanStraitDay | null;
  readonly lastDayWithValue: (latest: number) => number | null;
}

function taiwanStraitName(name: string): TaiwanStraitName {
  if (!Object.hasOwn(TAILS, name)) throw new RangeError(`signal_taiwan.series names "${name}"; known are ${Object.keys(TAILS).join(', ')}`);
  return name as TaiwanStraitName;
}

export function taiwanStraitDays(series: TaiwanStraitSeries, parameters: Parameters): TaiwanStraitDays {
  const S = parameters.signal_taiwan;
  const names = S.series.map(taiwanStraitName);
  const indexed = names.map((name) => ({ name, counts: indexByDay(series.start, series[name]) }));
  const compute = (day: number): TaiwanStraitDay | null => {
    const readings: { [name in TaiwanStraitName]?: TailReading } = {};
    for (const { name, counts } of indexed) {
      const reading = TAILS[name](counts, day, S);
      if (reading !== null) readings[name] = reading;
    }
    const state = stateOfSeries(Object.values(readings).map((reading) => reading.p));
    if (state === null) return null;
    return { report_date: isoDate(day), activity_date: isoDate(day - 1), ...state, series: readings };
  };
  const latestValue = (latest: number): number | null =>
    indexed.reduce<number | null>((newest, { counts }) => {
      const last = lastDayWithValue(counts, latest);
      return last !== null && (newest === null || last > newest) ? last : newest;
    }, null);
  return { on: memoized(compute), lastDayWithValue: latestValue };
}

/** x_t of one report date before decay; `null` when no series has a value and a baseline. */
export function taiwanStraitDay(series: TaiwanStraitSeries, date: IsoDate, parameters: Parameters): TaiwanStraitDay | null {
  return taiwanStraitDays(series, parameters).on(dayNumber(date));
}

/**
 * State on `asOf`. `observedTo` is the last day whose reports exist for the caller (default `asOf`). Pass `days` of the same series to
 * share the daily work between dates.
 */
export function taiwanStraitState(
  series: TaiwanStraitSeries,
  asOf: IsoDate,
  parameters: Parameters,
  observedTo: IsoDate = asOf,
  days: TaiwanStraitDays = taiwanStraitDays(series, parameters),
): TaiwanStraitState {
  const S = parameters.signal_taiwan;
  const asOfDay = dayNumber(asOf);
  const cut = Math.min(asOfDay, dayNumber(observedTo));
  const last = days.lastDayWithValue(cut);
  const on = (day: number) => (day > cut ? null : days.on(day));
  const peak = decayedPeak(asOfDay, S.lookback_days, S.half_life, on);
  const today = on(asOfDay);
  const age = last === null ? null : asOfDay - last;
  if (peak === null) {
    const unknown = last === null ? 'no report' : `no report with a baseline in the ${S.lookback_days} days to ${asOf}`;
    return { x: null, age_days: age, peak_date: null, p: {}, unknown_because: unknown, detail: { peak: null, today } };
  }
  const p = Object.fromEntries(Object.entries(peak.source.series).map(([name, reading]) => [name, reading.p]));
  const detail = { peak: peak.source, today };
  return { x: peak.x, age_days: age, peak_date: isoDate(peak.day), p, unknown_because: null, detail };
}
