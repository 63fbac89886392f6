import { decodedText, type RawDocument, type ReadDocument, unreadDocument } from '../document-reader.ts';
import {
  type CountedLine,
  monthsWith,
  partnersIn,
  tradeDocument,
  tradeReader,
  type WatchedCodes,
} from './counted-trade.ts';

const CHINA = 156;
/** 490, "Other Asia, not elsewhere specified", is Taiwan. */
const PARTNERS = partnersIn(
  `0 ALL 392 JPN 410 KOR 490 TWN 842 USA 40 AUT 56 BEL 100 BGR 191 HRV 196 CYP 203 CZE 208 DNK 233 EST 246 FIN 251 FRA 276 DEU 300 GRC 348 HUN 372 IRL
   380 ITA 428 LVA 440 LTU 442 LUX 470 MLT 528 NLD 616 POL 620 PRT 642 ROU 703 SVK 705 SVN 724 ESP 752 SWE`,
);

export const comtradeReader = tradeReader(1, readAnswer);

type Row = Readonly<{
  period: string;
  reporterCode: number;
  flowCode: string;
  partnerCode: number;
  cmdCode: string;
  netWgt: number | null;
  primaryValue: number | null;
  motCode?: number;
  partner2Code?: number;
  customsCode?: string;
}>;

/** A cell may stand again by means of transport, second partner and procedure. */
const isTotal = ({ motCode = 0, partner2Code = 0, customsCode = 'C00' }: Row) =>
  motCode === 0 && partner2Code === 0 && customsCode === 'C00';

/** Without a key; nothing says that there are more. */
const MOST_ROWS = 500;

function readAnswer(raw: RawDocument, codes: WatchedCodes): ReadDocument {
  const name = raw.address ?? raw.name;
  const { data, error } = JSON.parse(decodedText(raw.bytes, 'utf-8') ?? '{}') as Readonly<{
    data?: readonly Row[] | null;
    error?: string;
  }>;
  if (!Array.isArray(data) || (error ?? '') !== '')
    return unreadDocument(name, error ?? '', 'UN Comtrade answered with an error instead of rows.');
  const cells = new Map(
    (data as readonly Row[])
      .filter((row) => row.reporterCode === CHINA && /^\d{6}$/.test(row.period) && isTotal(row))
      .map((row) => [[row.flowCode, row.cmdCode, row.partnerCode, row.period].join(), row]),
  );
  if (cells.size === 0 && data.length > 0)
    return unreadDocument(name, '', 'The answer has no total of a month of reporter China.');
  const tables = (['X', 'M'] as const).flatMap((flowCode) => {
    const lines = [...cells.values()]
      .filter((row) => row.flowCode === flowCode)
      .map(
        ({ cmdCode, partnerCode, period, netWgt, primaryValue }): CountedLine => ({
          code: cmdCode,
          partner: PARTNERS.get(String(partnerCode)) ?? null,
          month: `${period.slice(0, 4)}-${period.slice(4)}`,
          kg: netWgt === 0 ? null : netWgt,
          value: primaryValue,
        }),
      );
    const flow = flowCode === 'X' ? 'export' : 'import';
    return lines.length === 0
      ? []
      : [{ reporter: 'CHN', flow, currency: 'USD', lines, published: monthsWith(lines), lists: [] } as const];
  });
  const why = `An answer has at most ${MOST_ROWS}, and does not say that there are more: ask for fewer codes or months.`;
  return tradeDocument(
    name,
    codes,
    tables,
    raw.address?.includes('/preview/') !== false && data.length >= MOST_ROWS
      ? [{ text: `${data.length} rows`, why }]
      : [],
  );
}
