import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { carriersCoveredTo } from '#domain/signals/carriers/carriers.ts';
import { senkakuSeries } from '#domain/signals/senkaku/senkaku.ts';
import { type SenkakuState, senkakuState } from '#domain/signals/senkaku/senkaku-state.ts';
import type { SignalFacts } from '#domain/signals/signal.ts';
import { signalHistory, signalReadings } from '#domain/signals/signal-inputs.ts';
import { daysFrom } from '#domain/signals/signal-state.ts';
import { taiwanStraitSeries } from '#domain/signals/taiwan-strait/taiwan-strait.ts';
import { type TaiwanStraitDay, taiwanStraitDays } from '#domain/signals/taiwan-strait/taiwan-strait-state.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import type { ExerciseRow, SenkakuDayRow } from '#domain/vocabulary/reference-data.ts';

const shipped = (name: string) => JSON.parse(readFileSync(new URL(`../../../shared/reference/${name}.json`, import.meta.url), 'utf8'));

const facts: SignalFacts = {
  taiwan_strait: shipped('signals/taiwan-strait'),
  senkaku: shipped('signals/senkaku'),
  eez_events: shipped('signals/eez-events'),
  carrier_deployments: shipped('signals/carrier-deployments'),
  sources: shipped('sources'),
};
const { parameters } = methodologyOf(shipped('methodology/1.0.0'));

const percent = (values: readonly number[], of: (x: number) => boolean) => (100 * values.filter(of).length) / values.length;
const strait = taiwanStraitDays(taiwanStraitSeries(facts, parameters), parameters);
const straitDays = daysFrom('2022-11-01', '2026-08-31')
  .map((day) => strait.on(dayNumber(day)))
  .filter((day) => day !== null);

describe('the Taiwan Strait on the shipped series', () => {
  it('has a state above 0 on 7.4 % of days and of at least 1 on 1.7 %, before decay', () => {
    const states = straitDays.map((day) => day.x);
    expect(percent(states, (x) => x > 0)).toBeCloseTo(7.4, 1);
    expect(percent(states, (x) => x >= 1)).toBeCloseTo(1.7, 1);
  });

  it('is above 0.1 on 23 % of days once it decays', () => {
    const states = signalHistory(facts, parameters, daysFrom('2022-11-16', '2026-08-31')).map((day) => day.details.taiwan_strait.x ?? 0);
    expect(percent(states, (x) => x > 0.1)).toBeCloseTo(23, 0);
    // 3.5 before days were corrected that a carrier of the counts had wrong.
    expect(percent(states, (x) => x >= 1)).toBeCloseTo(3.4, 1);
  });

  it('stands out in at least 7 of the 10 exercises since December 2022, and is visible in 9', () => {
    const exercises = (shipped('signals/exercises') as ExerciseRow[]).filter((exercise) => exercise.start >= '2022-12-01');
    const peaks = exercises.map((exercise) =>
      Math.max(
        // The report of the last day comes out a day later.
        ...daysFrom(exercise.start, isoDate(dayNumber(exercise.end) + 1)).map((day) => strait.on(dayNumber(day))?.x ?? 0),
      ),
    );
    expect(exercises).toHaveLength(10);
    expect(peaks.filter((x) => x >= 1).length).toBeGreaterThanOrEqual(7);
    expect(peaks.filter((x) => x >= 0.5).length).toBeGreaterThanOrEqual(9);
  });

  it('compares no day with reports of the definition before August 2022', () => {
    const first = straitDays.at(0) as TaiwanStraitDay;
    const definitionStart = facts.taiwan_strait.find((row) => row.definition === parameters.signal_taiwan.definition)?.report_date;
    expect(definitionStart).toBe('2022-08-06');
    expect(first.series.aircraft?.baseline_n).toBeGreaterThanOrEqual(parameters.signal_taiwan.min_days);
    expect(dayNumber(first.report_date) - dayNumber('2022-08-06')).toBeGreaterThanOrEqual(parameters.signal_taiwan.min_days);
  });
});

describe('the Senkaku Islands on the shipped series', () => {
  const days = daysFrom('2014-01-01', '2026-10-31');
  const statesOf = (rows: readonly SenkakuDayRow[]): SenkakuState[] => {
    const series = senkakuSeries({ ...facts, senkaku: rows }, parameters);
    return days.map((day) => senkakuState(series, day, parameters));
  };
  const states = statesOf(facts.senkaku);
  /** As when the states were specified: two months of the table could not be read then. */
  const asSpecified = statesOf(facts.senkaku.filter(({ day }) => !/^(2012-09|2016-08)/.test(day)));

  it('have, without two months, a state above 0 on 7.7 % of the days it is known and of at least 1 on 1.8 %', () => {
    const known = asSpecified.flatMap(({ x }) => (x === null ? [] : [x]));
    expect(percent(known, (x) => x > 0)).toBeCloseTo(7.7, 1);
    expect(percent(known, (x) => x >= 1)).toBeCloseTo(1.8, 1);
    expect(Math.max(...known)).toBeCloseTo(2.46, 2);
  });

  it('are unknown, not calm, around an August of 2016 that is missing', () => {
    expect(asSpecified.find((_, i) => days[i] === '2016-08-25')?.x).toBeNull();
    expect(asSpecified.find((_, i) => days[i] === '2016-10-15')?.x).not.toBeNull();
  });

  it('are highest in August 2016, when up to fifteen coast guard ships came at once', () => {
    const highest = Math.max(...states.map(({ x }) => x ?? 0));
    expect(days.filter((_, i) => states[i]?.x === highest).map((day) => day.slice(0, 7))).toContain('2016-08');
    expect(highest).toBe(4);
  });

  it('are not moved by the days of relief with eight ships or more in the contiguous zone', () => {
    const handovers = facts.senkaku.filter((row) => row.contiguous_zone_vessels >= 8);
    expect(handovers.length).toBeGreaterThan(27);
    const winsorised = facts.senkaku.map((row) => ({ ...row, contiguous_zone_vessels: Math.min(4, row.contiguous_zone_vessels) }));
    expect(statesOf(winsorised)).toEqual(states);
  });

  it('are never raised by the days on which weather sends every ship away', () => {
    const weather = new Set(
      facts.senkaku.filter((row) => row.day >= '2020-01-01' && row.contiguous_zone_vessels === 0).map((row) => row.day),
    );
    expect(weather.size).toBeGreaterThan(30);
    const without = statesOf(facts.senkaku.filter((row) => !weather.has(row.day)));
    days.forEach((day, i) => {
      const [seen, masked] = [states[i]?.detail.vessel_days?.count ?? null, without[i]?.detail.vessel_days?.count ?? null];
      if (seen !== null && masked !== null) expect(seen, day).toBeLessThanOrEqual(masked + 1e-9);
    });
  });
});

describe('carriers on the shipped deployments', () => {
  it('are read as none only up to the day on which the publications were last read', () => {
    expect(carriersCoveredTo(facts)).toBe('2026-08-22');
    expect(signalReadings(facts, parameters, '2026-08-22').readings.carriers?.age_days).toBe(0);
    expect(signalReadings(facts, parameters, '2026-10-01').readings.carriers?.age_days).toBe(40);
  });

  it('were two at once in June 2025, for the first time, once the second was known', () => {
    expect(signalReadings(facts, parameters, '2025-06-08').details.carriers.detail.today?.carriers).toBe(1);
    const { today } = signalReadings(facts, parameters, '2025-06-11').details.carriers.detail;
    expect(today).toMatchObject({ carriers: 2, days_with_as_many: 4 });
  });
});
