/** Pressure in the theatres: where the last month's counts stand in their own three years (section 5). */
import type { DayNumber } from '../time/calendar.ts';
import { type SeriesName, type Theatre, theatreRecord } from '../vocabulary/theatres.ts';
import type { Parameters } from './parameters.ts';

export type DailySeries = ReadonlyMap<DayNumber, number>;

export type Pressure = Readonly<{
  /** Percentile of the theatre in its own history, 0 ... 100; null when it cannot be told. */
  index: number | null;
  /** Newest day of the theatre's first series. */
  day: DayNumber | null;
  /** Days from that day to the day of the score. */
  age: number | null;
  /** On the rate of a crisis; 1 when there is no pressure to tell. */
  multiplier: number;
  /** Percentile of each series, 0 ... 100; null unknown. */
  series: Readonly<Record<string, number | null>>;
}>;

const WEEK = 7;
/** Counts closer than this are equal. */
const TIE = 1e-9;

/** Mean of the two highest days of a sliding window, where enough of it is known. */
class Smoothed {
  readonly days: readonly DayNumber[];
  readonly #values = new Map<DayNumber, number>();

  constructor(series: DailySeries, { window, least_days }: Parameters['pressure']) {
    const known = [...series.keys()].sort((a, b) => a - b);
    const [first, last] = [known[0] ?? 0, known.at(-1) ?? -1];
    for (let day = first + window - 1; day <= last; day++) {
      let [highest, second, count] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
      for (let at = day - window + 1; at <= day; at++) {
        const value = series.get(at);
        if (value === undefined) continue;
        count++;
        if (value > highest) [highest, second] = [value, highest];
        else if (value > second) second = value;
      }
      if (count >= least_days) this.#values.set(day, (highest + second) / 2);
    }
    this.days = [...this.#values.keys()];
  }

  newest(day: DayNumber): DayNumber | null {
    let [low, high] = [0, this.days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.days[middle] as number) <= day) low = middle + 1;
      else high = middle;
    }
    return this.days[low - 1] ?? null;
  }

  value(day: DayNumber): number | null {
    return this.#values.get(day) ?? null;
  }
}

/** 0 ... 1: ties count half, and neither end is reached. */
function percentileAmong(value: number, past: readonly number[]) {
  const below = past.filter((other) => other < value - TIE).length;
  const ties = past.filter((other) => Math.abs(other - value) <= TIE).length;
  return (below + ties / 2 + 0.5) / (past.length + 1);
}

const historyOf = (
  day: DayNumber,
  valueAt: (day: DayNumber) => number | null,
  { history }: Parameters['pressure'],
): readonly number[] =>
  Array.from({ length: Math.floor(history / WEEK) }, (_, week) => valueAt(day - WEEK * (week + 1))).filter(
    (value) => value !== null,
  );

/** Fades to 1 as the observation ages. `percentile`: 0 ... 1. */
export function crisisMultiplier(
  percentile: number,
  age: number,
  { weight, power, window }: Parameters['pressure'],
): number {
  const fresh = 1 - weight + weight * (power + 1) * percentile ** power;
  return 1 + (fresh - 1) * 2 ** (-age / window);
}

/** The counts that were known on a day. */
export class Observations {
  readonly series: Readonly<Record<SeriesName, DailySeries>>;
  readonly #parameters: Parameters['pressure'];
  readonly #smoothed = new Map<SeriesName, Smoothed>();
  readonly #percentiles = new Map<string, number | null>();
  readonly #levels = new Map<string, number | null>();

  constructor(series: Readonly<Record<SeriesName, DailySeries>>, parameters: Parameters) {
    this.series = series;
    this.#parameters = parameters.pressure;
  }

  #smooth(name: SeriesName): Smoothed {
    let smoothed = this.#smoothed.get(name);
    if (smoothed === undefined) {
      smoothed = new Smoothed(this.series[name], this.#parameters);
      this.#smoothed.set(name, smoothed);
    }
    return smoothed;
  }

  /** On the newest day by `day`; null with too short a history. */
  #percentile(name: SeriesName, day: DayNumber): number | null {
    const smoothed = this.#smooth(name);
    const newest = smoothed.newest(day);
    if (newest === null) return null;
    const key = `${name} ${newest}`;
    let found = this.#percentiles.get(key);
    if (found === undefined) {
      const past = historyOf(newest, (at) => smoothed.value(at), this.#parameters);
      found =
        past.length < this.#parameters.least_weeks
          ? null
          : percentileAmong(smoothed.value(newest) as number, past);
      this.#percentiles.set(key, found);
    }
    return found;
  }

  /** Mean of -ln(1 - percentile) over the series read within a window; null without one. */
  #level(theatre: Theatre, day: DayNumber): number | null {
    const key = `${theatre} ${day}`;
    const kept = this.#levels.get(key);
    if (kept !== undefined) return kept;
    const levels: number[] = [];
    for (const name of theatreRecord(theatre).series) {
      const newest = this.#smooth(name).newest(day);
      if (newest === null || day - newest > this.#parameters.window) continue;
      const percentile = this.#percentile(name, day);
      if (percentile !== null) levels.push(-Math.log(1 - percentile));
    }
    const mean = levels.length === 0 ? null : levels.reduce((sum, level) => sum + level, 0) / levels.length;
    this.#levels.set(key, mean);
    return mean;
  }

  /** Of a theatre in its own history, 0 ... 1; null when it cannot be told. */
  #percentileOf(theatre: Theatre, day: DayNumber): number | null {
    const level = this.#level(theatre, day);
    const ofFirst = this.#percentile(theatreRecord(theatre).series[0], day);
    if (level === null || ofFirst === null) return null;
    const past = historyOf(day, (at) => this.#level(theatre, at), this.#parameters);
    return past.length < this.#parameters.least_weeks ? ofFirst : percentileAmong(level, past);
  }

  /** 0 ... 100; null on days on which the theatre's first series was not counted. */
  indexOn(theatre: Theatre, day: DayNumber): number | null {
    const isCounted = this.series[theatreRecord(theatre).series[0]].has(day);
    const percentile = isCounted ? this.#percentileOf(theatre, day) : null;
    return percentile === null ? null : 100 * percentile;
  }

  /** That of the newest day of its first series. */
  pressure(theatre: Theatre, today: DayNumber): Pressure {
    const day = Math.max(...this.series[theatreRecord(theatre).series[0]].keys());
    if (day === Number.NEGATIVE_INFINITY)
      return { index: null, day: null, age: null, multiplier: 1, series: {} };
    const series = Object.fromEntries(
      theatreRecord(theatre).series.map((name) => {
        const percentile = this.#percentile(name, day);
        return [name, percentile === null ? null : 100 * percentile];
      }),
    );
    const age = today - day;
    const percentile = this.#percentileOf(theatre, day);
    if (percentile === null) return { index: null, day, age, multiplier: 1, series };
    return {
      index: 100 * percentile,
      day,
      age,
      multiplier: crisisMultiplier(percentile, age, this.#parameters),
      series,
    };
  }
}
