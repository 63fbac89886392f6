import * as z from 'zod';
import type { OreCompositionRow } from '#domain/vocabulary/reference-data.ts';
import { code, optionalNumber, optionalText, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { compiledOn, knownFromSource } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    mineral: text('a mineral'),
    iso3: code(words.countries, 'an ISO 3166-1 alpha-3 code'),
    location: text('a place'),
    element: code(words.rareEarths, 'the symbol of a rare earth'),
    reo_pct: optionalNumber(0, 100),
    qualifier: optionalText,
    source: text('a source'),
    source_url: text('the address of the source'),
    source_type: text('a grade'),
    note: optionalText,
  });

const slug = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const YEAR_OF_THE_TABLE = '2022';

/** `ree_ore_composition.csv`: part of one element in the rare-earth oxides of one ore; the mine shares of rare earths are derived from it. */
export function loadOreComposition(folder: string, words: Vocabulary, problems: ProblemList): readonly OreCompositionRow[] {
  const table = readCsvTable(folder, 'ree_ore_composition.csv', schema(words), problems);
  rejectDuplicates(table, 'element', (cells) => `${cells.mineral}, ${cells.location}, ${cells.element}`);
  return table.rows.map(({ cells }) => ({
    row: `ore:${slug(cells.mineral)}:${slug(cells.location)}:${cells.element}`,
    mineral: cells.mineral,
    country: cells.iso3,
    location: cells.location,
    element: cells.element,
    reo_percent: cells.reo_pct,
    qualifier: cells.qualifier,
    source: cells.source,
    source_url: cells.source_url,
    date: YEAR_OF_THE_TABLE,
    quality: cells.source_type,
    ...knownFromSource(cells.source, YEAR_OF_THE_TABLE, compiledOn.supply),
    note: cells.note,
  }));
}
