import { expect, test } from 'vitest';
import { causesOf, changeGroups } from '#dashboard/words/change-groups.ts';
import { movedOver, movesOver } from '#dashboard/words/movement.ts';

const change = (
  seq: number,
  delta: number | null,
  [before, after]: readonly [string | null, string],
  causes: Record<string, number> = {},
) => ({
  seq,
  kind: 'changed',
  delta,
  band_before: before,
  band_after: after,
  by_cause: causes,
});

test('bands come first, small moves are only counted, and what a source revised is apart', () => {
  const groups = changeGroups([
    change(1, 0.4, ['low', 'low']),
    change(2, 5, ['high', 'high']),
    change(3, -0.5, ['high', 'elevated']),
    change(4, 30, ['guarded', 'high']),
    change(5, 6, ['low', 'low'], { data_correction: 4, new_event: 2 }),
    change(6, null, [null, 'low']),
  ]);
  const { small, ...lists } = groups;
  expect(Object.fromEntries(Object.entries(lists).map(([name, changes]) => [name, changes.map(({ seq }) => seq)]))).toEqual({
    crossed: [4, 3],
    moved: [2],
    revised: [5],
    others: [6],
  });
  expect(small).toBe(1);
});

test('causes are told largest first, without those that round to nothing', () => {
  expect(causesOf({ by_cause: { time_passing: -0.2, new_event: 7, signal: 0.01 } })).toEqual([
    ['new_event', 7],
    ['time_passing', -0.2],
  ]);
  expect(causesOf({ by_cause: null })).toEqual([]);
});

test('a movement needs a point that is old enough, and a score at both ends', () => {
  const points = [
    { as_of: '2026-10-01', score: 40 },
    { as_of: '2026-10-20', score: null },
    { as_of: '2026-10-31', score: 43 },
  ];
  expect(movedOver(points, '2026-10-31', 30)).toBe(3);
  expect(movedOver(points, '2026-10-31', 7)).toBeNull();
  expect(movedOver(points, '2026-10-31', 31)).toBeNull();
});

test('what moved within a week is what the histories say: crossed, moved most, or not known', () => {
  const bands = [
    { name: 'unknown', from: null },
    { name: 'high', from: 60 },
    { name: 'low', from: 0 },
  ];
  const row = (id: string, score: number | null, band: string, before: number | null | undefined) => ({
    id,
    score,
    band,
    history_90d: [...(before === undefined ? [] : [{ as_of: '2026-10-24', score: before }]), { as_of: '2026-10-31', score }],
  });
  const rows = [row('a', 61, 'high', 59), row('b', 40, 'low', 45), row('c', 30, 'low', undefined), row('d', null, 'unknown', null)];
  const { crossed, largest, unknown } = movesOver(rows, '2026-10-31', 7, bands);
  expect(crossed.map(({ row: { id }, before }) => [id, before])).toEqual([['a', 'low']]);
  expect([largest?.row.id, largest?.points, unknown]).toEqual(['b', -5, 1]);
  expect(movesOver([row('c', 30, 'low', undefined)], '2026-10-31', 7, bands)).toEqual({ crossed: [], largest: null, unknown: 1 });
});
