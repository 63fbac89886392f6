import * as z from 'zod';
import type { EpisodeRow } from '#domain/vocabulary/reference-data.ts';
import { lastDateOf } from '../calendar.ts';
import {
  choiceCell,
  dayCell,
  identifierCell,
  optionalCount,
  optionalNumber,
  optionalText,
  partialDate,
  parts,
  partsOf,
  text,
} from '../cells.ts';
import { type CsvTable, type Located, readCsvTable, rejectDuplicates, valuesOf } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import type { Vocabulary } from '../vocabulary.ts';

/**
 * Names in episodes that are not scored elements. Tin: its episode shows how long a ban of an origin lasts. `ALL`: limits of a route, which
 * name no goods.
 */
const WORDS_BESIDE_ELEMENTS = ['Sn', 'ALL'];
const optionalDay = z.union([z.literal('').transform(() => null), dayCell]);

const schema = (words: Vocabulary) =>
  z.object({
    episode_id: identifierCell,
    event: text('what happened'),
    type: text('a type'),
    hazard_type: text('a hazard'),
    elements: partsOf(new Set([...words.symbolsAndGroups, ...WORDS_BESIDE_ELEMENTS]), 'symbols or groups of elements, Sn or ALL'),
    stage: partsOf(new Set(['mine', 'separation', 'refining', 'metal', 'magnet', 'ALL']), 'stages or ALL'),
    origin_iso3: partsOf(words.origins, 'ISO 3166-1 alpha-3 codes'),
    affected_buyers: partsOf(words.targets, 'ISO 3166-1 alpha-3 codes, EUU or ALL'),
    start: dayCell,
    end: optionalDay,
    duration_days: optionalCount,
    censored: choiceCell(['yes', 'no', '']),
    halt_days: optionalCount,
    severity_trough: optionalNumber(0, 1),
    severity_mean: optionalNumber(0, 1),
    binding: choiceCell(['yes', 'partly', 'no', 'unknown']),
    evidence: optionalText,
    linked_event_id: parts,
    in_fit: choiceCell(['yes', 'no']),
    as_of: partialDate,
    source: text('a source'),
    source_url: text('the address of the source'),
    quality: choiceCell(['A', 'B', 'C']),
    note: optionalText,
  });

type Cells = z.output<ReturnType<typeof schema>>;

function rejectEndsWithoutDuration(table: CsvTable<Cells>, { line, cells }: Located<Cells>): void {
  if ((cells.end === null) !== (cells.duration_days === null))
    table.reject(line, 'duration_days', String(cells.duration_days ?? ''), 'a number of days where there is an end, and only there');
}

function rejectUnknownMeasures(table: CsvTable<Cells>, { line, cells }: Located<Cells>, measures: ReadonlySet<string>): void {
  for (const id of cells.linked_event_id)
    if (!measures.has(id)) table.reject(line, 'linked_event_id', id, 'the event_id of a row of policy_events.csv');
}

/** `duration_severity.csv`: a disruption of supply with its length and depth. Known from the day of its newest source. */
export function loadEpisodes(folder: string, words: Vocabulary, problems: ProblemList): readonly EpisodeRow[] {
  const table = readCsvTable(folder, 'duration_severity.csv', schema(words), problems);
  rejectDuplicates(table, 'episode_id', (cells) => cells.episode_id);
  const measures = valuesOf(readCsvTable(folder, 'policy_events.csv', z.object({ event_id: text('an id') }), problems), 'event_id');
  return table.rows.map((located) => {
    const { cells } = located;
    rejectEndsWithoutDuration(table, located);
    rejectUnknownMeasures(table, located, measures);
    return {
      row: `episode:${cells.episode_id}`,
      id: cells.episode_id,
      event: cells.event,
      type: cells.type,
      hazard_type: cells.hazard_type,
      elements: cells.elements,
      stages: cells.stage,
      origins: cells.origin_iso3,
      buyers: cells.affected_buyers,
      start: cells.start,
      end: cells.end,
      duration_days: cells.duration_days,
      censored: cells.censored === '' ? null : cells.censored === 'yes',
      halt_days: cells.halt_days,
      severity_trough: cells.severity_trough,
      severity_mean: cells.severity_mean,
      binding: cells.binding,
      evidence: cells.evidence,
      measures: cells.linked_event_id,
      in_fit: cells.in_fit === 'yes',
      source: cells.source,
      source_url: cells.source_url,
      date: cells.start,
      quality: cells.quality,
      known_from: lastDateOf(cells.as_of),
      known_from_basis: 'source',
      note: cells.note,
    };
  });
}
