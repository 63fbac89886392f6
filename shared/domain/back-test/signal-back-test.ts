/** The security signals and the Geopolitical Risk index as forecasts of whether any control is announced, whichever element it names. */

import { memoized } from '../numbers/memoized.ts';
import type { SeedOf } from '../numbers/random-stream.ts';
import { type SignalReader, signalReader } from '../signals/signal-inputs.ts';
import { newControlTilt, signalsUsed } from '../signals/signal-tilt.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import type { DayNumber } from '../time/partial-date.ts';
import { type Parameters, signalNames } from '../vocabulary/methodology.ts';
import type { GeopoliticalRiskRow } from '../vocabulary/reference-data.ts';
import type { IsoDate, SignalName } from '../vocabulary/scoring-inputs.ts';
import { jeffreysPosterior, meanRate, probabilityWithin, type RatePosterior } from './base-rate.ts';
import type { BackTestHistory } from './history.ts';
import { everyDays } from './origins.ts';
import { announcementDays, countUntil, happensWithin } from './outcomes.ts';
import type { BaseRateFigures, ForecastSkill, SignalAlarm } from './report.ts';
import type { BackTestSettings } from './settings.ts';
import { forecastSkill, published } from './skill.ts';

/** The buyer whose weights tilt the base rate: the default buyer of the score, to which all signals are direct. */
const TILT_BUYER = 'JPN';
/** State of one day in a hundred. */
const ALARM_STATE = 1;
const ALARM_WINDOW_DAYS = 30;
/** Part of a year of record before the first forecast of a clock. */
const RECORD_BEFORE_FIRST_FORECAST_DAYS = 90;
const GPR_SERIES = ['world', 'china', 'taiwan', 'japan', 'korea'] as const;
/** A month is known at the start of the next; a value older than this is none. */
const GPR_STALE_AFTER_DAYS = 62;

type SignalStatesKnown = Readonly<Record<SignalName, number | null>>;
/** A value on a day, `null` where it is not known. */
type Indicator = (day: DayNumber) => number | null;

/** States of a day as known on it; unknown and stale are `null`. */
export function knownStates(read: SignalReader, parameters: Parameters): (day: DayNumber) => SignalStatesKnown {
  return memoized((day: DayNumber): SignalStatesKnown => {
    const { readings } = read(isoDate(day));
    const { x, stale } = signalsUsed(readings, parameters);
    return Object.fromEntries(Object.entries(x).map(([signal, state]) => [signal, stale.includes(signal) ? null : state]));
  });
}

/** Value of the newest month that is known. */
function geopoliticalRisk(rows: readonly GeopoliticalRiskRow[], series: (typeof GPR_SERIES)[number]): Indicator {
  const months = rows
    .map((row) => ({ knownFrom: dayNumber(row.known_from), value: row[series] }))
    .sort((a, b) => a.knownFrom - b.knownFrom);
  return (day) => {
    const newest = months.findLast(({ knownFrom }) => knownFrom <= day);
    return newest === undefined || day - newest.knownFrom > GPR_STALE_AFTER_DAYS ? null : newest.value;
  };
}

interface NamedIndicator {
  readonly name: string;
  readonly value: Indicator;
  /** The value multiplies the base rate; else it is ranked only. */
  readonly tilts: boolean;
}

/**
 * Mean of an indicator over the days up to each day, known where the indicator is: what raises the rate as much on average, without
 * knowing when. A tilt that is no better than this one has no timing.
 */
function meanSoFar(indicator: Indicator, { clock_start, last_day }: BackTestSettings): Indicator {
  const means = new Map<DayNumber, number>();
  let [sum, count] = [0, 0];
  for (const day of everyDays(dayNumber(clock_start), dayNumber(last_day), 1)) {
    const value = indicator(day);
    if (value === null) continue;
    sum += value;
    count += 1;
    means.set(day, sum / count);
  }
  return (day) => means.get(day) ?? null;
}

function indicators(history: BackTestHistory, states: (day: DayNumber) => SignalStatesKnown): readonly NamedIndicator[] {
  const { parameters } = history.index.methodology;
  const multiplier = (x: SignalStatesKnown, signals: readonly SignalName[]): number | null => {
    const used: Record<SignalName, number> = {};
    for (const signal of signals) {
      const state = x[signal] ?? null;
      if (state === null) return null;
      used[signal] = state;
    }
    return newControlTilt(parameters.signal_origin, TILT_BUYER, used, parameters).multiplier;
  };
  const names = signalNames(parameters);
  const allSignals: Indicator = (day) => multiplier(states(day), names);
  return [
    ...names.map((signal) => ({ name: signal, value: (day: DayNumber) => states(day)[signal] ?? null, tilts: false })),
    ...names.map((signal) => ({
      name: `base_rate_tilted_by_${signal}`,
      value: (day: DayNumber) => multiplier(states(day), [signal]),
      tilts: true,
    })),
    { name: 'base_rate_tilted_by_all_signals', value: allSignals, tilts: true },
    {
      name: 'base_rate_raised_evenly',
      value: meanSoFar(allSignals, history.settings),
      tilts: true,
    },
    ...GPR_SERIES.map((series) => ({
      name: `gpr_${series}`,
      value: geopoliticalRisk(history.data.geopolitical_risk, series),
      tilts: false,
    })),
    { name: 'base_rate', value: () => 1, tilts: true },
  ];
}

interface Campaign {
  readonly outcome: string;
  readonly clockStart: DayNumber;
  readonly announcements: readonly DayNumber[];
}

/** One indicator at one horizon against one clock; `null` when it was never known. */
function indicatorSkill(
  { name, value, tilts }: NamedIndicator,
  { outcome, clockStart, announcements }: Campaign,
  horizonDays: number,
  history: BackTestHistory,
  seedOf: SeedOf,
): ForecastSkill | null {
  const { settings, index } = history;
  const last = dayNumber(settings.last_day) - horizonDays;
  const first = clockStart + RECORD_BEFORE_FIRST_FORECAST_DAYS;
  const origins = everyDays(first, last, settings.signal_step_days);
  const known = origins.flatMap((day) => {
    const indicator = value(day);
    return indicator === null ? [] : [{ day, indicator }];
  });
  const start = known[0]?.day;
  if (start === undefined) return null;
  const base = known.map(({ day }) =>
    jeffreysPosterior(countUntil(announcements, day), (day - clockStart) / index.methodology.parameters.year_days),
  );
  const judged = {
    values: Float64Array.from(known, ({ indicator }, i) =>
      tilts ? probabilityWithin(base[i] as RatePosterior, horizonDays, indicator) : indicator,
    ),
    reference: Float64Array.from(base, (posterior) => probabilityWithin(posterior, horizonDays)),
    happened: Uint8Array.from(known, ({ day }) => (happensWithin(announcements, day, horizonDays) ? 1 : 0)),
    day: Uint16Array.from(known.keys()),
    block: Uint16Array.from(known, ({ day }) => Math.floor((day - start) / horizonDays)),
  };
  const events = announcements.filter((event) => known.some(({ day }) => event > day && event <= day + horizonDays)).length;
  const seed = seedOf(`back-test|${outcome}|${horizonDays}`);
  const named = { forecast: name, outcome, horizon_days: horizonDays, events, isProbability: tilts, seed };
  return forecastSkill({ ...named, draws: settings.bootstrap_draws }, judged);
}

function alarmsOf(
  signal: SignalName,
  states: (day: DayNumber) => SignalStatesKnown,
  announcements: readonly DayNumber[],
  until: DayNumber,
): SignalAlarm {
  const first = announcements[0] ?? until;
  const before = (day: DayNumber) => Array.from({ length: ALARM_WINDOW_DAYS }, (_, i) => states(day - 1 - i)[signal] ?? null);
  const alarms = (days: readonly DayNumber[]) => {
    const windows = days.map(before).filter((window) => window.every((state) => state !== null));
    return { all: windows.length, loud: windows.filter((window) => window.some((state) => (state as number) >= ALARM_STATE)).length };
  };
  const events = alarms(announcements);
  const any = alarms(everyDays(first, until, 1));
  return {
    signal,
    announcements: events.all,
    announcements_with_alarm: events.loud,
    windows: any.all,
    windows_with_alarm: any.loud,
  };
}

export interface SignalBackTest {
  readonly signals: readonly ForecastSkill[];
  readonly signal_alarms: readonly SignalAlarm[];
}

/** Every indicator, by the clock of the back-test and by the one of the method, whose start was chosen with hindsight. */
export function signalBackTest(history: BackTestHistory, seedOf: SeedOf): SignalBackTest {
  const { data, settings, index } = history;
  const { parameters } = index.methodology;
  const states = knownStates(signalReader(data, parameters), parameters);
  const until = dayNumber(settings.last_day);
  const campaign = (outcome: string, clock: IsoDate): Campaign => ({
    outcome,
    clockStart: dayNumber(clock),
    announcements: announcementDays(index, parameters.signal_origin, dayNumber(clock), until),
  });
  const campaigns = [
    campaign('announcement', settings.clock_start),
    campaign('announcement_since_method_clock', parameters.new_control_clock_start),
  ];
  const all = indicators(history, states);
  const signals = campaigns.flatMap((one) =>
    settings.horizons_days.flatMap((horizon) =>
      all.map((indicator) => indicatorSkill(indicator, one, horizon, history, seedOf)).filter((skill) => skill !== null),
    ),
  );
  const announcements = announcementDays(index, parameters.signal_origin, dayNumber(settings.clock_start), until);
  return { signals, signal_alarms: signalNames(parameters).map((signal) => alarmsOf(signal, states, announcements, until)) };
}

/** Base rate of a list of announcements by Jeffreys' prior. */
export function baseRateFigures(
  announcements: readonly IsoDate[],
  clockStart: IsoDate,
  lastDay: IsoDate,
  yearDays: number,
): BaseRateFigures {
  const years = (dayNumber(lastDay) - dayNumber(clockStart)) / yearDays;
  const posterior = jeffreysPosterior(announcements.length, years);
  const figure = (value: number) => published(value) as number;
  return {
    clock_start: clockStart,
    last_day: lastDay,
    events: announcements.length,
    years: figure(years),
    mean_per_year: figure(meanRate(posterior)),
    p_30: figure(probabilityWithin(posterior, 30)),
    p_90: figure(probabilityWithin(posterior, 90)),
  };
}
