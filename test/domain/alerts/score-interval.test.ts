import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { leavesInterval, uncertaintyOfDifference } from '#domain/alerts/alert-rule.ts';

/** Limits of a proportion after Wilson (1927), 95 percent. */
function wilson(hits: number, of: number): readonly [low: number, high: number] {
  const z = 1.959963984540054;
  const p = hits / of;
  const middle = p + (z * z) / (2 * of);
  const arm = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return [(middle - arm) / scale, (middle + arm) / scale];
}

const proportion = (hits: number, of: number) => {
  const [p05, p95] = wilson(hits, of);
  return { score: hits / of, p05, p95 };
};

describe('the uncertainty of a difference', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10: limits of the difference of two
  // proportions.
  test.each([
    { one: [56, 70], other: [48, 80], low: 0.0524, high: 0.3339 },
    { one: [9, 10], other: [3, 10], low: 0.1705, high: 0.809 },
    { one: [6, 7], other: [2, 7], low: 0.0582, high: 0.8062 },
    { one: [5, 56], other: [0, 29], low: -0.0381, high: 0.1926 },
    { one: [0, 10], other: [0, 20], low: -0.1611, high: 0.2775 },
  ] as const)('gives the published limits of $one against $other', ({ one, other, low, high }) => {
    const [larger, smaller] = [proportion(one[0], one[1]), proportion(other[0], other[1])];
    const difference = larger.score - smaller.score;
    // A rise from the smaller to the larger: the arm that the lower limit is made of.
    expect(difference - (uncertaintyOfDifference(smaller, larger) ?? Number.NaN)).toBeCloseTo(low, 4);
    const upper = Math.hypot(larger.p95 - larger.score, smaller.score - smaller.p05);
    expect(difference + upper).toBeCloseTo(high, 4);
  });

  it('is not known where an arm is not', () => {
    expect(
      uncertaintyOfDifference({ score: 40, p05: 30, p95: null }, { score: 60, p05: 50, p95: 70 }),
    ).toBeNull();
    expect(uncertaintyOfDifference({ score: 40, p05: 30, p95: null }, { score: 35, p05: 20, p95: 50 })).toBe(
      Math.hypot(10, 15),
    );
  });

  it('is never exceeded by a score that stays in the interval before', () => {
    const score = fc.double({ min: 0, max: 100, noNaN: true });
    const inInterval = fc.tuple(score, score, score).map((three) => {
      const [p05, middle, p95] = [...three].sort((a, b) => a - b) as [number, number, number];
      return { score: middle, p05, p95 };
    });
    fc.assert(
      fc.property(inInterval, inInterval, (before, after) => {
        const isBeyond =
          Math.abs(after.score - before.score) > (uncertaintyOfDifference(before, after) as number);
        expect(isBeyond && leavesInterval(before, after.score) === false).toBe(false);
      }),
    );
  });
});
