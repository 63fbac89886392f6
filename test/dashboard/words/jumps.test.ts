import { describe, expect, test } from 'vitest';
import { jumpsOf } from '#dashboard/words/jumps.ts';

const move = (to: string, delta: number | null, over: object = {}) => ({
  to,
  score_after: 50,
  delta,
  band_before: 'elevated',
  band_after: 'elevated',
  summary: `moved on ${to}`,
  ...over,
});

describe('the jumps of lines', () => {
  test('are moves of three points, and smaller ones into another band; numbered from the oldest', () => {
    const moves = [
      move('2026-01-11', 18.06, { band_before: 'high', band_after: 'critical' }),
      move('2025-06-01', 1.1),
      move('2025-06-15', -0.21, { band_before: 'critical', band_after: 'high' }),
      move('2025-04-06', -3),
    ];
    expect(jumpsOf(moves, '2025-01-01', '2026-12-31').map(({ number, day }) => [number, day])).toEqual([
      [1, '2025-04-06'],
      [2, '2025-06-15'],
      [3, '2026-01-11'],
    ]);
  });

  test('are those of the days that are shown, the twelve largest, and none of a subject that is new', () => {
    const many = Array.from({ length: 20 }, (_, n) => move(`2026-01-${String(n + 1).padStart(2, '0')}`, 4 + n));
    const jumps = jumpsOf([...many, move('2024-01-01', 50), move('2026-02-01', null, { band_before: null })], '2025-01-01', '2026-12-31');
    expect(jumps).toHaveLength(12);
    expect(jumps[0]?.day).toBe('2026-01-09');
  });
});
