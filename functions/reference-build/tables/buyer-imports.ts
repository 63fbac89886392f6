import * as z from 'zod';
import type { BuyerImportRow } from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { choiceCell, code, fraction, optionalText, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates, rejectSumsOtherThanOne } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { buyerProvenance, joinNotes } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    buyer_iso3: code(words.buyers, 'an ISO 3166-1 alpha-3 code or EUU'),
    element: code(words.buyerElements, 'a symbol, HREE, LREE, REE, NdFeB or ALL'),
    stage: choiceCell(STAGES),
    origin_iso3: code(words.origins, 'an ISO 3166-1 alpha-3 code, EUU or OTH'),
    share: fraction,
    basis: text('what the share is of'),
    year: text('a year'),
    source: text('a source'),
    source_url: text('the address of the source'),
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

type Cells = z.output<ReturnType<typeof schema>>;
const stageOf = (cells: Cells): string => `${cells.buyer_iso3}:${cells.element}:${cells.stage}`;

/** `buyer_imports.csv`: share of one origin in what a buyer imports of an element at a stage. */
export function loadBuyerImports(folder: string, words: Vocabulary, problems: ProblemList): readonly BuyerImportRow[] {
  const table = readCsvTable(folder, 'buyer_imports.csv', schema(words), problems);
  rejectDuplicates(table, 'origin_iso3', (cells) => `${stageOf(cells)}:${cells.origin_iso3}`);
  rejectSumsOtherThanOne(table, ['buyer_iso3', 'element', 'stage'], 'share');
  return table.rows.map(({ cells }) => ({
    row: `import:${stageOf(cells)}:${cells.origin_iso3}`,
    buyer: cells.buyer_iso3,
    element: cells.element,
    stage: cells.stage,
    origin: cells.origin_iso3,
    share: cells.share,
    ...buyerProvenance(cells),
    note: joinNotes(cells.basis, cells.note),
  }));
}
