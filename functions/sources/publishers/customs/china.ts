/**
 * Reader of what a person takes from China's customs (stats.customs.gov.cn, which keeps programs out): its
 * CSV, or the answer of UN Comtrade on reporter China.
 */
import {
  type DocumentReader,
  decodedText,
  type RawDocument,
  type ReadDocument,
  unreadDocument,
} from '../document-reader.ts';
import { cellsOf, columnsOf } from '../tables.ts';
import {
  type CountedLine,
  kilogramsOf,
  monthsWith,
  numberIn,
  tradeDocument,
  type WatchedCodes,
} from './counted-trade.ts';

/** Countries by the digits of China's customs. */
const PARTNERS = new Map(
  `108 CYP 116 JPN 133 KOR 143 TWN 301 BEL 302 DNK 304 DEU 305 FRA 306 IRL 307 ITA 308 LUX 309 NLD 310 GRC 311 PRT 312 ESP 315 AUT 316 BGR 318 FIN 321 HUN
   324 MLT 327 POL 328 ROU 330 SWE 334 EST 335 LVA 336 LTU 350 SVN 351 HRV 352 CZE 353 SVK 502 USA`
    .match(/\d+ [A-Z]+/g)
    ?.map((pair) => pair.split(' ') as [string, string]),
);

export const customsChinaReader = (codes: WatchedCodes): DocumentReader => ({
  version: 1,
  read: (raw) =>
    Promise.resolve([raw.bytes[0] === 0x7b ? readComtrade(raw, codes) : readExportQuery(raw, codes)]),
});

const flowIn = (name: string): 'export' | 'import' => (/import|进口/i.test(name) ? 'import' : 'export');

/**
 * `数据年月, 商品编码, ..., 贸易伙伴编码, ..., 第一数量, 第一计量单位, ..., 美元` in GB 18030; without partners each line is a total.
 * Imports are told by the name of the file.
 */
function readExportQuery(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const rows = cellsOf(decodedText(raw.bytes, 'utf-8', 'gb18030') ?? '');
  const columns = columnsOf(rows[0] ?? []);
  const at = (name: string) => columns.get(name);
  const [month, code, partner, quantity, unit] = [
    '数据年月',
    '商品编码',
    '贸易伙伴编码',
    '第一数量',
    '第一计量单位',
  ].map(at);
  const dollars = at('美元');
  const value = dollars ?? at('人民币');
  if (
    month === undefined ||
    code === undefined ||
    quantity === undefined ||
    unit === undefined ||
    value === undefined
  )
    return unreadDocument(
      raw.name,
      (rows[0] ?? []).join(','),
      'The columns are not those of the query of China’s customs by month and code: choose months shown singly.',
    );
  const lines = rows.slice(1).map((row): CountedLine => {
    const digits = String(row[month] ?? '').replace(/\D/g, '');
    return {
      code: String(row[code] ?? ''),
      partner: partner === undefined ? 'ALL' : (PARTNERS.get(String(row[partner])) ?? null),
      month: `${digits.slice(0, 4)}-${digits.slice(4, 6)}`,
      kg: kilogramsOf(numberIn(row[quantity]), String(row[unit])),
      value: numberIn(row[value]),
    };
  });
  const currency = dollars === undefined ? 'CNY' : 'USD';
  return tradeDocument(raw.name, codes, [
    { reporter: 'CHN', flow: flowIn(raw.name), currency, lines, published: monthsWith(lines), lists: [] },
  ]);
}

interface ComtradeRow {
  readonly period: string;
  readonly reporterISO: string;
  readonly flowCode: string;
  readonly partnerISO: string;
  readonly cmdCode: string;
  readonly netWgt: number | null;
  readonly primaryValue: number | null;
}

/**
 * `{data: [{period, reporterISO, flowCode, partnerISO, cmdCode, netWgt, primaryValue}]}` of
 * comtradeapi.un.org, months (`C/M/HS`) with descriptions.
 */
function readComtrade(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const { data = [] } = JSON.parse(decodedText(raw.bytes, 'utf-8') ?? '{}') as {
    readonly data?: readonly ComtradeRow[];
  };
  const own = data.filter(({ reporterISO, period }) => reporterISO === 'CHN' && /^\d{6}$/.test(period));
  if (own.length === 0) return unreadDocument(raw.name, '', 'The answer has no month of reporter China.');
  const tables = (
    [
      ['X', 'export'],
      ['M', 'import'],
    ] as const
  ).flatMap(([flowCode, flow]) => {
    const lines = own
      .filter((row) => row.flowCode === flowCode)
      .map(({ cmdCode, partnerISO, period, netWgt, primaryValue }): CountedLine => {
        const partner = partnerISO === 'W00' ? 'ALL' : partnerISO;
        return {
          code: cmdCode,
          partner,
          month: `${period.slice(0, 4)}-${period.slice(4)}`,
          kg: netWgt,
          value: primaryValue,
        };
      });
    return lines.length === 0
      ? []
      : [{ reporter: 'CHN', flow, currency: 'USD', lines, published: monthsWith(lines), lists: [] } as const];
  });
  return tradeDocument(raw.name, codes, tables);
}
