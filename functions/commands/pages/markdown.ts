/** Pieces of the generated pages. Everything is formatted with fixed digits, so that a page has the same bytes on every machine. */

export type MarkdownCell = string | number;

/** Cells of numbers are right-aligned when the header ends in a colon, which is dropped. */
export function markdownTable(headers: readonly string[], rows: readonly (readonly MarkdownCell[])[]): string {
  const names = headers.map((header) => header.replace(/:$/, ''));
  const rule = headers.map((header) => (header.endsWith(':') ? '--:' : '---'));
  return [names, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A probability with three significant digits. */
export function probability(p: number): string {
  if (p >= 0.001) return String(Number(p.toPrecision(3)));
  return p.toExponential(1);
}

/** Part of the values for which something holds, in percent with one decimal. */
export function percentOf<T>(values: readonly T[], holds: (value: T) => boolean): string {
  return values.length === 0 ? 'unknown' : `${((100 * values.filter(holds).length) / values.length).toFixed(1)} %`;
}

/** A number with fixed decimals; `null` is unknown, never 0. */
export function fixed(value: number | null | undefined, decimals: number): string {
  return value === null || value === undefined ? 'unknown' : value.toFixed(decimals);
}
