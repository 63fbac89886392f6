/**
 * What the three security signals share (section 7 of the scoring specification): series of daily counts, baselines, the state x(p)
 * and its decay. A signal that cannot be computed is `null` with a reason; it is never 0.
 */

import { sidak, tailState } from '../numbers/statistics.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/** One count a day from the day number `firstDay` on; `null` = no report for that day. */
export interface DayIndexedSeries {
  readonly firstDay: number;
  readonly values: readonly (number | null)[];
}

export function indexByDay(start: IsoDate, values: readonly (number | null)[]): DayIndexedSeries {
  return { firstDay: dayNumber(start), values };
}

/** Count of a day; `null` outside the series and on days without a report. */
export function valueOn(series: DayIndexedSeries, day: number): number | null {
  return series.values[day - series.firstDay] ?? null;
}

/** The last day up to `latest` that has a value, or `null`. */
export function lastDayWithValue(series: DayIndexedSeries, latest: number): number | null {
  for (let day = Math.min(latest, series.firstDay + series.values.length - 1); day >= series.firstDay; day--)
    if (valueOn(series, day) !== null) return day;
  return null;
}

/** The values present from `from` to `to`, both included. */
export function valuesBetween(series: DayIndexedSeries, from: number, to: number): number[] {
  const present: number[] = [];
  for (let day = from; day <= to; day++) {
    const value = valueOn(series, day);
    if (value !== null) present.push(value);
  }
  return present;
}

/** What a count is compared with: mean and sample variance (n - 1) of the n values present. */
export interface Baseline {
  readonly mean: number;
  readonly variance: number;
  readonly n: number;
}

/** `null` when fewer than `minimum` values are present; the mean is at least `meanFloor`, the variance stays that of the values. */
export function baselineOf(values: readonly number[], minimum: number, meanFloor: number): Baseline | null {
  const n = values.length;
  if (n < minimum || n < 2) return null;
  const mean = sum(values) / n;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (n - 1);
  return { mean: Math.max(mean, meanFloor), variance, n };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A count beside what was to be expected of it, and the chance of one as large. */
export interface TailReading {
  /** Count, or sum of counts, that is judged. */
  readonly count: number;
  /** Expected count and its variance as used for p. */
  readonly expected: number;
  readonly variance: number;
  /** Days (or blocks) behind the expectation. */
  readonly baseline_n: number;
  readonly p: number;
}

/** State of a day from the tail probabilities of the series that have a value. */
export function stateOfSeries(ps: readonly number[]): { readonly p: number; readonly x: number } | null {
  if (ps.length === 0) return null;
  const p = sidak(ps);
  return { p, x: tailState(p) };
}

/** A past state that still counts on the day it is seen from. */
export interface DecayedPeak<T> {
  readonly day: number;
  readonly x: number;
  readonly source: T;
}

/**
 * Largest of x_t 2^(-(D - t) / halfLife) over t = D, D - 1, ... D - lookback; the latest t on a tie. `null` when no day has a state.
 */
export function decayedPeak<T extends { readonly x: number }>(
  asOfDay: number,
  lookbackDays: number,
  halfLifeDays: number,
  stateOn: (day: number) => T | null,
): DecayedPeak<T> | null {
  let peak: DecayedPeak<T> | null = null;
  for (let day = asOfDay; day >= asOfDay - lookbackDays; day--) {
    const state = stateOn(day);
    if (state === null) continue;
    const x = state.x * 2 ** (-(asOfDay - day) / halfLifeDays);
    if (peak === null || x > peak.x) peak = { day, x, source: state };
  }
  return peak;
}

/** Display index of a state, 0 ... 100. `null` stays unknown. */
export function displayIndex(x: number): number;
export function displayIndex(x: number | null): number | null;
export function displayIndex(x: number | null): number | null {
  return x === null ? null : 25 * x;
}

/** Days from `from` to `to`, both included, as ISO dates. */
export function daysFrom(from: IsoDate, to: IsoDate): IsoDate[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, i) => isoDate(first + i));
}
