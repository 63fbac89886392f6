import { expect, test } from 'vitest';
import { causesOf, changeGroups } from '#dashboard/words/change-groups.ts';
import { movedOver } from '#dashboard/words/movement.ts';

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
