/** Reader of the Japan Coast Guard's monthly table of Chinese government vessels around the Senkaku Islands. */
import type { DocumentReader, RawDocument, ReadDocument } from '../document-reader.ts';
import { readPdfText, UnreadablePdfError } from '../pdf-text.ts';
import { endOfMonth, monthDocument, monthOfName } from './month-table.ts';
import { readOrderedTable } from './ordered-table.ts';
import { type PlacedTable, placedWords, readPlacedTable } from './placed-table.ts';

const startsWith = (bytes: Uint8Array, text: string): boolean => new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes(text);

/** Rows whose numbers stand apart, by more spaces than words of one line ever do: the text kept its columns. */
const KEEPS_COLUMNS = /^(?: {3,}\d|.*\d {3,}\d)/mu;

const tableOf = async (bytes: Uint8Array): Promise<PlacedTable> => {
  if (startsWith(bytes, '%PDF-')) {
    const pages = await readPdfText(bytes);
    return pages.length === 1
      ? readPlacedTable(pages.flatMap(({ items }) => items))
      : { refused: `The PDF has ${pages.length} pages; a month has one.` };
  }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r', '').replaceAll('\f', '\n');
  if (text.trim() === '') return { refused: 'The file is empty.' };
  if (/^\s*</u.test(text)) return { refused: 'The file is a web page, not the PDF of a month or its text.' };
  return KEEPS_COLUMNS.test(text)
    ? readPlacedTable(placedWords(text))
    : readOrderedTable(text, (year, month) => Number(endOfMonth(year, month).slice(8)));
};

const refused = (raw: RawDocument, why: string): ReadDocument => ({
  document: raw.name,
  periodEnd: null,
  observations: [],
  printedTotals: [],
  unread: [{ text: raw.name, why }],
});

/** The name of the file is a second statement of the month, and a wrong upload shows where both differ. */
const heldToName = (document: ReadDocument, raw: RawDocument): ReadDocument => {
  const named = monthOfName(raw.name);
  const month = named === null ? null : `${named.year}-${String(named.month).padStart(2, '0')}`;
  if (month === null || month === document.document) return document;
  return {
    ...document,
    unread: [...document.unread, { text: raw.name, why: `The name of the file says ${month}, the table ${document.document}.` }],
  };
};

/** Reads the PDF of a month, or its text: with columns (`pdftotext -layout`), or in reading order where only one reading agrees with the totals. */
export const senkakuJcgReader: DocumentReader = {
  version: 1,
  async read(raw) {
    try {
      const table = await tableOf(raw.bytes);
      return ['refused' in table ? refused(raw, table.refused) : heldToName(monthDocument(table), raw)];
    } catch (error) {
      if (error instanceof UnreadablePdfError) return [refused(raw, error.message)];
      if (error instanceof TypeError) return [refused(raw, 'The file is neither a PDF nor text in UTF-8.')];
      throw error;
    }
  },
};
