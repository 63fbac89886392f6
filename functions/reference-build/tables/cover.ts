import * as z from 'zod';
import type { CoverRow } from '#domain/vocabulary/reference-data.ts';
import { choiceCell, code, optionalNumber, optionalText, text } from '../cells.ts';
import { type CsvTable, type Located, readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { buyerProvenance } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    buyer_iso3: code(words.buyers, 'an ISO 3166-1 alpha-3 code or EUU'),
    element: code(words.buyerElements, 'a symbol, HREE, LREE, REE, NdFeB or ALL'),
    component: choiceCell(['national_stockpile', 'commercial_stock', 'pipeline']),
    days_median: optionalNumber(0),
    days_low: optionalNumber(0),
    days_high: optionalNumber(0),
    range_basis: choiceCell(['source', 'assumed', '']),
    year: text('a year'),
    source: text('a source'),
    source_url: optionalText,
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

type Cells = z.output<ReturnType<typeof schema>>;

/** A range holds the figure and says what it rests on: cover moves scores more than any other fact. */
function rejectRanges(table: CsvTable<Cells>, { line, cells }: Located<Cells>): void {
  const { days_low: low, days_median: median, days_high: high, range_basis: basis } = cells;
  if (low === null || median === null || high === null) {
    if (basis !== '') table.reject(line, 'range_basis', basis, 'a blank cell where days_low, days_median or days_high is blank');
    return;
  }
  if (basis === '') table.reject(line, 'range_basis', '', 'source or assumed, for a range');
  if (!(low <= median && median <= high)) table.reject(line, 'days_median', String(median), `a number from ${low} to ${high}, the range`);
}

/** `buyer_cover.csv`: days of stock by component. */
export function loadCover(folder: string, words: Vocabulary, problems: ProblemList): readonly CoverRow[] {
  const table = readCsvTable(folder, 'buyer_cover.csv', schema(words), problems);
  rejectDuplicates(table, 'component', (cells) => `${cells.buyer_iso3}:${cells.element}:${cells.component}`);
  for (const row of table.rows) rejectRanges(table, row);
  return table.rows.map(({ cells }) => ({
    row: `cover:${cells.buyer_iso3}:${cells.element}:${cells.component}`,
    buyer: cells.buyer_iso3,
    element: cells.element,
    component: cells.component,
    days_median: cells.days_median,
    days_low: cells.days_low,
    days_high: cells.days_high,
    range_basis: cells.range_basis === '' ? null : cells.range_basis,
    ...buyerProvenance(cells),
    note: cells.note,
  }));
}
