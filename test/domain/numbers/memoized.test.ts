import { expect, it, test } from 'vitest';
import { memoized, valueAt } from '#domain/numbers/memoized.ts';

it('computes once for each argument, also when the value is nothing', () => {
  const asked: number[] = [];
  const half = memoized((day: number): number | null => {
    asked.push(day);
    return day === 0 ? null : day / 2;
  });
  expect([half(4), half(0), half(4), half(0)]).toEqual([2, null, 2, null]);
  expect(asked).toEqual([4, 0]);
});

test('a value of a parallel array is there, 0 included', () => {
  expect([valueAt([5, 0], 0), valueAt([5, 0], 1), valueAt(new Float64Array([7]), 0)]).toEqual([5, 0, 7]);
});

test.each([-1, 2, 0.5])('an index of %d outside of it is an error, never a 0', (index) => {
  expect(() => valueAt([5, 0], index)).toThrow(new RangeError(`no value at ${index} of 2`));
});
