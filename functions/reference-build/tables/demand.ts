import * as z from 'zod';
import type { DemandRow } from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { choiceCell, code, optionalNumber, optionalText, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { buyerProvenance } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    buyer_iso3: code(words.buyers, 'an ISO 3166-1 alpha-3 code or EUU'),
    element: code(words.buyerElements, 'a symbol, HREE, LREE, REE, NdFeB or ALL'),
    stage: choiceCell(STAGES),
    tonnes_per_year: optionalNumber(0),
    unit_basis: text('the unit and its basis'),
    measure: text('what is measured'),
    year: text('a year'),
    source: text('a source'),
    source_url: text('the address of the source'),
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

/** `buyer_demand.csv`: tonnes a year. Several rows count only a part of the use, as `measure` states. */
export function loadDemand(folder: string, words: Vocabulary, problems: ProblemList): readonly DemandRow[] {
  const table = readCsvTable(folder, 'buyer_demand.csv', schema(words), problems);
  rejectDuplicates(table, 'stage', (cells) => `${cells.buyer_iso3}:${cells.element}:${cells.stage}`);
  return table.rows.map(({ cells }) => ({
    row: `demand:${cells.buyer_iso3}:${cells.element}:${cells.stage}`,
    buyer: cells.buyer_iso3,
    element: cells.element,
    stage: cells.stage,
    tonnes_per_year: cells.tonnes_per_year,
    unit_basis: cells.unit_basis,
    measure: cells.measure,
    ...buyerProvenance(cells),
    note: cells.note,
  }));
}
