/**
 * Signal `senkaku` (section 7 of the scoring specification): vessel-days of Chinese government ships in the territorial sea against the
 * trailing year, and rare escalations against the trailing three years. Contiguous-zone counts are not used: they are saturated, their
 * 8-ship days are crew handovers and their zeros are typhoons.
 */

import { negativeBinomialTail } from '../../numbers/statistics.ts';
import { dayNumber, isoDate } from '../../time/calendar.ts';
import type { Parameters } from '../../vocabulary/methodology.ts';
import type { IsoDate } from '../../vocabulary/scoring-inputs.ts';
import {
  type Baseline,
  baselineOf,
  type DayIndexedSeries,
  indexByDay,
  lastDayWithValue,
  stateOfSeries,
  sum,
  type TailReading,
  valuesBetween,
} from '../signal-state.ts';

type SenkakuParameters = Parameters['signal_senkaku'];

/** An escalation: the day it happened and the day it became known. */
export type EscalationEvent = readonly [date: IsoDate, knownFrom: IsoDate];

/** Vessels in the territorial sea a day from `start` on (`null` = no figure), and escalations, of the kinds and actors that count. */
export interface SenkakuSeries {
  readonly start: IsoDate;
  readonly territorial_sea: readonly (number | null)[];
  readonly events: readonly EscalationEvent[];
}

export interface SenkakuState {
  readonly x: number | null;
  readonly age_days: number | null;
  readonly p: { readonly vessel_days: number | null; readonly events: number };
  /** Vessel-days of block 0, scaled to a whole block; `null` when too few days have a figure. */
  readonly vessel_days: number | null;
  /** Escalations in the event window. */
  readonly events: number;
  readonly unknown_because: string | null;
  readonly detail: {
    readonly vessel_days: TailReading | null;
    readonly events: TailReading;
    /** Combined tail probability. */
    readonly p: number | null;
    /** Days of the escalations in the window, after merging. */
    readonly event_dates: readonly IsoDate[];
  };
}

/** Sum of a block of `window_days` that ends on `lastDay`, scaled up for missing days; `null` below the minimum of present days. */
function blockVesselDays(series: DayIndexedSeries, lastDay: number, S: SenkakuParameters): number | null {
  const present = valuesBetween(series, lastDay - S.window_days + 1, lastDay);
  return present.length < S.window_min_days ? null : (sum(present) * S.window_days) / present.length;
}

function vesselDayBaseline(series: DayIndexedSeries, asOfDay: number, S: SenkakuParameters): Baseline | null {
  const blocks: number[] = [];
  for (let i = 1; i <= S.baseline_blocks; i++) {
    const block = blockVesselDays(series, asOfDay - i * S.window_days, S);
    if (block !== null) blocks.push(block);
  }
  return baselineOf(blocks, S.baseline_min_blocks, S.mean_floor);
}

/** Distinct days in order; one within `merge_days` of the last kept day belongs to the same episode. */
function mergedEventDays(events: readonly EscalationEvent[], cut: number, S: SenkakuParameters): number[] {
  const days = events
    .filter(([date, knownFrom]) => dayNumber(date) <= cut && dayNumber(knownFrom) <= cut)
    .map(([date]) => dayNumber(date))
    .sort((a, b) => a - b);
  const kept: number[] = [];
  for (const day of days) {
    const last = kept.at(-1);
    if (last === undefined || day - last > S.merge_days) kept.push(day);
  }
  return kept;
}

/** Count in the window against a rate with a Gamma posterior from the baseline: negative binomial with r = n + 1/2. */
function eventTail(days: readonly number[], asOfDay: number, S: SenkakuParameters): TailReading {
  const ages = days.map((day) => asOfDay - day);
  const count = ages.filter((age) => age < S.event_window_days).length;
  const before = ages.filter((age) => age >= S.event_window_days && age < S.event_window_days + S.event_baseline_days).length;
  const r = before + 0.5;
  const expected = (r * S.event_window_days) / S.event_baseline_days;
  const variance = expected + expected ** 2 / r;
  return { count, expected, variance, baseline_n: before, p: negativeBinomialTail(count, expected, variance) };
}

function vesselDayTail(vesselDays: number, baseline: Baseline): TailReading {
  const variance = Math.max(baseline.variance, baseline.mean);
  const p = negativeBinomialTail(Math.floor(vesselDays + 0.5), baseline.mean, variance);
  return { count: vesselDays, expected: baseline.mean, variance, baseline_n: baseline.n, p };
}

/**
 * State on `asOf`; it does not decay, the window is its memory. `observedTo` is the last day whose figures exist for the caller and by
 * which events were known (default `asOf`). Block 0 or the baseline unknown: the signal is unknown.
 */
export function senkakuState(series: SenkakuSeries, asOf: IsoDate, parameters: Parameters, observedTo: IsoDate = asOf): SenkakuState {
  const S = parameters.signal_senkaku;
  const asOfDay = dayNumber(asOf);
  const cut = Math.min(asOfDay, dayNumber(observedTo));
  const all = indexByDay(series.start, series.territorial_sea);
  const seen = { ...all, values: all.values.slice(0, Math.max(0, cut - all.firstDay + 1)) };
  const last = lastDayWithValue(seen, cut);
  const eventDays = mergedEventDays(series.events, cut, S);
  const events = eventTail(eventDays, asOfDay, S);
  const vesselDays = blockVesselDays(seen, asOfDay, S);
  const baseline = vesselDayBaseline(seen, asOfDay, S);
  const tail = vesselDays === null || baseline === null ? null : vesselDayTail(vesselDays, baseline);
  const state = tail === null ? null : stateOfSeries([tail.p, events.p]);
  return {
    x: state?.x ?? null,
    age_days: last === null ? null : asOfDay - last,
    p: { vessel_days: tail?.p ?? null, events: events.p },
    vessel_days: vesselDays,
    events: events.count,
    unknown_because: unknownReason(vesselDays, baseline, S),
    detail: {
      vessel_days: tail,
      events,
      p: state?.p ?? null,
      event_dates: eventDays.filter((day) => asOfDay - day < S.event_window_days).map(isoDate),
    },
  };
}

function unknownReason(vesselDays: number | null, baseline: Baseline | null, S: SenkakuParameters): string | null {
  if (vesselDays === null) return `fewer than ${S.window_min_days} of the last ${S.window_days} days have a figure`;
  return baseline === null ? `fewer than ${S.baseline_min_blocks} of ${S.baseline_blocks} baseline blocks are known` : null;
}
