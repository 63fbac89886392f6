import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedPoints } from '#dashboard/words/comparison.ts';

test('the largest difference comes first, by causes as readers know them', () => {
  const rows = comparedPoints(
    [
      { id: 'measure:CHN', label: 'China export controls', points: 80 },
      { id: 'new_control:MMR', label: 'new controls by Myanmar', points: 1 },
      { id: 'security:taiwan', label: 'crisis in the Taiwan Strait', points: 0.2 },
    ],
    [{ id: 'measure:CHN', label: 'China export controls', points: 70 }],
  );
  expect(rows).toEqual([
    { what: 'China export controls', one: 80, other: 70, difference: 10 },
    { what: 'new controls by Myanmar', one: 1, other: 0, difference: 1 },
    { what: 'others', one: 0.2, other: 0, difference: 0.2 },
  ]);
});

test('differences sum to the difference of the scores', () => {
  const driver = fc.record({
    id: fc.constantFrom('measure:CHN', 'disruption:MMR', 'new_control:CHN:feed'),
    points: fc.double({ min: 0, max: 100, noNaN: true }),
  });
  const drivers = fc.uniqueArray(driver, { selector: ({ id }) => id });
  const total = (all: readonly { readonly points: number }[]): number => all.reduce((sum, { points }) => sum + points, 0);
  fc.assert(
    fc.property(drivers, drivers, (one, other) => {
      const sum = comparedPoints(one, other).reduce((all, { difference }) => all + difference, 0);
      expect(sum).toBeCloseTo(total(one) - total(other), 6);
    }),
  );
});
