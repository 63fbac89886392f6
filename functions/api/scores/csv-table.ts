import { stringify } from 'csv-stringify/sync';

/** A value in a table; null is unknown and becomes an empty cell. */
export type Cell = string | number | null;

/** A table as CSV (RFC 4180): one header row, also when there are no rows; CRLF; a text that a spreadsheet would run is made harmless. */
export const csvTable = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  stringify([header, ...rows.map((cells) => cells.map(harmless))], { record_delimiter: 'windows', quote_record_delimiter: true });

/**
 * A spreadsheet runs a text that starts like a formula, so an apostrophe goes before it; some take full-width signs (as Japanese input methods
 * write them) for the plain ones, and some skip spaces. A number is none, also when it is negative.
 */
const harmless = (cell: Cell): Cell => (typeof cell === 'string' && /^\s*[=+\-@＝＋－＠]|^[\t\r]/.test(cell) ? `'${cell}` : cell);
