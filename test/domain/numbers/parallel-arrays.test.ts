import { expect, test } from 'vitest';
import { valueAt } from '#domain/numbers/parallel-arrays.ts';

test('a value of a parallel array is there, 0 included', () => {
  expect([valueAt([5, 0], 0), valueAt([5, 0], 1), valueAt(new Float64Array([7]), 0)]).toEqual([5, 0, 7]);
});

test.each([-1, 2, 0.5])('an index of %d outside of it is an error, never a 0', (index) => {
  expect(() => valueAt([5, 0], index)).toThrow(new RangeError(`no value at ${index} of 2`));
});
