/** Whole numbers that add up to `total`, by largest remainder. */
export function wholeParts(
  parts: readonly number[],
  total = Math.round(parts.reduce((sum, part) => sum + part, 0)),
): readonly number[] {
  const floors = parts.map(Math.floor);
  const left = total - floors.reduce((sum, part) => sum + part, 0);
  // A given total may be further from the parts than one for each.
  const each = Math.floor(left / parts.length);
  const byRemainder = parts
    .map((part, n) => ({ n, rest: part - Math.floor(part) }))
    .sort((one, other) => other.rest - one.rest || one.n - other.n);
  const raised = new Set(byRemainder.slice(0, left - each * parts.length).map(({ n }) => n));
  return floors.map((part, n) => part + each + (raised.has(n) ? 1 : 0));
}
