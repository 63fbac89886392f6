import { expect, test } from 'vitest';
import { driverLabel, kindOf } from '#domain/explanations/drivers.ts';

test.each(['security:hormuz', 'security:', 'blockade:CHN', 'CHN'])(
  'a cause that the method does not have goes by no other name: %s',
  (id) => {
    expect(() => driverLabel(id)).toThrow(RangeError);
  },
);

test('the kind of a cause is one of the method', () => {
  expect(['measure:CHN', 'security:taiwan', 'stop:CHN-2'].map(kindOf)).toEqual([
    'measure',
    'security',
    'stop',
  ]);
});
