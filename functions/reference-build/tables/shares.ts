import * as z from 'zod';
import type { ShareRow } from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { choiceCell, code, fraction, numberCell, optionalText, text } from '../cells.ts';
import { type CsvTable, readCsvTable, rejectDuplicates, rejectSumsOtherThanOne } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { compiledOn, knownFromSource } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    element: code(words.symbols, 'a symbol of scoring_elements.csv'),
    stage: choiceCell(STAGES),
    country_iso3: code(words.origins, 'an ISO 3166-1 alpha-3 code, EUU or OTH'),
    share: fraction,
    year: text('a year'),
    basis: choiceCell(['reported', 'derived']),
    quality: choiceCell(['A', 'B', 'C']),
    dirichlet_concentration: numberCell(1),
    source: text('a source'),
    source_url: optionalText,
    note: optionalText,
  });

type Cells = z.output<ReturnType<typeof schema>>;
const stageOf = (cells: Cells): string => `${cells.element}:${cells.stage}`;

/** The shares of a stage are one Dirichlet vector, so they have one concentration. */
function rejectSeveralConcentrations(table: CsvTable<Cells>): void {
  const first = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const concentration = first.get(stageOf(cells)) ?? cells.dirichlet_concentration;
    first.set(stageOf(cells), concentration);
    if (concentration !== cells.dirichlet_concentration) {
      table.reject(
        line,
        'dirichlet_concentration',
        String(cells.dirichlet_concentration),
        `${concentration}, as in the first row of ${stageOf(cells)}`,
      );
    }
  }
}

/** `scoring_shares.csv`: share of one country in the world supply of one element at one stage. */
export function loadShares(folder: string, words: Vocabulary, problems: ProblemList): readonly ShareRow[] {
  const table = readCsvTable(folder, 'scoring_shares.csv', schema(words), problems);
  rejectDuplicates(table, 'country_iso3', (cells) => `${stageOf(cells)}:${cells.country_iso3}`);
  rejectSumsOtherThanOne(table, ['element', 'stage'], 'share');
  rejectSeveralConcentrations(table);
  return table.rows.map(({ cells }) => ({
    row: `share:${cells.element}:${cells.stage}:${cells.country_iso3}`,
    element: cells.element,
    stage: cells.stage,
    country: cells.country_iso3,
    share: cells.share,
    basis: cells.basis,
    concentration: cells.dirichlet_concentration,
    source: cells.source,
    source_url: cells.source_url,
    date: cells.year,
    quality: cells.quality,
    ...knownFromSource(cells.source, cells.year, compiledOn.supply),
    note: cells.note,
  }));
}
