import { type RawDocument, type ReadDocument, unreadDocument } from '../document-reader.ts';
import { columnsOf, rowsOrUnread } from '../tables.ts';
import {
  type CountedLine,
  type CountedTable,
  monthsWith,
  numberIn,
  tradeDocument,
  tradeReader,
  type WatchedCodes,
} from './counted-trade.ts';

const REPORTER = 'EU27_2020';
const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['CN', 'CHN'],
  ['EXT_EU27_2020', 'ALL'],
]);

export const customsEurostatReader = tradeReader(1, readAnswer);

/** A line for weight (in 100 kg) and one for value. */
function readAnswer(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const name = raw.address ?? raw.name;
  const rows = rowsOrUnread(name, raw.bytes);
  if ('document' in rows) return rows;
  const columns = columnsOf(rows[0] ?? []);
  const at = (column: string) => columns.get(column) ?? -1;
  if (
    ['REPORTER', 'PARTNER', 'PRODUCT', 'FLOW', 'INDICATORS', 'TIME_PERIOD', 'OBS_VALUE'].some(
      (column) => at(column) < 0,
    )
  )
    return unreadDocument(
      name,
      (rows[0] ?? []).join(','),
      'The columns are not those of Comext in SDMX-CSV.',
    );
  const cells = rows.slice(1).map((row) => {
    const cell = (column: string) => String(row[at(column)] ?? '');
    return { cell, month: cell('TIME_PERIOD'), figure: numberIn(row[at('OBS_VALUE')]) };
  });
  const lines = Map.groupBy(
    cells.filter(
      ({ cell, month, figure }) =>
        cell('REPORTER') === REPORTER && /^\d{4}-\d{2}$/.test(month) && figure !== null,
    ),
    ({ cell, month }) => `${cell('FLOW')} ${cell('PRODUCT')} ${cell('PARTNER')} ${month}`,
  );
  const counted = Map.groupBy(
    [...lines].map(([key, same]) => {
      const [flow = '', code = '', partner = '', month = ''] = key.split(' ');
      const of = (indicator: string): number | null =>
        same.find(({ cell }) => cell('INDICATORS') === indicator)?.figure ?? null;
      const weight = of('QUANTITY_IN_100KG');
      const line: CountedLine = {
        code,
        partner: PARTNERS.get(partner) ?? null,
        month,
        kg: weight === null ? null : Math.round(weight * 100),
        value: of('VALUE_IN_EUROS'),
      };
      return { flow, line };
    }),
    ({ flow }) => flow,
  );
  const tables = [...counted].map(([flow, of]): CountedTable => {
    const all = of.map(({ line }) => line);
    return {
      reporter: 'EUU',
      flow: flow === '1' ? 'import' : 'export',
      currency: 'EUR',
      lines: all,
      published: monthsWith(all),
      lists: all.some(({ partner }) => partner === 'ALL') ? ['CHN'] : [],
    };
  });
  // 15/09/26 11:00:00
  const [, day, month, year] =
    /^(\d{2})\/(\d{2})\/(\d{2})\b/.exec(String(rows[1]?.[at('LAST UPDATE')] ?? '')) ?? [];
  return tradeDocument(name, codes, tables, [], year === undefined ? null : `20${year}-${month}-${day}`);
}
