import * as z from 'zod';
import type { DemandShareRow } from '#domain/vocabulary/reference-data.ts';
import { choiceCell, code, optionalText, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { buyerProvenance } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    buyer_iso3: code(words.targets, 'an ISO 3166-1 alpha-3 code or EUU'),
    share: z.coerce.number().gt(0).max(1),
    year: text('a year'),
    source: text('a source'),
    source_url: optionalText,
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

/** `demand_shares.csv`: the part of world use that is a buyer's. */
export function loadDemandShares(folder: string, words: Vocabulary, problems: ProblemList): readonly DemandShareRow[] {
  const table = readCsvTable(folder, 'demand_shares.csv', schema(words), problems);
  rejectDuplicates(table, 'buyer_iso3', (cells) => cells.buyer_iso3);
  return table.rows.map(({ cells }) => ({
    row: `demand-share:${cells.buyer_iso3}`,
    buyer: cells.buyer_iso3,
    share: cells.share,
    ...buyerProvenance(cells),
    note: cells.note,
  }));
}
