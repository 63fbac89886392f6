/** Tables of publishers as rows of cells, whichever file they come in: CSV in UTF-8 or Windows-1252, or a spreadsheet. */
import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { zipSync } from 'fflate';
import type { ReadDocument } from './document-reader.ts';
import { unzipWithin } from './unzip-within.ts';

/** A cell as the file holds it; `null` for an empty one, which is not zero. */
export type TableCell = string | number | null;

/** First bytes of files: old Excel workbooks (compound file), and ZIP archives, which new workbooks are too. */
const MAGIC = { compound: [0xd0, 0xcf, 0x11, 0xe0], zip: [0x50, 0x4b, 0x03, 0x04] } as const;

const beginsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);

export const isZip = (bytes: Uint8Array): boolean => beginsWith(bytes, MAGIC.zip);

const isWorkbook = (bytes: Uint8Array): boolean => beginsWith(bytes, MAGIC.compound) || isZip(bytes);

/** Text of bytes in UTF-8, else in Windows-1252, which every sequence of bytes is: a dash in it would be damaged by a guess at UTF-8. */
export function textOfTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Is this a web page, which publishers and their guards send in place of a table? */
const isWebPage = (text: string): boolean => /^\s*<(?:!doctype|html|\?xml)/i.test(text);

/** The library takes ten times as much memory as the parts of a workbook have bytes. */
const MOST_UNPACKED_BYTES = 64 * 1024 * 1024;
/** A sheet is a rectangle: one cell far from the others makes it as large as it likes. */
const MOST_CELLS = 5_000_000;

/** Rows of the first sheet of a workbook. */
function rowsOfWorkbook(bytes: Uint8Array): readonly (readonly TableCell[])[] {
  // The library would unpack whatever a header says, so it gets the parts as they are.
  const parts = isZip(bytes) ? zipSync(unzipWithin(bytes, MOST_UNPACKED_BYTES), { level: 0 }) : bytes;
  const book = read(parts, { dense: true, cellText: false, cellHTML: false, sheets: 0 });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  if (sheet === undefined) return [];
  const { s: first, e: last } = utils.decode_range(sheet['!ref'] ?? 'A1');
  const cells = (last.r - first.r + 1) * (last.c - first.c + 1);
  if (cells > MOST_CELLS) throw new RangeError(`its first sheet spans ${cells} cells, above ${MOST_CELLS}`);
  return utils.sheet_to_json<readonly TableCell[]>(sheet, { header: 1, raw: true, defval: null, blankrows: false });
}

/** Rows of a table, the header first. A workbook gives its first sheet. Throws with the message of the library for bytes that are damaged. */
function cellsOf(bytes: Uint8Array): readonly (readonly TableCell[])[] {
  if (isWorkbook(bytes)) return rowsOfWorkbook(bytes);
  const rows: readonly (readonly string[])[] = parse(textOfTable(bytes), {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
  return rows.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell.trim())));
}

/** Index of each column by its name in capitals without the spaces around it. Of two columns with one name the first counts. */
export function columnsOf(header: readonly TableCell[]): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [index, cell] of header.entries()) {
    const name = String(cell ?? '')
      .trim()
      .toUpperCase();
    if (name !== '' && !columns.has(name)) columns.set(name, index);
  }
  return columns;
}

/** A document without observations that says why it could not be read. */
export const unreadTable = (document: string, text: string, why: string): ReadDocument => ({
  document,
  periodEnd: null,
  observations: [],
  printedTotals: [],
  unread: [{ text: text.slice(0, 200), why }],
});

/** Rows of a file, or the document that says why there are none. */
export function rowsOrUnread(name: string, bytes: Uint8Array): readonly (readonly TableCell[])[] | ReadDocument {
  if (bytes.length === 0) return unreadTable(name, '', 'The file is empty.');
  if (!isWorkbook(bytes)) {
    const text = textOfTable(bytes);
    if (isWebPage(text))
      return unreadTable(name, text.trim(), 'The file is a web page in place of a table: the address has moved, or the fetch was blocked.');
  }
  try {
    return cellsOf(bytes);
  } catch (error) {
    return unreadTable(name, '', `The file is damaged: ${error instanceof Error ? error.message : String(error)}. Fetch it again.`);
  }
}
