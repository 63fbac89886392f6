import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { negativeBinomialTail, sidak } from '#domain/numbers/statistics.ts';
import { type CarrierSeries, carrierDay, carrierState } from '#domain/signals/carriers/carriers-state.ts';
import { senkakuState } from '#domain/signals/senkaku/senkaku-state.ts';
import { taiwanStraitDay, taiwanStraitState } from '#domain/signals/taiwan-strait/taiwan-strait-state.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { Parameters } from '#domain/vocabulary/methodology.ts';

const { parameters } = JSON.parse(readFileSync(new URL('../../golden/scoring-cases.json', import.meta.url), 'utf8')) as {
  parameters: Parameters;
};
const D = '2026-06-30';
const daysAgo = (days: number): string => isoDate(dayNumber(D) - days);
const list = (length: number, valueAt: (i: number) => number | null) => Array.from({ length }, (_, i) => valueAt(i));

describe('windows of the Taiwan Strait', () => {
  /** Ends on D; `i` counts days back from D. */
  const series = (
    length: number,
    at: { aircraft?: (i: number) => number | null; ships?: (i: number) => number | null; official?: (i: number) => number | null },
  ) => {
    const back = (of: (i: number) => number | null) => list(length, (i) => of(length - 1 - i));
    return {
      start: daysAgo(length - 1),
      aircraft: back(at.aircraft ?? (() => null)),
      ships: back(at.ships ?? (() => null)),
      official: back(at.official ?? (() => null)),
    };
  };

  it('compare a day with the 90 days before it and no older one', () => {
    const day = taiwanStraitDay(series(200, { aircraft: (i) => (i === 0 ? 30 : i <= 90 ? 10 : 90) }), D, parameters);
    expect(day?.series.aircraft).toMatchObject({ count: 30, expected: 10, variance: 0, baseline_n: 90 });
    expect(day?.p).toBeCloseTo(negativeBinomialTail(30, 10, 10), 12);
  });

  it('need 45 days of baseline, not 44', () => {
    const withBaseline = (days: number) => series(91, { aircraft: (i) => (i <= days ? 10 : null) });
    expect(taiwanStraitDay(withBaseline(45), D, parameters)?.series.aircraft?.baseline_n).toBe(45);
    expect(taiwanStraitDay(withBaseline(44), D, parameters)).toBeNull();
  });

  it('sum the ships of seven days against the 90 days before those, with five of the seven and the day itself there', () => {
    const ships = (missing: readonly number[]) => series(120, { ships: (i) => (missing.includes(i) ? null : i < 7 ? 9 : i < 97 ? 6 : 50) });
    expect(taiwanStraitDay(ships([]), D, parameters)?.series.ships).toMatchObject({ count: 63, expected: 42, baseline_n: 90 });
    expect(taiwanStraitDay(ships([1, 6]), D, parameters)?.series.ships).toMatchObject({ count: 45, expected: 30 });
    expect(taiwanStraitDay(ships([1, 2, 6]), D, parameters)).toBeNull();
    expect(taiwanStraitDay(ships([0]), D, parameters)).toBeNull();
  });

  it('keep the variance of official ships at twice the mean, and the mean at its floor', () => {
    const day = taiwanStraitDay(series(91, { official: (i) => (i === 0 ? 3 : 0) }), D, parameters);
    expect(day?.series.official).toMatchObject({ expected: 0.5, variance: 1 });
    expect(day?.p).toBeCloseTo(0.04982526, 8);
  });

  it('combine only the series that have a value', () => {
    const both = series(120, { aircraft: (i) => (i === 0 ? 30 : 10), ships: () => 6 });
    const day = taiwanStraitDay(both, D, parameters);
    expect(day?.p).toBe(sidak([day?.series.aircraft?.p ?? 0, day?.series.ships?.p ?? 0]));
    expect(day?.series.official).toBeUndefined();
  });

  it('look back 30 days and no further', () => {
    const surge = (age: number) => series(200, { aircraft: (i) => (i === age ? 150 : 10) });
    expect(taiwanStraitState(surge(30), D, parameters)).toMatchObject({ x: 4 / 1024, peak_date: daysAgo(30) });
    expect(taiwanStraitState(surge(31), D, parameters)).toMatchObject({ x: 0, peak_date: D });
    expect(taiwanStraitState(surge(3), D, parameters)).toMatchObject({ x: 2, peak_date: daysAgo(3) });
  });
});

describe('windows of the Senkaku Islands', () => {
  const calm = (events: readonly string[], length = 390, vesselsAt: (i: number) => number | null = () => 0) => ({
    start: daysAgo(length - 1),
    territorial_sea: list(length, (i) => vesselsAt(length - 1 - i)),
    events: events.map((day) => [day, day] as const),
  });

  it('count an escalation for 90 days, then in the baseline for 1,095', () => {
    const counted = (age: number) => {
      const { events } = senkakuState(calm([daysAgo(age)]), D, parameters).detail;
      return [events.count, events.baseline_n];
    };
    expect([0, 89, 90, 1184, 1185].map(counted)).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  it('drop an event three days after the last kept one, not one four days after', () => {
    const kept = (...ages: number[]) => senkakuState(calm(ages.map(daysAgo)), D, parameters).events;
    expect(kept(20, 17)).toBe(1);
    expect(kept(20, 16)).toBe(2);
    expect(kept(20, 18, 16)).toBe(2);
  });

  it('scale a block up for missing days, down to 25 of 30', () => {
    const blockOf = (missing: number) =>
      senkakuState(
        calm([], 390, (i) => (i < missing ? null : i < 30 ? 1 : 0)),
        D,
        parameters,
      );
    expect(blockOf(5)).toMatchObject({ vessel_days: 30, age_days: 5 });
    expect(blockOf(6)).toMatchObject({ vessel_days: null, x: null, age_days: 6 });
  });

  it('need eight known blocks of the twelve before', () => {
    expect(senkakuState(calm([], 270), D, parameters).detail.vessel_days?.baseline_n).toBe(8);
    expect(senkakuState(calm([], 264), D, parameters).x).toBeNull();
  });

  it('round half a vessel-day up before judging it', () => {
    // 29 of 30 days: 15 vessels become 15.52 vessel-days, judged as 16.
    const state = senkakuState(
      calm([], 390, (i) => (i === 29 ? null : i < 15 ? 1 : 0)),
      D,
      parameters,
    );
    expect(state.vessel_days).toBeCloseTo((15 * 30) / 29, 12);
    expect(state.p.vessel_days).toBeCloseTo(negativeBinomialTail(16, 0.5, 0.5), 12);
  });
});

describe('windows of the carriers', () => {
  const series = (deployments: CarrierSeries['deployments'], coveredTo = D): CarrierSeries => ({ deployments, covered_to: coveredTo });

  it('compare a day with the 730 days before it, both ends of a deployment included', () => {
    const day = (start: number, end: number) =>
      carrierDay(
        series([
          [daysAgo(start), daysAgo(end)],
          [D, D],
        ]),
        D,
        parameters,
      )?.days_with_as_many;
    expect(day(740, 731)).toBe(0);
    expect(day(740, 730)).toBe(1);
    expect(day(3, 1)).toBe(3);
    expect(carrierDay(series([[daysAgo(3), daysAgo(1)]]), D, parameters)).toBeNull();
  });

  it('look back 60 days and no further', () => {
    const seen = (age: number) => carrierState(series([[daysAgo(age + 2), daysAgo(age)]]), D, parameters).detail.peak?.date ?? null;
    expect(seen(60)).toBe(daysAgo(60));
    expect(seen(61)).toBeNull();
  });

  it('do not see the rest of a deployment after the last reading', () => {
    const state = carrierState(series([[daysAgo(9), D]], daysAgo(5)), D, parameters);
    expect(state).toMatchObject({ age_days: 5, parts: { carriers: 0 }, detail: { today: null } });
    expect(state.detail.peak?.date).toBe(daysAgo(9));
    expect(carrierState(series([[daysAgo(9), D]], daysAgo(-5)), D, parameters).age_days).toBe(0);
  });
});
