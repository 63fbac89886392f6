import { getElementsByTagName, textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { decodedText, type RawDocument, type ReadDocument, unreadDocument } from '../document-reader.ts';
import {
  type CountedLine,
  monthsWith,
  numberIn,
  tradeDocument,
  tradeReader,
  type WatchedCodes,
} from './counted-trade.ts';

const PARTNERS: ReadonlyMap<string, string> = new Map([
  ['CN', 'CHN'],
  ['ID', 'IDN'],
  ['CD', 'COD'],
]);

export const customsKoreaReader = tradeReader(1, readAnswer);

/** In kilograms and dollars; the item `총계` tells whether any is missing. */
function readAnswer(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const name = raw.address ?? raw.name;
  const text = decodedText(raw.bytes, 'utf-8') ?? '';
  const page = parseDocument(text, { xmlMode: true });
  const said = (tag: string, within = page.children) =>
    getElementsByTagName(tag, within, true, 1).map(textContent).join('').trim();
  if (said('resultCode') !== '00')
    return unreadDocument(
      name,
      text,
      `The answer is no table: ${said('returnAuthMsg') || said('resultMsg')}`,
    );
  const items = getElementsByTagName('item', page, true).map((item) => {
    const cell = (tag: string) => said(tag, item.children);
    const [, year, month] = /^(\d{4})\.(\d{2})$/.exec(cell('year')) ?? [];
    const line: CountedLine = {
      code: cell('hsCd'),
      partner: PARTNERS.get(cell('statCd')) ?? null,
      month: `${year}-${month}`,
      kg: numberIn(cell('impWgt')),
      value: numberIn(cell('impDlr')),
    };
    return { isTotal: month === undefined, line };
  });
  const lines = items.flatMap(({ isTotal, line }) => (isTotal ? [] : [line]));
  const kilograms = (of: readonly CountedLine[]) => of.reduce((sum, { kg }) => sum + (kg ?? 0), 0);
  const totals = items.flatMap(({ isTotal, line }) => (isTotal ? [line] : []));
  const document = tradeDocument(name, codes, [
    {
      reporter: 'KOR',
      flow: 'import',
      currency: 'USD',
      lines,
      published: monthsWith(lines),
      lists: [...PARTNERS.values(), 'ALL'],
    },
  ]);
  return {
    ...document,
    printed_totals: totals.map((line) => ({
      what: 'kilograms of all months and countries',
      printed: line.kg ?? 0,
      read: kilograms(lines),
    })),
  };
}
