import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedPoints } from '#dashboard/words/comparison.ts';

test('the largest difference comes first, and origins are told', () => {
  const rows = comparedPoints(
    [
      { id: 'active_control:CHN', kind: 'active_control', points: 80 },
      { id: 'new_control:mine-CHN:MMR', kind: 'new_control', points: 1 },
      { id: 'transit', kind: 'transit', points: 0.2 },
    ],
    [{ id: 'active_control:CHN', kind: 'active_control', points: 70 }],
  );
  expect(rows).toEqual([
    { what: 'active_control CHN', one: 80, other: 70, difference: 10 },
    { what: 'new_control MMR', one: 1, other: 0, difference: 1 },
    { what: 'others', one: 0.2, other: 0, difference: 0.2 },
  ]);
});

test('differences sum to the difference of the scores', () => {
  const driver = fc.record({
    id: fc.constantFrom('active_control:CHN', 'facility', 'new_control:mine-CHN:MMR'),
    kind: fc.constantFrom('active_control', 'facility', 'new_control'),
    points: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const total = (drivers: readonly { readonly points: number }[]): number => drivers.reduce((sum, { points }) => sum + points, 0);
  fc.assert(
    fc.property(fc.array(driver), fc.array(driver), (one, other) => {
      const sum = comparedPoints(one, other).reduce((all, { difference }) => all + difference, 0);
      expect(sum).toBeCloseTo(total(one) - total(other), 6);
    }),
  );
});
