import * as z from 'zod';
import type { RouteRow } from '#domain/vocabulary/reference-data.ts';
import { STAGES, type Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { choiceCell, code, fraction, optionalText, parts, text } from '../cells.ts';
import { type CsvTable, type Located, readCsvTable, rejectDuplicates } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { compiledOn, joinNotes, knownFromSource } from '../provenance.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** The table gives refined platinum-group metals, which fly, a stage word of their own. */
const PLATINUM_GROUP_WORD = 'pgm';
const PLATINUM_GROUP = ['Pt', 'Pd', 'Rh'];

const schema = (words: Vocabulary) =>
  z.object({
    buyer_iso3: code(words.buyers, 'an ISO 3166-1 alpha-3 code or EUU'),
    origin_iso3: code(words.origins, 'an ISO 3166-1 alpha-3 code, EUU or OTH'),
    stage: choiceCell([...STAGES, PLATINUM_GROUP_WORD]),
    sea_share: fraction,
    air_share: fraction,
    other_share: fraction,
    via: parts,
    via_share: parts,
    basis: text('how it was made'),
    as_of: text('a year'),
    source: text('a source'),
    source_url: optionalText,
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

type Cells = z.output<ReturnType<typeof schema>>;
const MODE_SUM_TOLERANCE = 1e-6;

/** Pairs `via` with `via_share`; they stand side by side and are never added: one ship passes several points. */
function viaOf(table: CsvTable<Cells>, { line, cells }: Located<Cells>): Record<string, number> {
  const shares = cells.via_share.map(Number);
  if (shares.length !== cells.via.length || shares.some((share) => !(share >= 0 && share <= 1))) {
    table.reject(line, 'via_share', cells.via_share.join(';'), `${cells.via.length} numbers from 0 to 1, one for each of via`);
  }
  return Object.fromEntries(cells.via.map((point, index) => [point, shares[index] ?? 0]));
}

function rejectModesOtherThanOne(table: CsvTable<Cells>, { line, cells }: Located<Cells>): void {
  const sum = cells.sea_share + cells.air_share + cells.other_share;
  if (Math.abs(sum - 1) > MODE_SUM_TOLERANCE)
    table.reject(line, 'sea_share', String(sum), 'sea_share, air_share and other_share that sum to 1');
}

/** `routes.csv`: how the flow from an origin to a buyer travels, and which chokepoints its sea part passes. */
export function loadRoutes(folder: string, words: Vocabulary, problems: ProblemList): readonly RouteRow[] {
  const table = readCsvTable(folder, 'routes.csv', schema(words), problems);
  rejectDuplicates(table, 'stage', (cells) => `${cells.buyer_iso3}:${cells.origin_iso3}:${cells.stage}`);
  return table.rows.map((located) => {
    const { cells } = located;
    rejectModesOtherThanOne(table, located);
    const platinum = cells.stage === PLATINUM_GROUP_WORD;
    return {
      row: `route:${cells.buyer_iso3}:${cells.origin_iso3}:${cells.stage}`,
      buyer: cells.buyer_iso3,
      origin: cells.origin_iso3,
      stage: platinum ? 'refining' : (cells.stage as Stage),
      elements: platinum ? PLATINUM_GROUP : null,
      sea_share: cells.sea_share,
      air_share: cells.air_share,
      other_share: cells.other_share,
      via: viaOf(table, located),
      source: cells.source,
      source_url: cells.source_url,
      date: cells.as_of,
      quality: cells.quality,
      ...knownFromSource(cells.source, cells.as_of, compiledOn.buyers),
      note: joinNotes(cells.basis, cells.note),
    };
  });
}
