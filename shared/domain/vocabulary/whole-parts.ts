/**
 * Numbers as whole ones that add up to `total`, by largest remainder; to their rounded sum where it is not
 * given.
 */
export function wholeParts(
  parts: readonly number[],
  total = Math.round(parts.reduce((sum, part) => sum + part, 0)),
): readonly number[] {
  const floors = parts.map(Math.floor);
  const left = total - floors.reduce((sum, part) => sum + part, 0);
  // Whole numbers of a total may be further from its parts than one for each.
  const each = Math.floor(left / parts.length);
  const byRemainder = parts
    .map((part, n) => ({ n, rest: part - Math.floor(part) }))
    .sort((one, other) => other.rest - one.rest || one.n - other.n);
  const raised = new Set(byRemainder.slice(0, left - each * parts.length).map(({ n }) => n));
  return floors.map((part, n) => part + each + (raised.has(n) ? 1 : 0));
}
