import * as z from 'zod';
import type { CoverRow } from '#domain/vocabulary/reference-data.ts';
import { choiceCell, code, optionalNumber, optionalText, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
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
    year: text('a year'),
    source: text('a source'),
    source_url: optionalText,
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

/** `buyer_cover.csv`: days of stock by component. */
export function loadCover(folder: string, words: Vocabulary, problems: ProblemList): readonly CoverRow[] {
  const table = readCsvTable(folder, 'buyer_cover.csv', schema(words), problems);
  rejectDuplicates(table, 'component', (cells) => `${cells.buyer_iso3}:${cells.element}:${cells.component}`);
  return table.rows.map(({ cells }) => ({
    row: `cover:${cells.buyer_iso3}:${cells.element}:${cells.component}`,
    buyer: cells.buyer_iso3,
    element: cells.element,
    component: cells.component,
    days_median: cells.days_median,
    days_low: cells.days_low,
    days_high: cells.days_high,
    ...buyerProvenance(cells),
    note: cells.note,
  }));
}
