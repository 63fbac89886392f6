import { type Cell, csvTable } from '../scores/scores-as-table.ts';
import type { shownResults } from './results-in-language.ts';

const TIMES = [30, 90, 365];

/** A row for each element of each line. */
export function resultsAsCsv({ company: { currency }, lines }: ReturnType<typeof shownResults>): string {
  const header = [
    'line',
    'name',
    'stage',
    'stock_days',
    'element',
    'cover_days',
    'cover_basis',
    ...TIMES.flatMap((days) => [`p_${days}`, `p_${days}_p05`, `p_${days}_p95`, `nation_${days}`]),
  ];
  const rows = lines.flatMap(({ line, name, stage, stock, elements, within: ofLine, expected_loss }) =>
    elements.map(({ element, cover, within }): readonly Cell[] => [
      ...[line, name, stage, stock.days, element, cover?.days ?? null, cover?.basis ?? null],
      ...TIMES.flatMap((days) => {
        const figures = within.find((one) => one.days === days);
        return [
          figures?.score ?? null,
          figures?.interval.p05 ?? null,
          figures?.interval.p95 ?? null,
          figures?.nation ?? null,
        ];
      }),
      ...[ofLine.at(-1)?.score ?? null, expected_loss, currency],
      ...TIMES.flatMap((days) => {
        const figures = within.find((one) => one.days === days);
        return [figures?.scarce ?? null, figures?.nation_scarce ?? null];
      }),
    ]),
  );
  const scarce = TIMES.flatMap((days) => [`scarce_${days}`, `nation_scarce_${days}`]);
  return csvTable([...header, 'line_365', 'line_expected_loss', 'currency', ...scarce], rows);
}
