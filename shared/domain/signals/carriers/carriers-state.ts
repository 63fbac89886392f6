/**
 * Signal `carriers` (section 7 of the scoring specification): Chinese carriers beyond the first island chain at once, against the
 * trailing two years. No row means none only up to the last day on which the publications were read.
 */

import { memoized } from '../../numbers/memoized.ts';
import { tailState } from '../../numbers/statistics.ts';
import { dayNumber, isoDate } from '../../time/calendar.ts';
import type { Parameters } from '../../vocabulary/methodology.ts';
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';
import { decayedPeak } from '../signal-state.ts';

/** First and last day of a deployment, both included. */
export type Deployment = readonly [start: IsoDate, end: IsoDate];

export interface CarrierSeries {
  readonly deployments: readonly Deployment[];
  /** Last day the publications were read; `null`: never, and the signal is unknown. */
  readonly covered_to: IsoDate | null;
}

/** A day with carriers out, before decay. */
interface CarrierDay {
  readonly date: IsoDate;
  readonly carriers: number;
  /** Days of the baseline with at least as many, and how long the baseline is. */
  readonly days_with_as_many: number;
  readonly baseline_days: number;
  readonly p: number;
  readonly x: number;
}

export interface CarrierState {
  readonly x: number | null;
  readonly age_days: number | null;
  /** `carriers`: state of the day itself, 0 when none is out or the day is not covered. */
  readonly parts: { readonly carriers: number };
  readonly unknown_because: string | null;
  readonly detail: { readonly peak: CarrierDay | null; readonly today: CarrierDay | null };
}

/** Day number -> state of that day; `null` on days without a carrier. */
export type CarrierDays = (day: number) => CarrierDay | null;

export function carrierDays(deployments: readonly Deployment[], parameters: Parameters): CarrierDays {
  const { baseline_days } = parameters.signal_carriers;
  const spans = deployments.map(([start, end]) => [dayNumber(start), dayNumber(end)] as const);
  const carriersOn = memoized((day: number) => spans.filter(([start, end]) => start <= day && day <= end).length);
  return memoized((day: number) => {
    const carriers = carriersOn(day);
    if (carriers === 0) return null;
    let daysWithAsMany = 0;
    for (let before = day - baseline_days; before < day; before++) if (carriersOn(before) >= carriers) daysWithAsMany++;
    const p = (daysWithAsMany + 0.5) / (baseline_days + 1);
    return { date: isoDate(day), carriers, days_with_as_many: daysWithAsMany, baseline_days, p, x: tailState(p) };
  });
}

/** State of one day before decay; `null` when no carrier is out. */
export function carrierDay(series: CarrierSeries, date: IsoDate, parameters: Parameters): CarrierDay | null {
  return carrierDays(series.deployments, parameters)(dayNumber(date));
}

/**
 * State on `asOf`. `observedTo` is the last day whose publications exist for the caller (default `asOf`). Pass `days` of the same
 * deployments to share the daily work between dates.
 */
export function carrierState(
  series: CarrierSeries,
  asOf: IsoDate,
  parameters: Parameters,
  observedTo: IsoDate = asOf,
  days: CarrierDays = carrierDays(series.deployments, parameters),
): CarrierState {
  const { lookback_days, half_life } = parameters.signal_carriers;
  if (series.covered_to === null) {
    const detail = { peak: null, today: null };
    return { x: null, age_days: null, parts: { carriers: 0 }, unknown_because: 'the publications were never read', detail };
  }
  const asOfDay = dayNumber(asOf);
  const covered = Math.min(dayNumber(series.covered_to), dayNumber(observedTo));
  const on = (day: number) => (day > covered ? null : days(day));
  const peak = decayedPeak(asOfDay, lookback_days, half_life, on);
  const today = on(asOfDay);
  return {
    x: peak?.x ?? 0,
    age_days: Math.max(0, asOfDay - covered),
    parts: { carriers: today?.x ?? 0 },
    unknown_because: null,
    detail: { peak: peak?.source ?? null, today },
  };
}
