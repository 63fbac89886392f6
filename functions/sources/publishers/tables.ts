/** Tables of publishers as rows of cells, CSV in UTF-8 or Windows-1252. */

import { parse } from 'csv-parse/sync';
import { decodedText, type ReadDocument, unreadDocument } from './document-reader.ts';

/** A cell as the file holds it; `null` for an empty one, which is not zero. */
export type TableCell = string | number | null;

/**
 * First bytes of files: old Excel workbooks (compound file), and ZIP archives, which new workbooks are too.
 */
const MAGIC = { compound: [0xd0, 0xcf, 0x11, 0xe0], zip: [0x50, 0x4b, 0x03, 0x04] } as const;

const beginsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte);

const isWorkbook = (bytes: Uint8Array): boolean =>
  Object.values(MAGIC).some((magic) => beginsWith(bytes, magic));

/**
 * Text of bytes in UTF-8, else in Windows-1252, which every sequence of bytes is: a dash in it would be
 * damaged by a guess at UTF-8.
 */
const textOfTable = (bytes: Uint8Array): string => decodedText(bytes, 'utf-8', 'windows-1252') ?? '';

/** Is this a web page, which publishers and their guards send in place of a table? */
const isWebPage = (text: string): boolean => /^\s*<(?:!doctype|html|\?xml)/i.test(text);

/** Rows of a table, the header first. Throws with the message of the library for text that is damaged. */
export function cellsOf(text: string): readonly (readonly TableCell[])[] {
  const rows: readonly (readonly string[])[] = parse(text, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
  return rows.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell.trim())));
}

/**
 * Index of each column by its name in capitals without the spaces around it. Of two columns with one name the
 * first counts.
 */
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

/** Rows of a file, or the document that says why there are none. */
export function rowsOrUnread(
  name: string,
  bytes: Uint8Array,
): readonly (readonly TableCell[])[] | ReadDocument {
  if (bytes.length === 0) return unreadDocument(name, '', 'The file is empty.');
  if (isWorkbook(bytes))
    return unreadDocument(
      name,
      '',
      'The file is a workbook: save the sheet with the figures as CSV, and hand that in.',
    );
  const text = textOfTable(bytes);
  if (isWebPage(text))
    return unreadDocument(
      name,
      text.trim(),
      'The file is a web page in place of a table: the address has moved, or the fetch was refused.',
    );
  try {
    return cellsOf(text);
  } catch (error) {
    return unreadDocument(
      name,
      '',
      `The file is damaged: ${error instanceof Error ? error.message : String(error)}. Fetch it again.`,
    );
  }
}
