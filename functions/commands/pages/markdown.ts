/** Pieces of the generated pages. */

export type MarkdownCell = string | number;

/** Cells of numbers are right-aligned when the header ends in a colon, which is dropped. */
export function markdownTable(headers: readonly string[], rows: readonly (readonly MarkdownCell[])[]): string {
  const names = headers.map((header) => header.replace(/:$/, ''));
  const rule = headers.map((header) => (header.endsWith(':') ? '--:' : '---'));
  return [names, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
