import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankIntervals } from '#domain/runs/ranking.ts';

const scores = (...values: readonly number[]): Float64Array => Float64Array.from(values);

test('draw i is ranked against draw i: a shock that moves all subjects alike leaves their order sure', () => {
  const ranks = rankIntervals(
    new Map([
      ['low', scores(1, 51, 11)],
      ['high', scores(2, 52, 12)],
    ]),
  );
  expect(ranks.get('high')).toEqual({ p05: 1, p50: 1, p95: 1 });
  expect(ranks.get('low')).toEqual({ p05: 2, p50: 2, p95: 2 });
});

test('equal scores share the better place', () => {
  const ranks = rankIntervals(
    new Map([
      ['a', scores(5)],
      ['b', scores(5)],
      ['c', scores(1)],
    ]),
  );
  expect([...ranks.values()].map(({ p50 }) => p50)).toEqual([1, 1, 3]);
});

test('places that swap in some draws spread by linear interpolation', () => {
  const ranks = rankIntervals(
    new Map([
      ['a', scores(9, 9, 9, 1)],
      ['b', scores(5, 5, 5, 5)],
    ]),
  );
  expect(ranks.get('a')?.p50).toBe(1);
  expect(ranks.get('a')?.p95).toBeCloseTo(1.85, 12);
  expect(ranks.get('b')?.p05).toBeCloseTo(1.15, 12);
});

test('a subject without draws has no rank, and different numbers of draws are refused', () => {
  const ranks = rankIntervals(
    new Map([
      ['Pm', scores()],
      ['Dy', scores(3, 4)],
    ]),
  );
  expect([...ranks.keys()]).toEqual(['Dy']);
  expect(() =>
    rankIntervals(
      new Map([
        ['Dy', scores(1, 2)],
        ['Nd', scores(1)],
      ]),
    ),
  ).toThrow(/Nd has 1 draws, others have 2/);
  expect(rankIntervals(new Map()).size).toBe(0);
});

test('ranks lie between 1 and the number of subjects, in order, whatever the order of the subjects', () => {
  const table = fc.integer({ min: 1, max: 20 }).chain((draws) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: draws, maxLength: draws }), {
      minLength: 1,
      maxLength: 8,
    }),
  );
  fc.assert(
    fc.property(table, (rows) => {
      const entries = rows.map((row, index): [string, readonly number[]] => [`s${index}`, row]);
      const ranks = rankIntervals(new Map(entries));
      const reversed = rankIntervals(new Map([...entries].reverse()));
      for (const [id, { p05, p50, p95 }] of ranks) {
        expect(1 <= p05 && p05 <= p50 && p50 <= p95 && p95 <= rows.length).toBe(true);
        expect(reversed.get(id)).toEqual({ p05, p50, p95 });
      }
    }),
  );
});
