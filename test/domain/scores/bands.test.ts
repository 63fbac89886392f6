import { expect, test } from 'vitest';
import { bandOf } from '#domain/scores/bands.ts';

test.each([
  [0, 'low'],
  [19.999999999, 'low'],
  [20, 'guarded'],
  [39.999, 'guarded'],
  [40, 'elevated'],
  [60, 'high'],
  [79.999, 'high'],
  [80, 'critical'],
  [99.9999, 'critical'],
])('a score of %d is %s', (score, band) => {
  expect(bandOf(score, [20, 40, 60, 80])).toBe(band);
});
