/** The files of the register: what a confirmed row or a review appends, checked as `npm run reference:build` checks it before anything is written. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
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
import { type ClassMapping, withMapping } from './class-mapping.ts';
import type { PolicyCells } from './drafting/draft-row.ts';
import { RegisterRefusal } from './register-refusal.ts';

/** Every review of the raw tables under `tables`. Throws `ReferenceBuildError` for a bad one. */
export function reviewedAnnouncements(tables: string): readonly ReviewedAnnouncement[] {
  const raw = rawTables(tables);
  const reviewed = readReviews(raw);
  if (raw.problems.length > 0) throw new ReferenceBuildError(raw.problems);
  return reviewed;
}

/** The text of a table with a row at its end, in the columns of its header. Throws `RegisterRefusal` for a cell without a column. */
function withRow(text: string, row: PolicyCells, file: string): string {
  const columns = (text.split('\n')[0] ?? '').trim().split(',');
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
  const columns = (text.split('\n')[0] ?? '').trim().split(',');
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

/** A review to append, the row of the register that came of it, and how the row counts. */
interface Appended {
  readonly review: ReviewedAnnouncement;
  readonly row: PolicyCells | null;
  /** Class of the row, and the file of the mapping that is to count it; absent: it is not mapped. */
  readonly mapping?: { readonly file: string; readonly of: ClassMapping };
}

const isSuspension = ({ measure_type }: PolicyCells): boolean => measure_type === 'suspension';

/**
 * Appends a review, and its row where there is one; a suspension is written on the rows that it names, and a class into the mapping of the register. All tables are built with them first, in a copy: a bad cell throws `ReferenceBuildError` with file,
 * line and what to write, and no file is changed.
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
