/** Trade as it ships: the months of a flow from one source in one line, as every bundle carries them. */
import { isoDate, lastDayOf } from '../time/calendar.ts';
import type { TradeRow } from '../vocabulary/reference-data.ts';

type StatedMonth = Pick<
  TradeRow,
  'reporter' | 'flow' | 'code' | 'partner' | 'month' | 'kg' | 'source' | 'source_url' | 'quality' | 'note'
> &
  Readonly<{
    /** Day since which it was public, where stated. */
    known_from?: string;
  }>;

interface PackedTrade extends Omit<StatedMonth, 'month' | 'kg'> {
  readonly kg: Readonly<Record<string, number | null>>;
}

/**
 * Where the source does not say: China publishes a month by destination within the next one, January with
 * February; others within the second month after.
 */
function publicBy(month: string, reporter: string) {
  const after = (of: string) => isoDate(lastDayOf(of) + 1).slice(0, 7);
  const next = after(month);
  return isoDate(lastDayOf(reporter === 'CHN' && !month.endsWith('-01') ? next : after(next)));
}

export const tradeRowOf = ({
  reporter,
  flow,
  code,
  partner,
  month,
  kg,
  known_from,
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
  known_from: known_from ?? publicBy(month, reporter),
  known_from_basis: known_from === undefined ? 'assumed' : 'source',
  ...stated,
});

export const packedTrade = (rows: readonly TradeRow[]): readonly PackedTrade[] =>
  [
    ...Map.groupBy(rows, ({ reporter, flow, code, partner, source, source_url, quality, note, ...row }) => {
      const known = row.known_from_basis === 'source' ? { known_from: row.known_from } : {};
      return JSON.stringify({ reporter, flow, code, partner, source, source_url, quality, note, ...known });
    }),
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
