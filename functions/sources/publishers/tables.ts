import { parse } from 'csv-parse/sync';
import { decodedText, type ReadDocument, unreadDocument } from './document-reader.ts';

export type TableCell = string | number | null;

/** Old Excel workbooks, and ZIP archives, which new ones are too. */
const MAGIC = { compound: [0xd0, 0xcf, 0x11, 0xe0], zip: [0x50, 0x4b, 0x03, 0x04] } as const;

const beginsWith = (bytes: Uint8Array, magic: readonly number[]) =>
  magic.every((byte, index) => bytes[index] === byte);

const isWorkbook = (bytes: Uint8Array) => Object.values(MAGIC).some((magic) => beginsWith(bytes, magic));

/** Else in Windows-1252, which every sequence of bytes is. */
const textOfTable = (bytes: Uint8Array) => decodedText(bytes, 'utf-8', 'windows-1252') ?? '';

/** Guards send one in place of a table. */
const isWebPage = (text: string) => /^\s*<(?:!doctype|html|\?xml)/i.test(text);

export function cellsOf(text: string): readonly (readonly TableCell[])[] {
  const rows: readonly (readonly string[])[] = parse(text, {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
  return rows.map((row) => row.map((cell) => (cell.trim() === '' ? null : cell.trim())));
}

/** In capitals; of two the first counts. */
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
