import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { negativeBinomialTail, normalQuantile, quantileOfSorted } from '#domain/numbers/statistics.ts';

const golden = (name: string) => JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), 'utf8'));
const vectors = golden('vectors');
const { primitive } = vectors;

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

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

describe('counts', () => {
  it('have the golden tail probabilities, the far tail included', () => {
    primitive.inputs.nb_sf.forEach(([x, m, v]: [number, number, number], i: number) => {
      expect(relative(negativeBinomialTail(x, m, v), primitive.expected.nb_sf[i])).toBeLessThan(1e-12);
    });
    for (const [x, sf] of Object.entries(vectors.nb.sf))
      expect(negativeBinomialTail(Number(x), vectors.nb.m, vectors.nb.v)).toBeCloseTo(sf as number, 6);
  });

  it('follow the geometric distribution where r is 1', () => {
    // mean m, variance m + m^2: P(N >= x) = (m / (1 + m))^x.
    for (const x of [1, 5, 40, 300]) expect(relative(negativeBinomialTail(x, 4, 20), 0.8 ** x)).toBeLessThan(1e-13);
  });

  it('have tails in closed form where r is 1 or 2, also of means in the thousands', () => {
    const spread = (r: number, q: number): [number, number] => [(r * q) / (1 - q), (r * q) / (1 - q) ** 2];
    for (const [q, x] of [
      [0.998, 3000],
      [0.9995, 20_000],
      [0.9998, 30_000],
    ] as const) {
      expect(relative(negativeBinomialTail(x, ...spread(1, q)), q ** x)).toBeLessThan(1e-10);
      expect(relative(negativeBinomialTail(x, ...spread(2, q)), q ** x * (1 + x * (1 - q)))).toBeLessThan(1e-10);
    }
  });

  it('have the tail of the logarithmic series where r is next to 0, though it would take tens of millions of terms', () => {
    // P(N >= x) = r * (ln(1 / p) - sum of q^k / k below x), with p = 1e-6, r = 1e-12 and q^k = 1 to five digits; H(9) = 2.82896825397.
    expect(relative(negativeBinomialTail(10, 1e-6, 1), 1e-12 * (6 * Math.LN10 - 2.82896825397))).toBeLessThan(1e-5);
  });

  it('keep their precision when P(N = 0) is below the smallest double', () => {
    const tail = negativeBinomialTail(2000, 2000, 2000);
    expect(tail).toBeGreaterThan(0.5);
    expect(tail).toBeLessThan(0.51);
    expect(negativeBinomialTail(2000, 2000, 2000 * (1 + 2e-9))).toBeCloseTo(tail, 8);
  });

  it('are certain at 0, fall with x, and are never negative', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.double({ min: 0.01, max: 80, noNaN: true }),
        fc.double({ min: 0, max: 20, noNaN: true }),
        (x, m, ratio) => {
          const here = negativeBinomialTail(x, m, m * ratio);
          const next = negativeBinomialTail(x + 1, m, m * ratio);
          expect(next).toBeLessThanOrEqual(here + 1e-15);
          expect(next).toBeGreaterThanOrEqual(0);
        },
      ),
    );
    expect(negativeBinomialTail(-3, 2, 5)).toBe(1);
    expect(negativeBinomialTail(1.2, 2, 5)).toBe(negativeBinomialTail(2, 2, 5));
    expect(negativeBinomialTail(1, 0, 0)).toBe(0);
    expect(() => negativeBinomialTail(1, -1, 1)).toThrow('mean must be at least 0');
    expect(() => negativeBinomialTail(1, 1, Number.NaN)).toThrow('variance must be at least 0');
    expect(() => negativeBinomialTail(Number.NaN, 1, 1)).toThrow('x is not a number');
  });
});

it('quantiles interpolate at (n - 1) p of sorted values', () => {
  for (const [i, [values, p]] of (primitive.inputs.quantile as [number[], number][]).entries())
    expect(
      quantileOfSorted(
        values.toSorted((a, b) => a - b),
        p,
      ),
    ).toBeCloseTo(primitive.expected.quantile[i], 14);
  expect(quantileOfSorted([1, 2, 4, 8], 0.5)).toBe(3);
  expect(quantileOfSorted([3], 0.95)).toBe(3);
  expect(quantileOfSorted([1, 2], 1)).toBe(2);
  expect(() => quantileOfSorted([1], -0.1)).toThrow('p must be in [0, 1]');
});
