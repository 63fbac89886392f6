import { scoreText } from '../words/numbers.ts';

/**
 * A number as the service sent it and as it is printed: `value` of the element holds the exact one, so that a test, a script or a reader who
 * copies the page can read it back.
 */
export function Figure({ value, as = scoreText }: { readonly value: number | null | undefined; readonly as?: (value: number) => string }) {
  if (value === null || value === undefined) return <Unknown />;
  return <data value={String(value)}>{as(value)}</data>;
}

/** A number that nobody knows. Never drawn as 0. */
export const Unknown = () => (
  <span class="unknown" title="unknown">
    <span aria-hidden="true">–</span>
    <span class="unseen">unknown</span>
  </span>
);
