import { expect, it } from 'vitest';
import { memoized } from '#domain/numbers/memoized.ts';

it('computes once for each argument, also when the value is nothing', () => {
  const asked: number[] = [];
  const half = memoized((day: number): number | null => {
    asked.push(day);
    return day === 0 ? null : day / 2;
  });
  expect([half(4), half(0), half(4), half(0)]).toEqual([2, null, 2, null]);
  expect(asked).toEqual([4, 0]);
});

it('a failure is not kept', () => {
  let calls = 0;
  const works = memoized((name: string) => {
    calls += 1;
    if (calls === 1) throw new Error('not yet');
    return name;
  });
  expect(() => works('a')).toThrow('not yet');
  expect(works('a')).toBe('a');
});
