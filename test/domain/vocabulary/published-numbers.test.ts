import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  publishedDays,
  publishedPoints,
  publishedScore,
  roundTo,
} from '#domain/vocabulary/published-numbers.ts';

describe('rounding at publication', () => {
  it.each([
    [0.125, 2, 0.13],
    [-0.125, 2, -0.13],
    [71.762936, 2, 71.76],
    [0.5, 0, 1],
    [1.005, 2, 1], // the double is 1.00499999999999989...
    [1.115, 2, 1.11], // its product with 100 would be 111.50000000000001
    [-0.001, 2, 0],
  ])('takes %d to %i decimals, half away from zero, from the exact double: %d', (x, decimals, expected) => {
    expect(roundTo(x, decimals)).toBe(expected);
  });

  it('keeps unknown as unknown', () => {
    expect(roundTo(null, 2)).toBeNull();
  });

  it('gives scores two decimals, and days one', () => {
    expect([publishedScore(0.125), publishedDays(0.25)]).toEqual([0.13, 0.3]);
    expect([publishedScore(null), publishedDays(null)]).toEqual([null, null]);
  });
});

describe('published points', () => {
  it('are those of the worked example', () => {
    // Specification section 13: Dy for JPN, 2026-10-01; facility is about nothing.
    const points = publishedPoints(
      { active: 58.70449, new_control: 12.780201, instability: 0.256796, transit: 0.021449 },
      71.762936,
    );
    expect(points).toEqual({ active: 58.7, instability: 0.26, new_control: 12.78, transit: 0.02 });
  });

  it('give missing hundredths to the largest remainders, a tie to the first in byte order', () => {
    expect(publishedPoints({ b: 0.005, a: 0.005, c: 0.01 }, 0.02)).toEqual({ a: 0.01, b: 0, c: 0.01 });
  });

  it('give hundredths that are too many back from the smallest remainders', () => {
    // cut to 1.00 + 2.00 + 0.50, of which the score has a hundredth less; the remainders are 0.4, 0.6 and 0.2
    // of a hundredth
    expect(publishedPoints({ a: 1.004, b: 2.006, c: 0.502 }, 3.49)).toEqual({ a: 1, b: 2, c: 0.49 });
    expect(publishedPoints({ a: 1.004, b: 2.006, c: 0.502 }, 3.48)).toEqual({ a: 0.99, b: 2, c: 0.49 });
  });

  it('of whole hundredths are those hundredths', () => {
    expect(publishedPoints({ b: 0.25, a: 1 }, 1.25)).toEqual({ a: 1, b: 0.25 });
  });

  it('sum to the published score exactly, each within a hundredth of itself', () => {
    const parts = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(parts, (values) => {
        const contributions = Object.fromEntries(values.map((value, n) => [`hazard:${n}`, value]));
        const score = values.reduce((sum, value) => sum + value, 0);
        const points = publishedPoints(contributions, score);
        expect(Object.values(points).reduce((sum, point) => sum + Math.round(point * 100), 0)).toBe(
          Math.round(100 * roundTo(score, 2)),
        );
        for (const [id, value] of Object.entries(contributions))
          expect(Math.abs((points[id] ?? 0) - value)).toBeLessThan(0.0101);
      }),
    );
  });
});
