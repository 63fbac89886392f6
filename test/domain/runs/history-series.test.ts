import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compactSeries, mergeSeries, pointsByYear, seriesPoints } from '#domain/runs/history-series.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import { historyPoint } from '#test/builders/score-documents.ts';

const unscored: Partial<HistoryPoint> = {
  score: null,
  band: 'unknown',
  state: null,
  may_begin: null,
  security: null,
  stage: null,
  drivers: {},
};
const anyPoint = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  scored: fc.boolean(),
  score: fc.double({ min: 0, max: 99, noNaN: true }),
  drivers: fc.dictionary(fc.constantFrom('measure', 'new_control', 'security'), fc.double({ min: 0, max: 99, noNaN: true })),
  origin: fc.constantFrom('published' as const, 'replayed' as const),
  run_id: fc.option(fc.constantFrom('r0000000001', 'r0000000002')),
});
const pointOf = ({ day, scored, score, drivers, origin, run_id }: typeof anyPoint extends fc.Arbitrary<infer T> ? T : never) =>
  historyPoint({
    as_of: `2026-10-${String(day).padStart(2, '0')}`,
    ...(scored
      ? {
          score,
          drivers: { ...drivers },
          state: score / 3,
          may_begin: score / 2,
          security: score / 6,
          p05: score / 2,
          p50: score,
          p95: score,
        }
      : unscored),
    origin,
    run_id,
  });

describe('a history as columns', () => {
  test('has the points it was made from, with and without scores, intervals and runs', () => {
    fc.assert(
      fc.property(fc.array(anyPoint), (drawn) => {
        const points = drawn.map(pointOf);
        expect(seriesPoints(compactSeries(points))).toEqual(points);
      }),
    );
  });

  test('has one column for each kind of driver, in byte order, and null where a day has no such driver', () => {
    const points = [historyPoint({ drivers: { security: 1 } }), historyPoint({ drivers: { measure: 2 } })];
    const { drivers } = compactSeries(points);
    expect(Object.entries(drivers)).toEqual([
      ['measure', [null, 2]],
      ['security', [1, null]],
    ]);
  });

  test('of which a column is cut short is a fault, not a day without a score', () => {
    const series = compactSeries([historyPoint(), historyPoint({ as_of: '2026-10-02' })]);
    expect(() => seriesPoints({ ...series, score: [71.76] })).toThrow(RangeError);
    expect(() => seriesPoints({ ...series, drivers: { measure: [1] } })).toThrow(RangeError);
  });
});

describe('new points of a history', () => {
  const at = (as_of: string, run_id: string | null, score: number) => historyPoint({ as_of, run_id, score });
  const merged = (present: readonly HistoryPoint[], added: readonly HistoryPoint[]) =>
    mergeSeries(present, added).map(({ as_of, score }) => [as_of, score]);

  test('stand by day, oldest first, in whatever order they come', () => {
    expect(merged([at('2026-10-03', 'r1', 3)], [at('2026-10-02', 'r1', 2), at('2026-10-04', 'r1', 4), at('2026-10-01', 'r1', 1)])).toEqual([
      ['2026-10-01', 1],
      ['2026-10-02', 2],
      ['2026-10-03', 3],
      ['2026-10-04', 4],
    ]);
  });

  test('take the place of one of an earlier run or of the same, never of one of a later run', () => {
    const day = '2026-10-01';
    expect(merged([at(day, 'r1', 1)], [at(day, 'r2', 2)])).toEqual([[day, 2]]);
    expect(merged([at(day, 'r1', 1)], [at(day, 'r1', 2)])).toEqual([[day, 2]]);
    expect(merged([at(day, 'r2', 1)], [at(day, 'r1', 2)])).toEqual([[day, 1]]);
  });

  test('of no run are older than those of any run, and replace each other', () => {
    const day = '2026-10-01';
    expect(merged([at(day, null, 1)], [at(day, 'r1', 2)])).toEqual([[day, 2]]);
    expect(merged([at(day, 'r1', 1)], [at(day, null, 2)])).toEqual([[day, 1]]);
    expect(merged([at(day, null, 1)], [at(day, null, 2)])).toEqual([[day, 2]]);
  });

  test('merged twice change nothing', () => {
    fc.assert(
      fc.property(fc.array(anyPoint), fc.array(anyPoint), (present, added) => {
        const once = mergeSeries(present.map(pointOf), added.map(pointOf));
        expect(mergeSeries(once, added.map(pointOf))).toEqual(once);
      }),
    );
  });

  test('are kept by calendar year', () => {
    const years = pointsByYear([at('2025-12-31', 'r1', 1), at('2026-01-01', 'r1', 2), at('2026-12-31', 'r1', 3)]);
    expect([...years].map(([year, points]) => [year, points.length])).toEqual([
      [2025, 1],
      [2026, 2],
    ]);
  });
});
