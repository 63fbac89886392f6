import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalQuantile, quantileOf } from '#domain/numbers/statistics.ts';

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8'));
const vectors = golden('vectors');
const { primitive } = vectors;

describe('normal distribution', () => {
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798409],
    [0.01, -2.3263478740408408],
    [0.4, -0.2533471031357997],
    [0.975, 1.959963984540054],
  ])('has its quantile at %d', (p, expected) => {
    // Root of erfc in 50-digit arithmetic (mpmath).
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(1e-14 * Math.abs(expected));
  });

  it('reaches the infinities at 0 and 1, and refuses what is no probability', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.1)).toThrow('p must be in [0, 1]');
  });
});

it('quantiles interpolate at (n - 1) p of sorted values', () => {
  for (const [i, [values, p]] of (primitive.inputs.quantile as [number[], number][]).entries())
    expect(
      quantileOf(
        values.toSorted((a, b) => a - b),
        p,
      ),
    ).toBeCloseTo(primitive.expected.quantile[i], 14);
  expect(quantileOf([1, 2, 4, 8], 0.5)).toBe(3);
  expect(quantileOf([3], 0.95)).toBe(3);
  expect(quantileOf([1, 2], 1)).toBe(2);
  expect(() => quantileOf([1], -0.1)).toThrow('p must be in [0, 1]');
});
