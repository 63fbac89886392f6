/** The files of the register: what a confirmed row or a review appends, checked as `npm run reference:build` checks it before anything is written. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { CONTROL_CLASSES } from '#domain/method/measure.ts';
import { buildReferenceData } from '#functions/reference-build/build-reference-data.ts';
import { POLICY_FILE } from '#functions/reference-build/codes.ts';
import { ReferenceBuildError, rawTables } from '#functions/reference-build/raw-tables.ts';
import {
  POLICY_REGISTRY,
  type PolicyRegistry,
  REVIEWED_ANNOUNCEMENTS_FILE,
  type ReviewedAnnouncement,
  readReviews,
} from '#functions/reference-build/tables/policy.ts';
import type { DiscoveredAnnouncement } from './discover-announcements.ts';

/** A row cannot be appended for a reason that the caller can mend. */
export class RegisterRefusal extends Error {
  override readonly name = 'RegisterRefusal';
}

/** Cells of `policy_events.csv` by column, as text; blank is unknown. */
export type PolicyCells = Readonly<Record<string, string>>;

/** A row of the register to fill in, and the announcement that it rests on. */
export interface DraftFile {
  /** Key of the announcement in the reviewed list. */
  readonly key: string;
  readonly row: PolicyCells;
}

/** Every review of the raw tables under `tables`. Throws `ReferenceBuildError` for a bad one. */
export function reviewedAnnouncements(tables: string): readonly ReviewedAnnouncement[] {
  const raw = rawTables(tables);
  const reviewed = readReviews(raw);
  if (raw.problems.length > 0) throw new ReferenceBuildError(raw.problems);
  return reviewed;
}

const columnsOf = (text: string): readonly string[] => (text.split('\n')[0] ?? '').trim().split(',');

/** Who signs what a publisher announces, by the beginning of its keys. */
const AUTHORITIES: Readonly<Record<string, string>> = { MOFCOM: 'China MOFCOM', FR: 'United States BIS', EU: 'European Union' };

/** A row with what the list says of an announcement: number, title, day, address, authority. Every other column is blank, for who has read the text. */
export function draftFile({ key, title, published, addresses }: DiscoveredAnnouncement, tables: string): DraftFile {
  const columns = columnsOf(readFileSync(join(tables, POLICY_FILE), 'utf8'));
  const listed: PolicyCells = {
    instrument_no: key,
    date: published ?? '',
    known_from: published ?? '',
    actor: AUTHORITIES[key.split(' ')[0] ?? ''] ?? '',
    instrument: title,
    source_url: addresses[0] ?? '',
  };
  return { key, row: Object.fromEntries(columns.map((column) => [column, listed[column] ?? ''])) };
}

/** The text of a table with a row at its end, in the columns of its header. Throws `RegisterRefusal` for a cell without a column. */
function withRow(text: string, row: PolicyCells, file: string): string {
  const columns = columnsOf(text);
  const strange = Object.keys(row).filter((column) => !columns.includes(column));
  if (strange.length > 0) throw new RegisterRefusal(`${file} has no column ${strange.join(', ')}. Its columns: ${columns.join(', ')}.`);
  const line = stringify([columns.map((column) => row[column] ?? '')]);
  return `${text}${text.endsWith('\n') ? '' : '\n'}${line}`;
}

/** The rows that a suspension names, with its days written on them. Throws `RegisterRefusal` for one that is not there or is suspended already. */
function withSuspension(
  text: string,
  { event_id = '', effective_from = '', effective_to = '', linked_event_ids = '' }: PolicyCells,
): string {
  const columns = columnsOf(text);
  const records = parse(text, { columns: true, raw: true, skip_empty_lines: true }) as unknown as readonly {
    readonly raw: string;
    readonly record: PolicyCells;
  }[];
  let changed = text;
  for (const id of linked_event_ids.split(';').filter((one) => one !== '')) {
    const found = records.find(({ record }) => record.event_id === id);
    if (found === undefined) throw new RegisterRefusal(`${event_id} suspends ${id}, which is no row of ${POLICY_FILE}.`);
    const { suspended_from } = found.record;
    if (suspended_from !== '' && suspended_from !== effective_from)
      throw new RegisterRefusal(
        `${id} is suspended from ${suspended_from} already: a row has one suspension. Prolong it there by hand, and leave linked_event_ids blank here.`,
      );
    const row: PolicyCells = { ...found.record, suspended_from: effective_from, suspended_to: effective_to };
    changed = changed.replace(found.raw, () => stringify([columns.map((column) => row[column] ?? '')]));
  }
  return changed;
}

function writeInOneMove(path: string, text: string): void {
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}

/** Control class of a row, and what of its goods the measure covers. */
interface ClassMapping {
  readonly control_class: string;
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** Part of the trade in the elements at the stages, 0 ... 1. */
  readonly coverage: number;
}

const jsonList = (values: readonly string[]): string => `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;

/**
 * The text of `policy-mapping.json` with a mapping of the row `id`. Throws `RegisterRefusal` for an unknown class, a coverage outside 0 to 1, a
 * mapping without goods, and a row that is mapped already.
 */
export function withMapping(text: string, id: string, { control_class, elements, stages, coverage }: ClassMapping): string {
  if (!CONTROL_CLASSES.includes(control_class))
    throw new RegisterRefusal(`${JSON.stringify(control_class)} is no control class. Send one of: ${CONTROL_CLASSES.join(', ')}.`);
  if (!(coverage > 0 && coverage <= 1)) throw new RegisterRefusal(`A coverage of ${coverage} is no part: send more than 0, at most 1.`);
  if (elements.length === 0 || stages.length === 0)
    throw new RegisterRefusal(`${id} names no elements or no stages, so no class can be counted for it: fill in both cells first.`);
  const { measure_map } = JSON.parse(text) as { readonly measure_map: Readonly<Record<string, unknown>> };
  if (id in measure_map) throw new RegisterRefusal(`${id} has a mapping already: change it in the file by hand.`);
  const applies = `[{"elements": ${jsonList(elements)}, "stages": ${jsonList(stages)}, "coverage": ${coverage}}]`;
  const entry = `  ${JSON.stringify(id)}: {"control_class": ${JSON.stringify(control_class)}, "applies": ${applies}},`;
  return text.replace('"measure_map": {\n', (opening) => `${opening}${entry}\n`);
}

/** A review to append, the row of the register that came of it, and how the row counts. */
interface Appended {
  readonly review: ReviewedAnnouncement;
  readonly row: PolicyCells | null;
  /** Class of the row, and the file of the mapping that is to count it; absent: it is not mapped. */
  readonly mapping?: { readonly file: string; readonly of: ClassMapping };
}

const isSuspension = ({ measure_type }: PolicyCells): boolean => measure_type === 'suspension';

/**
 * Appends a review, and its row where there is one; a suspension is written on the rows that it names, and a class into the mapping of the register. All
 * tables are built with them first, in a copy: a bad cell throws `ReferenceBuildError` with file, line and what to write, and no file is changed.
 */
export function appendToRegister(tables: string, { review, row, mapping }: Appended, registry: PolicyRegistry = POLICY_REGISTRY): void {
  if (reviewedAnnouncements(tables).some(({ key }) => key === review.key))
    throw new RegisterRefusal(`${review.key} has been reviewed already: change its line in ${join(tables, REVIEWED_ANNOUNCEMENTS_FILE)}.`);
  const cells = { ...review, rows: review.rows.join(';'), note: review.note ?? '' };
  const changed = new Map<string, string>();
  const append = (file: string, appended: PolicyCells): void => {
    changed.set(file, withRow(readFileSync(join(tables, file), 'utf8'), appended, file));
  };
  if (row !== null) {
    append(POLICY_FILE, row);
    if (isSuspension(row)) changed.set(POLICY_FILE, withSuspension(changed.get(POLICY_FILE) ?? '', row));
  }
  const mapped =
    row === null || mapping === undefined ? null : withMapping(readFileSync(mapping.file, 'utf8'), row.event_id ?? '', mapping.of);
  append(REVIEWED_ANNOUNCEMENTS_FILE, cells);
  const copy = mkdtempSync(join(tmpdir(), 'chokepoint-register-'));
  try {
    cpSync(tables, copy, { recursive: true });
    for (const [file, text] of changed) writeFileSync(join(copy, file), text);
    buildReferenceData(copy, mapped === null ? registry : { ...registry, ...(JSON.parse(mapped) as Pick<PolicyRegistry, 'measure_map'>) });
  } finally {
    rmSync(copy, { recursive: true });
  }
  for (const [file, text] of changed) writeInOneMove(join(tables, file), text);
  if (mapped !== null && mapping !== undefined) writeInOneMove(mapping.file, mapped);
}
