/** The one rounding, at publication (section 10): half away from zero, from the exact value of the double. */

/** `null` stays unknown. */
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
export function publishedInterval([low, middle, high]: readonly [number, number, number]) {
  return { p05: publishedScore(low), p50: publishedScore(middle), p95: publishedScore(high) };
}
export const publishedDays = (days: number | null): number | null => roundTo(days, DECIMALS.days);

/**
 * Hundredths that sum to the rounded score: each is cut, what is missing goes to the largest remainders (a
 * tie to the first in byte order).
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
  // A sum that is a hundredth too high is taken back from the smallest remainders.
  const changed = new Set(
    (missing >= 0 ? byRemainder.slice(0, missing) : byRemainder.slice(missing)).map(({ id }) => id),
  );
  const step = Math.sign(missing);
  const points = cut.map(
    ({ id, hundredths }) => [id, (hundredths + (changed.has(id) ? step : 0)) / 100] as const,
  );
  return Object.fromEntries(points) as Readonly<Record<Id, number>>;
}
