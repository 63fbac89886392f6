import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attribution,
  type News,
  scoreDifference,
} from '#domain/explanations/changes/change-attribution.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const [MONDAY, TUESDAY, FRIDAY] = ['2026-09-28', '2026-09-29', '2026-10-02'] as const;
/** A toy whose score is a sum: what the news say, times what the method makes of it. */
const toy = (points: number) => ({ toy: points });

test('is shared by newer data and a new method that need each other', () => {
  const news: readonly News[] = [
    { cause: 'data_update', day: FRIDAY },
    { cause: 'methodology', day: FRIDAY },
  ];
  const has = (some: readonly News[], of: string): boolean => some.some(({ cause }) => cause === of);
  const scoreOn = (some: readonly News[]) =>
    toy((has(some, 'methodology') ? 2 : 1) * (has(some, 'data_update') ? 15 : 10));
  const change = scoreDifference(
    { day: MONDAY, points: toy(10) },
    { day: FRIDAY, points: toy(30) },
    news,
    scoreOn,
  );
  // data alone 15 - 10, data last 30 - 20; method alone 20 - 10, method last 30 - 15; the mean of each
  expect(change.by_cause).toMatchObject({ data_update: 7.5, methodology: 12.5, time_passing: 0 });
});

test('is what came first where one came before the other: an event has all its points, a later one only what is left', () => {
  const news: readonly News[] = [
    { cause: 'data_update', day: FRIDAY },
    { cause: 'new_event', day: TUESDAY },
  ];
  // Each alone lifts 10 to 40, both together no further; five points are lost by ageing.
  const scoreOn = (some: readonly News[], day: string) =>
    toy(some.length === 0 ? (day === MONDAY ? 15 : 10) : 40);
  const change = scoreDifference(
    { day: MONDAY, points: toy(15) },
    { day: FRIDAY, points: toy(40) },
    news,
    scoreOn,
  );
  expect(change.by_cause).toMatchObject({ time_passing: -5, new_event: 30, data_update: 0 });
});

test('sums to the difference of any two scores of any scorer, whatever came on which day', () => {
  const anyNews = fc.record({
    cause: fc.constantFrom(
      'new_event',
      'data_update',
      'data_correction',
      'coverage',
      'signal',
      'lapse',
      'methodology',
    ),
    day: fc.constantFrom(TUESDAY, '2026-09-30', FRIDAY),
    n: fc.nat(9),
  }) as fc.Arbitrary<News & { readonly n: number }>;
  fc.assert(
    fc.property(
      fc.array(anyNews, { maxLength: 7 }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      (news, shownBefore) => {
        const scoreOn = (some: readonly (News & { readonly n: number })[], day: string) => {
          const sum = some.reduce(
            (total, { n }) => (total * (n + 1)) % 97,
            day.length + (day === MONDAY ? 3 : 5),
          );
          return sum % 11 === 0 ? null : { one: sum, other: 100 - sum / 2 };
        };
        const after = { one: 7, third: 20 };
        const { delta, by_cause, by_driver, by_cause_and_driver } = scoreDifference(
          { day: MONDAY, points: { one: shownBefore } },
          { day: FRIDAY, points: after },
          news,
          scoreOn,
        );
        expect(delta).toBeCloseTo(27 - shownBefore, 9);
        expect(sum(Object.values(by_cause))).toBeCloseTo(delta, 9);
        expect(sum(Object.values(by_driver))).toBeCloseTo(delta, 9);
        for (const [cause, points] of Object.entries(by_cause_and_driver))
          expect(sum(Object.values(points)), cause).toBeCloseTo(by_cause[cause as 'new_event'], 9);
      },
    ),
  );
});

describe('a part that can not be scored', () => {
  const news: readonly News[] = [{ cause: 'data_update', day: FRIDAY }];
  /** Scores of the earlier facts on the earlier and on the later day, `null` where there is none. */
  const change = (then: number | null, later: number | null, before: number, after: number): Attribution =>
    scoreDifference(
      { day: MONDAY, points: toy(before) },
      { day: FRIDAY, points: toy(after) },
      news,
      (_, day) => {
        const points = day === MONDAY ? then : later;
        return points === null ? null : toy(points);
      },
    );

  test('is taken as published where today’s program has no score of the earlier inputs: nothing is put to the method', () => {
    expect(change(null, 12, 10, 15).by_cause).toMatchObject({
      methodology: 0,
      time_passing: 2,
      data_update: 3,
    });
  });

  test('is no step of time where the earlier inputs have no score on the later day', () => {
    expect(change(11, null, 10, 15).by_cause).toMatchObject({
      methodology: 1,
      time_passing: 0,
      data_update: 4,
    });
  });
});

test('a driver that only one of the two scores has counts with all its points', () => {
  const [before, after] = [
    { gone: 4, stays: 1 },
    { comes: 7, stays: 3 },
  ];
  const change = scoreDifference(
    { day: MONDAY, points: before },
    { day: FRIDAY, points: after },
    [],
    () => before,
  );
  expect(change.delta).toBe(5);
  expect(change.by_driver).toEqual({ comes: 7, gone: -4, stays: 2 });
  expect(change.by_cause_and_driver.time_passing).toEqual({ comes: 7, gone: -4, stays: 2 });
});
