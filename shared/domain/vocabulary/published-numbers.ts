/**
 * The one rounding, at publication (specification section 10): half away from zero, points by largest
 * remainder so that they sum to the
 * published score exactly. Numbers are rounded from the exact value of the double, not from a product that
 * may itself be rounded.
 */

/** `x` with `decimals` decimals, half away from zero; `null` stays unknown. */
export function roundTo(x: number, decimals: number): number;
export function roundTo(x: number | null, decimals: number): number | null;
export function roundTo(x: number | null, decimals: number): number | null {
  return x === null ? null : Number(x.toFixed(decimals)) + 0; // `+ 0` turns -0 into 0
}

const DECIMALS = { score: 2, days: 1 } as const;

export function publishedScore(score: number): number;
export function publishedScore(score: number | null): number | null;
export function publishedScore(score: number | null): number | null {
  return roundTo(score, DECIMALS.score);
}
/** An interval as documents have it. */
export function publishedInterval([low, middle, high]: readonly [number, number, number]) {
  return { p05: publishedScore(low), p50: publishedScore(middle), p95: publishedScore(high) };
}
export const publishedDays = (days: number | null): number | null => roundTo(days, DECIMALS.days);

/**
 * Contributions rounded to hundredths that sum to the rounded score: each is cut, and the missing hundredths
 * go to the largest remainders
 * (a tie to the first in byte order).
 */
export function publishedPoints<Id extends string>(
  contributions: Readonly<Record<Id, number>>,
  score: number,
): Readonly<Record<Id, number>> {
  const cut = Object.entries<number>(contributions)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, points]) => {
      const exact = points * 100;
      return { id, hundredths: Math.floor(exact), remainder: exact - Math.floor(exact) };
    });
  const target = Math.round(roundTo(score, DECIMALS.score) * 100);
  const missing = target - cut.reduce((sum, { hundredths }) => sum + hundredths, 0);
  const byRemainder = cut.toSorted((a, b) => b.remainder - a.remainder); // keeps the byte order of equal ones
  // A sum that is a hundredth too high (a product just above a whole number) is taken back from the smallest
  // remainders.
  const changed = new Set(
    (missing >= 0 ? byRemainder.slice(0, missing) : byRemainder.slice(missing)).map(({ id }) => id),
  );
  const step = Math.sign(missing);
  const points = cut.map(
    ({ id, hundredths }) => [id, (hundredths + (changed.has(id) ? step : 0)) / 100] as const,
  );
  return Object.fromEntries(points) as Readonly<Record<Id, number>>;
}
