import * as z from 'zod';
import type { ImportRelianceRow } from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { choiceCell, code, dayCell, identifierCell, optionalNumber, optionalText, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { buyerProvenance, editionNamedIn, editionProvenance, joinNotes } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

const schema = (words: Vocabulary) =>
  z.object({
    buyer_iso3: code(words.buyers, 'an ISO 3166-1 alpha-3 code or EUU'),
    element: code(words.buyerElements, 'a symbol, HREE, LREE, REE, NdFeB or ALL'),
    stage: choiceCell(STAGES),
    net_import_reliance: optionalNumber(0, 1),
    low: optionalNumber(0, 1),
    high: optionalNumber(0, 1),
    basis: text('how it is measured'),
    year: text('a year').regex(/\d{4}/, 'a year of four digits'),
    source: text('a source'),
    source_url: text('the address of the source'),
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

const editionSchema = (words: Vocabulary) =>
  z.object({
    buyer_iso3: code(words.buyers, 'an ISO 3166-1 alpha-3 code or EUU'),
    element: code(words.buyerElements, 'a symbol, HREE, LREE, REE, NdFeB or ALL'),
    stage: choiceCell(STAGES),
    edition: identifierCell,
    published: dayCell,
    year: text('a year').regex(/\d{4}/, 'a year of four digits'),
    net_import_reliance: optionalNumber(0, 1),
    low: optionalNumber(0, 1),
    high: optionalNumber(0, 1),
    note: optionalText,
  });

const SURVEY_URL = 'https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries';

/** `import_reliance_by_edition.csv`: the same as it was published in earlier years, for the United States. */
export function loadEarlierImportReliance(folder: string, words: Vocabulary, problems: ProblemList): readonly ImportRelianceRow[] {
  const table = readCsvTable(folder, 'import_reliance_by_edition.csv', editionSchema(words), problems);
  rejectDuplicates(table, 'stage', (cells) => `${cells.buyer_iso3}:${cells.element}:${cells.stage}:${cells.edition}`);
  return table.rows.map(({ cells }) => ({
    row: `reliance:${cells.buyer_iso3}:${cells.element}:${cells.stage}@${cells.edition}`,
    buyer: cells.buyer_iso3,
    element: cells.element,
    stage: cells.stage,
    import_reliance: cells.net_import_reliance,
    low: cells.low,
    high: cells.high,
    edition: cells.edition,
    published: cells.published,
    source: `USGS Mineral Commodity Summaries ${cells.published.slice(0, 4)}`,
    source_url: SURVEY_URL,
    date: cells.year,
    quality: 'A',
    ...editionProvenance(cells.published),
    note: joinNotes('net imports / apparent consumption', cells.note),
  }));
}

const withEdition = (row: ImportRelianceRow): ImportRelianceRow => ({ ...row, ...editionNamedIn(row.source, row.known_from) });

/** `buyer_import_reliance.csv`: net imports as part of consumption; where a source gives only a bound, the value is null. */
export function loadImportReliance(folder: string, words: Vocabulary, problems: ProblemList): readonly ImportRelianceRow[] {
  const table = readCsvTable(folder, 'buyer_import_reliance.csv', schema(words), problems);
  rejectDuplicates(table, 'stage', (cells) => `${cells.buyer_iso3}:${cells.element}:${cells.stage}`);
  return table.rows.map(({ cells }) =>
    withEdition({
      row: `reliance:${cells.buyer_iso3}:${cells.element}:${cells.stage}`,
      buyer: cells.buyer_iso3,
      element: cells.element,
      stage: cells.stage,
      import_reliance: cells.net_import_reliance,
      low: cells.low,
      high: cells.high,
      ...buyerProvenance(cells),
      note: joinNotes(cells.basis, cells.note),
    }),
  );
}
