/**
 * Rows of trade as they ship: the months of a flow from one source in one line, because every bundle carries
 * them.
 */
import { isoDate, lastDayOf } from '../time/calendar.ts';
import type { TradeRow } from '../vocabulary/reference-data.ts';

type StatedMonth = Pick<
  TradeRow,
  'reporter' | 'flow' | 'code' | 'partner' | 'month' | 'kg' | 'source' | 'source_url' | 'quality' | 'note'
>;

interface PackedTrade extends Omit<StatedMonth, 'month' | 'kg'> {
  /** Month -> kilograms. */
  readonly kg: Readonly<Record<string, number | null>>;
}

/**
 * The day by which a month was public, where the source does not say: customs of China publish a month by
 * destination within the next one, and January with
 * February.
 */
function publicBy(month: string): string {
  const next = isoDate(lastDayOf(month) + 1).slice(0, 7);
  return isoDate(lastDayOf(month.endsWith('-01') ? isoDate(lastDayOf(next) + 1).slice(0, 7) : next));
}

/** The row of a month whose source does not say when it came out. */
export const tradeRowOf = ({
  reporter,
  flow,
  code,
  partner,
  month,
  kg,
  ...stated
}: StatedMonth): TradeRow => ({
  row: `trade:${reporter}:${flow}:${code}:${partner}:${month}`,
  reporter,
  flow,
  code,
  partner,
  month,
  kg,
  value: null,
  currency: null,
  date: month,
  known_from: publicBy(month),
  known_from_basis: 'assumed',
  ...stated,
});

export const packedTrade = (rows: readonly TradeRow[]): readonly PackedTrade[] =>
  [
    ...Map.groupBy(rows, ({ reporter, flow, code, partner, source, source_url, quality, note }) =>
      JSON.stringify({ reporter, flow, code, partner, source, source_url, quality, note }),
    ),
  ].map(([of, months]) => ({
    ...JSON.parse(of),
    kg: Object.fromEntries(months.map(({ month, kg }) => [month, kg])),
  }));

export const unpackedTrade = (packed: readonly PackedTrade[]): readonly TradeRow[] =>
  packed
    .flatMap(({ kg, ...of }) =>
      Object.entries(kg).map(([month, kilograms]) => tradeRowOf({ ...of, month, kg: kilograms })),
    )
    .sort((a, b) => (a.row < b.row ? -1 : 1));
