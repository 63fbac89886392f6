import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compactSeries, mergeSeries, pointsByYear, seriesPoints } from '#domain/runs/history-series.ts';
import type { HistoryPoint } from '#domain/vocabulary/score-document.ts';
import { historyPoint } from '#test/builders/score-documents.ts';

const unscored: Partial<HistoryPoint> = {
  score: null,
  band: 'unknown',
  score_without_signals: null,
  state: null,
  new_event: null,
  stage: null,
  drivers: {},
};
const anyPoint = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  scored: fc.boolean(),
  inTwoParts: fc.boolean(),
  score: fc.double({ min: 0, max: 99, noNaN: true }),
  drivers: fc.dictionary(fc.constantFrom('active_control', 'new_control', 'transit'), fc.double({ min: 0, max: 99, noNaN: true })),
  origin: fc.constantFrom('published' as const, 'replayed' as const),
  run_id: fc.option(fc.constantFrom('r0000000001', 'r0000000002')),
});
const pointOf = ({ day, scored, inTwoParts, score, drivers, origin, run_id }: typeof anyPoint extends fc.Arbitrary<infer T> ? T : never) =>
  historyPoint({
    as_of: `2026-10-${String(day).padStart(2, '0')}`,
    ...(scored ? { score, drivers: { ...drivers }, p05: score / 2, p50: score, p95: score } : unscored),
    ...(scored && inTwoParts ? { state: score / 3, new_event: score / 2 } : {}),
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
    const points = [historyPoint({ drivers: { transit: 1 } }), historyPoint({ drivers: { active_control: 2 } })];
    const { drivers } = compactSeries(points);
    expect(Object.entries(drivers)).toEqual([
      ['active_control', [null, 2]],
      ['transit', [1, null]],
    ]);
  });

  test('keeps its bytes where no score has two parts, and reads years that were stored before scores had them', () => {
    const before = compactSeries([historyPoint(), historyPoint({ as_of: '2026-10-02' })]);
    expect(Object.keys(before)).not.toContain('state');
    expect(seriesPoints(before).map(({ state, new_event }) => [state, new_event])).toEqual([
      [null, null],
      [null, null],
    ]);
    const later = compactSeries([historyPoint(), historyPoint({ as_of: '2026-10-02', state: 88.56, new_event: 17.32 })]);
    expect([later.state, later.new_event]).toEqual([
      [null, 88.56],
      [null, 17.32],
    ]);
  });

  test('of which a column is cut short is a fault, not a day without a score', () => {
    const series = compactSeries([historyPoint(), historyPoint({ as_of: '2026-10-02' })]);
    expect(() => seriesPoints({ ...series, score: [71.76] })).toThrow(RangeError);
    expect(() => seriesPoints({ ...series, drivers: { active_control: [1] } })).toThrow(RangeError);
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
