/** Reader of the Geopolitical Risk Index of Caldara and Iacoviello (2022), monthly, as its workbook or as CSV. Columns go by name: the file grows. */
import {
  type DocumentReader,
  type RawDocument,
  type ReadDocument,
  type ReadObservation,
  type UnreadPart,
  unreadDocument,
} from '../document-reader.ts';
import { columnsOf, rowsOrUnread, type TableCell } from '../tables.ts';

/** The global index (mean of 1985 to 2019 is 100), and shares of articles, in percent, that speak of a country at risk. */
const INDICES = ['GPR', 'GPRC_CHN', 'GPRC_TWN', 'GPRC_JPN', 'GPRC_KOR', 'GPRC_PHL'] as const;

export const gprReader: DocumentReader = {
  version: 1,
  read: (raw) => Promise.resolve([readGpr(raw)]),
};

function readGpr(raw: RawDocument): ReadDocument {
  const name = raw.address ?? raw.name;
  const rows = rowsOrUnread(name, raw.bytes);
  if ('document' in rows) return rows;
  const columns = columnsOf(rows[0] ?? []);
  const month = columns.get('MONTH') ?? columns.get('DATE');
  if (month === undefined) return unreadDocument(name, (rows[0] ?? []).join(','), 'The table has no column `month`.');
  const unread: UnreadPart[] = INDICES.filter((index) => !columns.has(index)).map((index) => ({
    text: index,
    why: 'The table has no column of this name.',
  }));
  const observations = new Map<string, ReadObservation>();
  for (const row of rows.slice(1)) {
    const values = Object.fromEntries(
      INDICES.map((index) => [index.toLowerCase(), numberOf(row[columns.get(index) ?? -1] ?? null, unread)]),
    );
    const date = lastDayOfMonth(row[month] ?? null);
    if (Object.values(values).every((value) => value === null)) continue; // Before 1985 the file has only the historical indices.
    if (date === null) unread.push({ text: String(row[month]), why: 'The month of this row could not be read.' });
    else if (observations.has(date)) unread.push({ text: date.slice(0, 7), why: 'The table has this month twice.' });
    else observations.set(date, { series: 'gpr', date, published: null, values });
  }
  const periodEnd = [...observations.keys()].sort().at(-1) ?? null;
  if (periodEnd === null) unread.push({ text: name, why: 'No row of the table has a month and an index.' });
  return {
    document: `gpr ${periodEnd?.slice(0, 7) ?? name}`,
    periodEnd,
    observations: [...observations.values()],
    printedTotals: [],
    unread,
  };
}

function numberOf(cell: TableCell, unread: UnreadPart[]): number | null {
  if (cell === null || typeof cell === 'number') return cell;
  if (/^(?:\.|NA|NaN|n\/a)?$/i.test(cell)) return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  unread.push({ text: cell, why: 'This cell of an index is not a number.' });
  return null;
}

const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Serial number of 1900-03-01. Excel counts a 29 February 1900 that never was, so that serials below it lie a day later. */
const FIRST_RIGHT_SERIAL = 61;
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const MS_PER_DAY = 86_400_000;

/** Last day of the month in a cell: an Excel serial, `2009-12`, `2009-12-01`, `2009m12`, `12/1/2009`, `Dec-2009`; `null` for anything else. */
export function lastDayOfMonth(cell: TableCell): string | null {
  if (typeof cell === 'number' || (cell !== null && /^\d{1,6}(?:\.0*)?$/.test(cell) && Number(cell) > 0)) {
    const serial = Math.floor(Number(cell));
    const day = new Date(SERIAL_ZERO + (serial < FIRST_RIGHT_SERIAL ? serial + 1 : serial) * MS_PER_DAY);
    return serial < 1 || serial > 2_958_465 ? null : endOfMonth(day.getUTCFullYear(), day.getUTCMonth() + 1);
  }
  if (cell === null) return null;
  const iso = /^(\d{4})[-/mM](\d{1,2})(?:[-/]\d{1,2})?(?:[T ].*)?$/.exec(cell);
  if (iso !== null) return endOfMonth(Number(iso[1]), Number(iso[2]));
  const us = /^(\d{1,2})\/\d{1,2}\/(\d{4})$/.exec(cell);
  if (us !== null) return endOfMonth(Number(us[2]), Number(us[1]));
  const named = /^(?:\d{1,2}[- ]?)?([A-Za-z]{3})[a-z]*[- ]?(\d{4})$/.exec(cell);
  return named === null ? null : endOfMonth(Number(named[2]), MONTH_NAMES.indexOf((named[1] ?? '').toLowerCase()) + 1);
}

function endOfMonth(year: number, month: number): string | null {
  return month < 1 || month > 12 ? null : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
