/** Tables of a year, which e-Stat replaces every month. */
import { decodedText, type RawDocument, type ReadDocument, unreadDocument } from '../document-reader.ts';
import { cellsOf, columnsOf } from '../tables.ts';
import {
  type CountedLine,
  type CountedTable,
  kilogramsOf,
  numberIn,
  tradeDocument,
  tradeReader,
  type WatchedCodes,
  watchedCode,
} from './counted-trade.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['105', 'CHN'],
  ['118', 'IDN'],
]);

export const customsJapanReader = tradeReader(1, readTable);

/** Columns such as `Quantity2-Jan`; values in thousands of yen. */
function readTable(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const name = raw.address ?? raw.name;
  const text = decodedText(raw.bytes, 'utf-8', 'windows-1252') ?? '';
  const columns = columnsOf(cellsOf(text.slice(0, text.indexOf('\n') + 1))[0] ?? []);
  const at = (column: string) => columns.get(column.toUpperCase()) ?? -1;
  if (['Exp or Imp', 'Year', 'HS', 'Country', 'Unit2'].some((column) => at(column) < 0))
    return unreadDocument(
      name,
      text.slice(0, 200),
      'The columns are not those of the trade statistics by commodity and country.',
    );
  const months = MONTHS.flatMap((month, n) =>
    at(`Value-${month}`) < 0 ? [] : [{ month, number: String(n + 1).padStart(2, '0') }],
  );
  const tables = new Map<string, { lines: CountedLine[]; published: Set<string> }>();
  // Tens of thousands of lines, of which a handful is watched; no cell has a comma.
  for (const line of text.slice(text.indexOf('\n') + 1).split('\n')) {
    const cells = line.split(',');
    const [side, year, country] = [
      cells[at('Exp or Imp')],
      cells[at('Year')],
      (cells[at('Country')] ?? '').trim(),
    ];
    if (year === undefined || side === undefined) continue;
    const table = tables.get(side) ?? { lines: [], published: new Set<string>() };
    tables.set(side, table);
    const code = (cells[at('HS')] ?? '').replace(/\D/g, '');
    const isWatched = watchedCode(codes, 'JPN', code) !== null;
    for (const { month, number } of months) {
      const value = numberIn(cells[at(`Value-${month}`)]);
      if ((value ?? 0) > 0) table.published.add(`${year}-${number}`);
      if (!isWatched) continue;
      const kg = kilogramsOf(numberIn(cells[at(`Quantity2-${month}`)]), cells[at('Unit2')] ?? null);
      table.lines.push({
        code,
        partner: PARTNERS.get(country) ?? null,
        month: `${year}-${number}`,
        kg,
        value: value === null ? null : value * 1000,
      });
    }
  }
  const counted = [...tables].map(
    ([side, table]): CountedTable => ({
      reporter: 'JPN',
      flow: side === '1' ? 'export' : 'import',
      currency: 'JPY',
      ...table,
      lists: [...PARTNERS.values(), 'ALL'],
    }),
  );
  return tradeDocument(name, codes, counted);
}
