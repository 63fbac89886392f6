import * as z from 'zod';
import type { ShareRow } from '#domain/vocabulary/reference-data.ts';
import { STAGES } from '#domain/vocabulary/scoring-inputs.ts';
import { choiceCell, code, dayCell, fraction, identifierCell, numberCell, optionalText, text } from '../cells.ts';
import { type CsvTable, readCsvTable, rejectDuplicates, rejectSumsOtherThanOne } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { compiledOn, editionNamedIn, editionProvenance, knownFromSource } from '../provenance.ts';
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

const editionSchema = (words: Vocabulary) =>
  z.object({
    element: code(words.symbols, 'a symbol of scoring_elements.csv'),
    stage: choiceCell(STAGES),
    edition: identifierCell,
    published: dayCell,
    year: text('a year'),
    country_iso3: code(words.origins, 'an ISO 3166-1 alpha-3 code, EUU or OTH'),
    share: fraction,
    basis: choiceCell(['reported', 'derived']),
  });

/** All rows of a stage are one edition: that of the row that was known last. */
function withEditions(rows: readonly ShareRow[]): readonly ShareRow[] {
  const ofStage = Map.groupBy(rows, ({ element, stage }) => `${element}:${stage}`);
  return rows.map((row) => {
    const stageRows = ofStage.get(`${row.element}:${row.stage}`) ?? [row];
    const last = stageRows.reduce((latest, one) => (one.known_from > latest.known_from ? one : latest));
    return { ...row, ...editionNamedIn(last.source, last.known_from) };
  });
}

const SURVEY = 'USGS Mineral Commodity Summaries';
const SURVEY_URL = 'https://www.usgs.gov/centers/national-minerals-information-center/mineral-commodity-summaries';
const DERIVED_NOTE = 'tonnage of the edition times the ore percentages of the present table; output that the survey withholds is left out';

/**
 * `shares_by_edition.csv`: the same as it was published in earlier years. Quality and concentration are those of the present table, because the
 * survey and its gaps are the same.
 */
export function loadEarlierShares(
  folder: string,
  present: readonly ShareRow[],
  words: Vocabulary,
  problems: ProblemList,
): readonly ShareRow[] {
  const table = readCsvTable(folder, 'shares_by_edition.csv', editionSchema(words), problems);
  rejectDuplicates(table, 'country_iso3', (cells) => `${cells.element}:${cells.stage}:${cells.edition}:${cells.country_iso3}`);
  rejectSumsOtherThanOne(table, ['element', 'stage', 'edition'], 'share');
  const presentStages = Map.groupBy(present, ({ element, stage }) => `${element}:${stage}`);
  return table.rows.flatMap(({ line, cells }) => {
    const today = presentStages.get(`${cells.element}:${cells.stage}`)?.[0];
    if (today === undefined) {
      table.reject(line, 'stage', cells.stage, 'a stage of the element that scoring_shares.csv has');
      return [];
    }
    return [
      {
        row: `share:${cells.element}:${cells.stage}:${cells.country_iso3}@${cells.edition}`,
        element: cells.element,
        stage: cells.stage,
        country: cells.country_iso3,
        share: cells.share,
        basis: cells.basis,
        concentration: today.concentration,
        edition: cells.edition,
        published: cells.published,
        source: `${SURVEY} ${cells.published.slice(0, 4)} (${cells.year})`,
        source_url: SURVEY_URL,
        date: cells.year,
        quality: today.quality,
        ...editionProvenance(cells.published),
        note: cells.basis === 'derived' ? DERIVED_NOTE : null,
      },
    ];
  });
}

/** `scoring_shares.csv`: share of one country in the world supply of one element at one stage. */
export function loadShares(folder: string, words: Vocabulary, problems: ProblemList): readonly ShareRow[] {
  const table = readCsvTable(folder, 'scoring_shares.csv', schema(words), problems);
  rejectDuplicates(table, 'country_iso3', (cells) => `${stageOf(cells)}:${cells.country_iso3}`);
  rejectSumsOtherThanOne(table, ['element', 'stage'], 'share');
  rejectSeveralConcentrations(table);
  const rows = table.rows.map(({ cells }) => ({
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
  return withEditions(rows);
}
