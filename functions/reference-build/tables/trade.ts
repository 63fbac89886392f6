import * as z from 'zod';
import { EU_MEMBERS } from '#domain/method/measure.ts';
import { tradeRowOf } from '#domain/signals/packed-trade.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import {
  customsCode,
  month,
  period,
  type TradeCodeRow,
  type TradeRow,
  tradeCodeRow,
  tradeRow,
  words,
} from '#domain/vocabulary/reference-data.ts';
import type { Sources } from '../codes.ts';
import { address, compiledOn, grade, lastDateOf, MADE } from '../provenance.ts';

export function tradeCodes({ raw, codes }: Sources): readonly TradeCodeRow[] {
  const stated = tradeCodeRow
    .omit({ ...MADE, date: true })
    .extend({ elements: z.array(codes.symbol).min(1), source_url: address, quality: grade });
  return raw.read('trade/trade_codes.csv', ['nomenclature', 'code'], stated).rows.map(({ key, cells }) => ({
    row: `trade-code:${key}`,
    ...cells,
    date: compiledOn.events,
    known_from: compiledOn.events,
    known_from_basis: 'assumed',
  }));
}

/** No control in the register is compared with earlier months. */
const FIRST_SHIPPED = '2022-10';
const COMTRADE = {
  source: 'UN Comtrade, reporter China, as compiled by a public research repository',
  source_url: 'https://comtradeplus.un.org/',
  quality: 'B',
} as const;

/** Of China's exports those to buyers with published scores, and the total. */
export function trade({ raw, codes }: Sources): readonly TradeRow[] {
  const { flow, note, kg } = tradeRow.shape;
  const of = { reporter: codes.origin, flow, code: customsCode, partner: codes.target };
  const cited = { source: words, source_url: address, quality: grade, note };
  const series = z.strictObject({ ...of, first_month: month, kg: z.array(z.number().min(0)).min(1) });
  const { rows: all } = raw.read(
    'trade/exports_by_destination.csv',
    ['reporter', 'flow', 'code', 'partner'],
    series,
  );
  const sums = [
    ...Map.groupBy(
      all,
      ({ cells }) => `${cells.reporter} ${cells.flow} ${cells.code} ${cells.first_month}`,
    ).values(),
  ].flatMap((same) =>
    [...BUYERS, 'ALL'].flatMap((partner) => {
      const counted = same.filter(
        ({ cells }) =>
          partner === 'ALL' ||
          cells.partner === partner ||
          (partner === 'EUU' && EU_MEMBERS.includes(cells.partner)),
      );
      const [first] = counted;
      if (first === undefined) return [];
      const note =
        partner === 'ALL'
          ? 'sum of the 39 destinations that the compilation has'
          : partner === 'EUU'
            ? 'sum of the members that it has'
            : null;
      return first.cells.kg.map((_, n) => ({
        reporter: first.cells.reporter,
        flow: first.cells.flow,
        code: first.cells.code,
        partner,
        note,
        month: monthAfter(first.cells.first_month, n),
        kg: counted.reduce((sum, { cells }) => sum + (cells.kg[n] ?? 0), 0),
      }));
    }),
  );
  const key = ['reporter', 'flow', 'code', 'partner'] as const;
  const imports = raw.read(
    'trade/imports_by_origin.csv',
    key,
    series.extend({ ...cited, kg: z.array(kg).min(1) }),
  );
  const stated = z.strictObject({
    ...of,
    ...cited,
    month,
    kg,
    known_from: period.nullable(),
    source_url: address.nullable(),
  });
  const reported = raw.read('trade/reported_by_press.csv', [...key, 'month'], stated);
  return [
    ...sums.filter(({ month: of }) => of >= FIRST_SHIPPED).map((row) => tradeRowOf({ ...COMTRADE, ...row })),
    ...imports.rows.flatMap(({ cells: { kg, first_month, ...cells } }) =>
      kg.flatMap((kilograms, n) =>
        kilograms === null
          ? []
          : [tradeRowOf({ ...cells, month: monthAfter(first_month, n), kg: kilograms })],
      ),
    ),
    ...reported.rows.map(({ cells: { known_from, ...cells } }) =>
      tradeRowOf({ ...cells, ...(known_from === null ? {} : { known_from: lastDateOf(known_from) }) }),
    ),
  ];
}

function monthAfter(first: string, months: number) {
  const number = Number(first.slice(0, 4)) * 12 + Number(first.slice(5)) - 1 + months;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
