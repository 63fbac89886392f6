import { isUtf8 } from 'node:buffer';
import { stringify } from 'csv-stringify/sync';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { ExpectedError } from './expected-errors.ts';

/**
 * With the bytes of usual texts: pairs that are kana, Hangul or everyday characters, letters with accents.
 * Libraries go by frequency, and take a dozen Japanese vendors for Western letters (chardet 2.2.0). Of equal
 * ones the first.
 */
const ENCODINGS: readonly (readonly [encoding: string, usual: RegExp])[] = [
  ['euc-kr', /[\xa1-\xa3\xb0-\xc8][\xa1-\xfe]/g],
  ['gb18030', /[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]/g],
  ['big5', /[\xa1-\xc6][\x40-\x7e\xa1-\xfe]/g],
  ['shift_jis', /[\x81-\x84\x88-\x98][\x40-\x7e\x80-\xfc]|[\xa1-\xdf]/g],
  ['windows-1252', /[\xc0-\xff\x80\x92\x96\xb0\xb2\xb3\xb5]/g],
];

/** The one in which fewest bytes are unusual. */
function encodingOf(bytes: Buffer) {
  const zero = bytes.indexOf(0); // the half of a separator or a digit
  if (zero >= 0) return zero % 2 === 1 ? 'utf-16le' : 'utf-16be';
  const text = bytes.toString('latin1');
  const unusual = (usual: RegExp) => text.replace(usual, '').replace(/[\0-\x7f]/g, '').length;
  const readable = ENCODINGS.filter(([encoding]) => decoded(bytes, encoding) !== null);
  const [best] = readable
    .map(([encoding, usual]) => ({ encoding, left: unusual(usual) }))
    .sort((a, b) => a.left - b.left);
  return best?.encoding ?? 'windows-1252';
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Unpacked: 70,000 rows. */
const MOST_WORKBOOK_BYTES = 12_000_000;

const isWorkbook = (bytes: Buffer) => bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04';

/** Values of formulas, days as dates. Null: the first sheet. */
async function sheetText(bytes: Buffer, sheet: string | null): Promise<string> {
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return false;
      },
    });
    if (unpacked > MOST_WORKBOOK_BYTES) throw new RangeError(`it unpacks to ${unpacked} bytes`);
    const rows = await readSheet(new Uint8Array(bytes).buffer, sheet ?? 1);
    return stringify(rows.map((row) => row.map((cell) => (cell instanceof Date ? dayIn(cell) : cell))));
  } catch (error) {
    throw new ExpectedError(
      'malformed_body',
      `The workbook cannot be read (${(error as Error).message}): save the sheet as .xlsx or CSV, of at most ${MOST_WORKBOOK_BYTES / 1e6} MB unpacked.`,
    );
  }
}

const dayIn = (cell: Date) => cell.toISOString().slice(0, 10);

/** As CSV: in its encoding, or the `stated` one, or a sheet of a workbook. Throws `malformed_body`. */
export async function tableText(
  bytes: Buffer,
  { stated = null, sheet = null }: Readonly<{ stated?: string | null; sheet?: string | null }> = {},
): Promise<string> {
  if (isWorkbook(bytes)) return sheetText(bytes, sheet);
  const encoding = isUtf8(bytes) && !bytes.includes(0) ? 'utf-8' : encodingOf(bytes);
  const text = (stated === null ? null : decoded(bytes, stated)) ?? decoded(bytes, encoding);
  if (text === null || text.includes('\0'))
    throw new ExpectedError(
      'malformed_body',
      'This is no text in an encoding that is known: save the table as .xlsx or as “CSV UTF-8”.',
    );
  return text;
}
