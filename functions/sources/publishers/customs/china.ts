/** What a person takes from stats.customs.gov.cn, which keeps programs out. */
import { decodedText, type RawDocument, type ReadDocument, unreadDocument } from '../document-reader.ts';
import { cellsOf, columnsOf } from '../tables.ts';
import {
  type CountedLine,
  kilogramsOf,
  monthsWith,
  numberIn,
  partnersIn,
  tradeDocument,
  tradeReader,
  type WatchedCodes,
} from './counted-trade.ts';

const PARTNERS = partnersIn(
  `108 CYP 116 JPN 133 KOR 143 TWN 301 BEL 302 DNK 304 DEU 305 FRA 306 IRL 307 ITA 308 LUX 309 NLD 310 GRC 311 PRT 312 ESP 315 AUT 316 BGR 318 FIN 321 HUN
   324 MLT 327 POL 328 ROU 330 SWE 334 EST 335 LVA 336 LTU 350 SVN 351 HRV 352 CZE 353 SVK 502 USA`,
);

export const customsChinaReader = tradeReader(2, readQuery);

/** And does not say that it left some out. */
const MOST_ROWS = 10_000;

/**
 * Without partners each line is a total. Direction, and of a single month which, stand in the name of the
 * file.
 */
function readQuery(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const rows = cellsOf(decodedText(raw.bytes, 'utf-8', 'gb18030') ?? '');
  const header = (rows[0] ?? []).join(',');
  const columns = columnsOf(rows[0] ?? []);
  const at = (...names: readonly string[]) =>
    names.flatMap((name) => columns.get(name.toUpperCase()) ?? [])[0];
  const month = at('数据年月', 'Date of data');
  const code = at('商品编码', 'Commodity code');
  const partner = at('贸易伙伴编码', 'Trading partner code');
  const quantity = at('第一数量', 'Quantity');
  const unit = at('第一计量单位', 'Unit');
  const dollars = at('美元', 'US dollar');
  const value = dollars ?? at('人民币', 'Renminbi Yuan');
  if (code === undefined || quantity === undefined || unit === undefined || value === undefined)
    return unreadDocument(raw.name, header, 'The columns are not those of the query of China’s customs.');
  const flow = /export|出口/i.test(raw.name) ? 'export' : /import|进口/i.test(raw.name) ? 'import' : null;
  if (flow === null)
    return unreadDocument(
      raw.name,
      header,
      'Nothing in the file says which way the goods went: name it export-…csv or import-…csv.',
    );
  const named = /(?<!\d)(20\d{2})[-_年]?(0[1-9]|1[0-2])(?!\d)/.exec(raw.name)?.slice(1).join('');
  if (month === undefined && named === undefined)
    return unreadDocument(
      raw.name,
      header,
      `A file of a single month does not say which: name it ${flow}-202608.csv, or choose months shown singly.`,
    );
  const lines = rows.slice(1).map((row): CountedLine => {
    const digits = month === undefined ? (named ?? '') : String(row[month] ?? '').replace(/\D/g, '');
    return {
      code: String(row[code] ?? ''),
      partner: partner === undefined ? 'ALL' : (PARTNERS.get(String(row[partner])) ?? null),
      month: `${digits.slice(0, 4)}-${digits.slice(4, 6)}`,
      kg: kilogramsOf(numberIn(row[quantity]), String(row[unit])),
      value: numberIn(row[value]),
    };
  });
  const cut =
    lines.length < MOST_ROWS
      ? []
      : [
          {
            text: `${lines.length} rows`,
            why: `The query gives at most ${MOST_ROWS}, so some may be missing: ask for fewer codes or months at a time.`,
          },
        ];
  const currency = dollars === undefined ? 'CNY' : 'USD';
  return tradeDocument(
    raw.name,
    codes,
    [{ reporter: 'CHN', flow, currency, lines, published: monthsWith(lines), lists: [] }],
    cut,
  );
}
