import * as z from 'zod';
import { EU_MEMBERS } from '#domain/method/measure.ts';
import type { MeasureApplication, PolicyRow } from '#domain/vocabulary/reference-data.ts';
import {
  choiceCell,
  datedDays,
  GRADES,
  identifierCell,
  optionalPartialDate,
  optionalText,
  partialDate,
  parts,
  partsOf,
  text,
} from '../cells.ts';
import { type CsvTable, readCsvTable, rejectDuplicates, valuesOf } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { joinNotes } from '../provenance.ts';
import policyMapping from '../registry/policy-mapping.json' with { type: 'json' };
import supplement from '../registry/policy-supplement.json' with { type: 'json' };
import { expandGroups, stagesOf, type Vocabulary } from '../vocabulary.ts';

export const POLICY_FILE = 'policy_events.csv';

const MEASURE_TYPES = [
  'licence',
  'ban',
  'end_use_ban',
  'quota',
  'entity_list',
  'technology_ban',
  'suspension',
  'supply_disruption',
  'stockpile',
  'investment',
  'offtake',
  'other',
] as const;

const schema = (words: Vocabulary) =>
  z.object({
    event_id: identifierCell,
    instrument_no: optionalText,
    date: partialDate,
    known_from: partialDate,
    effective_from: optionalPartialDate,
    effective_to: optionalPartialDate,
    effective_to_revisions: datedDays,
    succeeds: optionalText,
    suspended_from: optionalPartialDate,
    suspended_to: optionalPartialDate,
    suspended_to_announced: optionalPartialDate,
    actor: text('an actor'),
    instrument: text('the title of the instrument'),
    scope: optionalText,
    status: optionalText,
    measure_type: choiceCell(MEASURE_TYPES),
    direction: choiceCell(['restricts', 'relieves', 'mitigates']),
    elements: partsOf(words.symbolsAndGroups, 'symbols of scoring_elements.csv or groups of element_groups.csv'),
    stages: partsOf(new Set(['mine', 'refining', 'metal', 'magnet']), 'mine, refining, metal or magnet'),
    origin_iso3: partsOf(words.targets, 'ISO 3166-1 alpha-3 codes'),
    target_iso3: partsOf(words.targets, 'ISO 3166-1 alpha-3 codes, EUU or ALL'),
    linked_event_ids: parts,
    status_asof: optionalText,
    source: text('a source'),
    source_url: text('the address of the source'),
    source_quality: text('a grade'),
    confidence: choiceCell(GRADES),
    note: optionalText,
    check_note: optionalText,
  });

type Cells = z.output<ReturnType<typeof schema>>;

/** A list of most member states means the Union; more than this many of them are written as `EUU`. */
const MEMBERS_THAT_MEAN_THE_UNION = 20;

function withUnion(targets: readonly string[], members: readonly string[]): readonly string[] {
  const others = targets.filter((target) => !members.includes(target));
  return targets.length - others.length > MEMBERS_THAT_MEAN_THE_UNION ? [...others, 'EUU'] : targets;
}

/** How a row counts for the score; without origins or targets of its own it has those of its row. */
interface MeasureMapping {
  readonly control_class: string;
  readonly applies: readonly MeasureApplication[];
  readonly origins?: readonly string[];
  readonly targets?: readonly string[];
}

/** Decisions of people on rows of the table, by their ids. */
export interface PolicyRegistry {
  /** How a row counts: its class, and what of its goods it covers. */
  readonly measure_map: Readonly<Record<string, MeasureMapping>>;
  readonly relief_map: Readonly<Record<string, string>>;
  /** Measures that the table describes in words only, or in one row with others. */
  readonly rows: readonly object[];
}

/** The decisions of this repository. */
export const POLICY_REGISTRY: PolicyRegistry = { ...policyMapping, ...supplement };

type SupplementaryRow = Omit<PolicyRow, 'mapping'>;

function mappingOf(
  { id, origins, targets }: { readonly id: string; readonly origins: readonly string[]; readonly targets: readonly string[] },
  members: readonly string[],
  { measure_map }: PolicyRegistry,
): PolicyRow['mapping'] {
  const mapping = measure_map[id];
  if (mapping === undefined || mapping.control_class === 'none') return null;
  return {
    control_class: mapping.control_class,
    applies: mapping.applies,
    origins: mapping.origins ?? origins,
    targets: withUnion(mapping.targets ?? targets, members),
  };
}

/** Rows that name the relief, and what the relief names: one hop, no further. */
function reliefOf(table: CsvTable<Cells>, cells: Cells, { relief_map, rows: supplementRows }: PolicyRegistry): PolicyRow['relief'] {
  const kind = relief_map[cells.event_id] as NonNullable<PolicyRow['relief']>['kind'] | undefined;
  if (kind === undefined) return null;
  const rows = [
    ...table.rows.map((row) => ({ id: row.cells.event_id, linked: row.cells.linked_event_ids })),
    ...(supplementRows as readonly SupplementaryRow[]),
  ];
  const namedBy = rows.filter(({ linked }) => linked.includes(cells.event_id)).map(({ id }) => id);
  return { kind, measures: [...new Set([...namedBy, ...cells.linked_event_ids])].sort() };
}

function rejectDanglingLinks(table: CsvTable<Cells>): void {
  const ids = valuesOf(table, 'event_id');
  for (const { line, cells } of table.rows) {
    for (const id of cells.linked_event_ids) if (!ids.has(id)) table.reject(line, 'linked_event_ids', id, 'the event_id of another row');
    if (cells.succeeds !== null && !ids.has(cells.succeeds))
      table.reject(line, 'succeeds', cells.succeeds, 'the event_id of the row that it takes over from');
  }
}

function rejectMappingsWithoutRow(table: CsvTable<Cells>, { measure_map, relief_map, rows }: PolicyRegistry): void {
  const ids = new Set([...valuesOf(table, 'event_id'), ...(rows as readonly SupplementaryRow[]).map(({ id }) => id)]);
  for (const id of [...Object.keys(measure_map), ...Object.keys(relief_map)])
    if (!ids.has(id)) table.reject(1, 'event_id', id, 'a row for every id that policy-mapping.json maps');
}

/** Columns that only some rows fill: an end that was put off, and a predecessor whose measure the row takes over. */
function regimeOf({ effective_to_revisions, succeeds }: Cells): Pick<PolicyRow, 'effective_to_revisions' | 'succeeds'> {
  const revisions = effective_to_revisions.map(({ known_from, day }) => ({ known_from, effective_to: day }));
  return { ...(revisions.length === 0 ? {} : { effective_to_revisions: revisions }), ...(succeeds === null ? {} : { succeeds }) };
}

/** `policy_events.csv`: a control, a suspension, a relief or new supply, with what it means for the score. Dates stay as the source words them. */
export function loadPolicy(folder: string, words: Vocabulary, registry: PolicyRegistry, problems: ProblemList): readonly PolicyRow[] {
  const table = readCsvTable(folder, POLICY_FILE, schema(words), problems);
  rejectDuplicates(table, 'event_id', (cells) => cells.event_id);
  rejectDanglingLinks(table);
  rejectMappingsWithoutRow(table, registry);
  const members = EU_MEMBERS;
  const supplementRows = registry.rows as readonly SupplementaryRow[];
  const split = new Set(supplementRows.map(({ id }) => id));
  const supplementary = supplementRows.map((row) => ({ ...row, mapping: mappingOf(row, members, registry) }));
  const own = table.rows.filter(({ cells }) => !split.has(cells.event_id));
  const rows = own.map(({ cells }) => ({
    row: `policy:${cells.event_id}`,
    id: cells.event_id,
    title: cells.instrument,
    actor: cells.actor,
    instrument_no: cells.instrument_no,
    measure_type: cells.measure_type,
    direction: cells.direction,
    origins: cells.origin_iso3,
    targets: cells.target_iso3,
    elements: cells.elements,
    stages: stagesOf(cells.stages, expandGroups(cells.elements, words), words),
    announced: cells.date,
    effective_from: cells.effective_from,
    effective_to: cells.effective_to,
    ...regimeOf(cells),
    suspended_from: cells.suspended_from,
    suspended_to: cells.suspended_to,
    suspended_to_announced: cells.suspended_to_announced,
    linked: cells.linked_event_ids,
    mapping: mappingOf({ id: cells.event_id, origins: cells.origin_iso3, targets: cells.target_iso3 }, members, registry),
    relief: reliefOf(table, cells, registry),
    scope: cells.scope,
    status: cells.status,
    status_as_of: cells.status_asof,
    source: cells.source,
    source_url: cells.source_url,
    source_quality: cells.source_quality,
    date: cells.date,
    quality: cells.confidence,
    known_from: cells.known_from,
    known_from_basis: 'source' as const,
    note: joinNotes(cells.note, cells.check_note),
  }));
  return [...rows, ...supplementary];
}
