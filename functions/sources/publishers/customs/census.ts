import { decodedText, type RawDocument, type ReadDocument, unreadDocument } from '../document-reader.ts';
import {
  type CountedLine,
  kilogramsOf,
  monthsWith,
  numberIn,
  tradeDocument,
  tradeReader,
  type WatchedCodes,
} from './counted-trade.ts';

/** By Schedule C, in which groups of countries stand beside them. */
const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['-', 'ALL'],
  ['5700', 'CHN'],
  ['5600', 'IDN'],
  ['7660', 'COD'],
]);
const COLUMNS = ['CTY_CODE', 'I_COMMODITY', 'GEN_VAL_MO', 'GEN_QY1_MO', 'UNIT_QY1', 'time'] as const;

export const customsCensusReader = tradeReader(1, readAnswer);

/** A column that was asked for twice comes twice; an empty answer has nothing. */
function readAnswer(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const name = raw.address ?? raw.name;
  if (raw.bytes.length === 0) return tradeDocument(name, codes, []);
  const text = decodedText(raw.bytes, 'utf-8') ?? '';
  const rows: unknown = text.startsWith('[') ? JSON.parse(text) : null;
  const [names = [], ...of] = Array.isArray(rows) ? (rows as readonly (readonly string[])[]) : [];
  const at = COLUMNS.map((column) => names.indexOf(column));
  if (at.includes(-1))
    return unreadDocument(name, text, `The answer has no rows with the names ${COLUMNS.join(', ')}.`);
  const lines = of.flatMap((row): readonly CountedLine[] => {
    const [country = '', code = '', value, quantity, unit = null, month = ''] = at.map((n) => row[n]);
    const partner = PARTNERS.get(country);
    if (partner === undefined) return [];
    return [{ code, partner, month, kg: kilogramsOf(numberIn(quantity), unit), value: numberIn(value) }];
  });
  return tradeDocument(name, codes, [
    {
      reporter: 'USA',
      flow: 'import',
      currency: 'USD',
      lines,
      published: monthsWith(lines),
      lists: [...PARTNERS.values()],
    },
  ]);
}
