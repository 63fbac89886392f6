/** From the lines of a customs' table to months of trade of watched codes. */
import { EU_MEMBERS } from '#domain/method/measure.ts';
import { tradeKey } from '#domain/signals/registry.ts';
import { isoDate, lastDayOf } from '#domain/time/calendar.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { TradeCodeRow, TradeRow } from '#domain/vocabulary/reference-data.ts';
import type {
  DocumentReader,
  RawDocument,
  ReadDocument,
  ReadObservation,
  UnreadPart,
} from '../document-reader.ts';

export type WatchedCodes = readonly Pick<TradeCodeRow, 'nomenclature' | 'code'>[];

export const tradeReader =
  (version: number, read: (raw: RawDocument, codes: WatchedCodes) => ReadDocument) =>
  (codes: WatchedCodes): DocumentReader => ({ version, read: async (raw) => [read(raw, codes)] });

/** `116 JPN 133 KOR`: countries by the numbers of a customs. */
export const partnersIn = (words: string): ReadonlyMap<string, string> =>
  new Map([...words.matchAll(/(\d+) ([A-Z]+)/g)].map(([, number = '', country = '']) => [number, country]));

export type CountedLine = Readonly<{
  code: string;
  /** `null`: part of the total only. */
  partner: string | null;
  month: string;
  /** `null` where it is counted in another unit. */
  kg: number | null;
  value: number | null;
}>;

export type CountedTable = Pick<TradeRow, 'reporter' | 'flow' | 'currency'> &
  Readonly<{
    lines: readonly CountedLine[];
    /** A later month is not published yet. */
    published: ReadonlySet<string>;
    /** Partners that would be named if there were trade; `ALL` where all lines add up to the total. */
    lists: readonly string[];
  }>;

const ofUnion = new Set(EU_MEMBERS);

/**
 * The longest code of its own country, else one of the Harmonized System, unless own codes under it are
 * watched. `null`: nobody watches it.
 */
export function watchedCode(codes: WatchedCodes, reporter: string, digits: string): string | null {
  const prefixes = (of: string): readonly string[] =>
    codes
      .filter(
        ({ nomenclature, code }) => nomenclature === of && !code.includes('+') && digits.startsWith(code),
      )
      .map(({ code }) => code)
      .sort((a, b) => b.length - a.length);
  const [own] = prefixes(reporter);
  if (own !== undefined) return own;
  const [shared] = prefixes('HS');
  if (shared === undefined || digits === shared) return shared ?? null;
  const divided = codes.some(
    ({ nomenclature, code }) => nomenclature === reporter && code.startsWith(shared),
  );
  return divided ? null : shared;
}

type Sum = Readonly<{
  kg: number | null;
  value: number | null;
}>;
const added = (sum: Sum | undefined, { kg, value }: Sum): Sum =>
  sum === undefined
    ? { kg, value }
    : {
        kg: sum.kg === null || kg === null ? null : sum.kg + kg,
        value: sum.value === null || value === null ? null : sum.value + value,
      };

/**
 * In a published month a code is 0 with a partner that the table has elsewhere or would name; before its
 * first month it is unknown.
 */
function countedTrade(
  codes: WatchedCodes,
  { reporter, flow, currency, lines, published, lists }: CountedTable,
): readonly ReadObservation[] {
  const isKept = (partner: string) =>
    partner === 'ALL' || flow === 'import' || BUYERS.some((buyer) => buyer === partner);
  const sums = new Map<string, Map<string, Map<string, Sum>>>();
  const addsUp = lists.includes('ALL') && lines.every(({ partner }) => partner !== 'ALL');
  const add = (code: string, partner: string, month: string, of: Sum) => {
    const ofCode = sums.get(code) ?? new Map<string, Map<string, Sum>>();
    const ofPartner = ofCode.get(partner) ?? new Map<string, Sum>();
    sums.set(code, ofCode.set(partner, ofPartner.set(month, added(ofPartner.get(month), of))));
  };
  for (const { code, partner, month, kg, value } of lines) {
    const watched = watchedCode(codes, reporter, code);
    if (watched === null || !published.has(month)) continue;
    const name = partner !== null && ofUnion.has(partner) ? 'EUU' : partner;
    if (name !== null && isKept(name)) add(watched, name, month, { kg, value });
    if (addsUp) add(watched, 'ALL', month, { kg, value });
  }
  const seen = new Set([...sums.values()].flatMap((ofCode) => [...ofCode.keys()]));
  const partners = [...new Set([...seen, ...lists])].sort();
  return [...sums].flatMap(([code, ofCode]) => {
    const [first = ''] = [...ofCode.values()].flatMap((months) => [...months.keys()]).sort();
    const months = [...published].filter((month) => month >= first).sort();
    return partners.flatMap((partner) =>
      months.map((month): ReadObservation => {
        const { kg, value } = ofCode.get(partner)?.get(month) ?? { kg: 0, value: 0 };
        const values = { reporter, flow, code, partner, kg, value, currency };
        return {
          id: tradeKey({ ...values, month }),
          series: 'trade',
          date: isoDate(lastDayOf(month)),
          published: null,
          values,
        };
      }),
    );
  });
}

export function tradeDocument(
  name: string,
  codes: WatchedCodes,
  tables: readonly CountedTable[],
  unread: readonly UnreadPart[] = [],
  updated: string | null = null,
): ReadDocument {
  const observations = tables
    .flatMap((table) => countedTrade(codes, table))
    .map((one) => ({ ...one, published: updated }));
  const period_end =
    observations
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? null;
  return { document: name, period_end, observations, printed_totals: [], unread };
}

const KILOGRAMS: Readonly<Record<string, number>> = {
  kg: 1,
  千克: 1,
  kilograms: 1,
  kilogram: 1,
  'component kilograms': 1,
  g: 0.001,
  gr: 0.001,
  克: 0.001,
  grams: 0.001,
  t: 1000,
  mt: 1000,
  吨: 1000,
  'metric tons': 1000,
  'metric tonnes': 1000,
};

export function kilogramsOf(quantity: number | null, unit: string | null): number | null {
  const each = KILOGRAMS[(unit ?? '').trim().toLowerCase()];
  return quantity === null || each === undefined ? null : Math.round(quantity * each * 1000) / 1000;
}

export function numberIn(cell: string | number | null | undefined): number | null {
  const text = String(cell ?? '').replace(/[,\s*]/g, '');
  return text === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}

export const monthsWith = (
  lines: Iterable<Pick<CountedLine, 'month' | 'kg' | 'value'>>,
): ReadonlySet<string> =>
  new Set([...lines].flatMap(({ month, kg, value }) => ((kg ?? 0) > 0 || (value ?? 0) > 0 ? [month] : [])));
