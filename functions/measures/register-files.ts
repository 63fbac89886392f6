/** The files of the register: what a confirmed row or a review appends, checked as `npm run reference:build` checks it before anything is written. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { buildReferenceData, PARAMETERS } from '#functions/reference-build/build-reference-data.ts';
import { ReferenceBuildError } from '#functions/reference-build/problems.ts';
import { POLICY_FILE } from '#functions/reference-build/tables/policy.ts';
import {
  loadReviewedAnnouncements,
  REVIEWED_ANNOUNCEMENTS_FILE,
  type ReviewedAnnouncement,
} from '#functions/reference-build/tables/reviewed-announcements.ts';
import type { PolicyCells } from './drafting/draft-row.ts';

/** A row cannot be appended for a reason that the caller can mend. */
export class RegisterRefusal extends Error {
  override readonly name = 'RegisterRefusal';
}

const SUPPLY = 'supply';

/** Every review of the raw tables under `tables`. Throws `ReferenceBuildError` for a bad one. */
export function reviewedAnnouncements(tables: string): readonly ReviewedAnnouncement[] {
  const problems: ConstructorParameters<typeof ReferenceBuildError>[0][number][] = [];
  const reviewed = loadReviewedAnnouncements(join(tables, SUPPLY), problems);
  if (problems.length > 0) throw new ReferenceBuildError(problems);
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

function writeInOneMove(path: string, text: string): void {
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}

/** A review to append, and the row of the register that came of it. */
interface Appended {
  readonly review: ReviewedAnnouncement;
  readonly row: PolicyCells | null;
}

/**
 * Appends a review, and its row where there is one. All tables are built with them first, in a copy: a bad cell throws `ReferenceBuildError` with file,
 * line and what to write, and no file is changed.
 */
export function appendToRegister(tables: string, { review, row }: Appended, parameters: string = PARAMETERS): void {
  if (reviewedAnnouncements(tables).some(({ key }) => key === review.key))
    throw new RegisterRefusal(
      `${review.key} has been reviewed already: change its line in ${join(tables, SUPPLY, REVIEWED_ANNOUNCEMENTS_FILE)}.`,
    );
  const cells = { ...review, rows: review.rows.join(';'), note: review.note ?? '' };
  const changed = new Map<string, string>();
  const append = (file: string, appended: PolicyCells): void => {
    changed.set(file, withRow(readFileSync(join(tables, SUPPLY, file), 'utf8'), appended, file));
  };
  if (row !== null) append(POLICY_FILE, row);
  append(REVIEWED_ANNOUNCEMENTS_FILE, cells);
  const copy = mkdtempSync(join(tmpdir(), 'chokepoint-register-'));
  try {
    cpSync(tables, copy, { recursive: true });
    for (const [file, text] of changed) writeFileSync(join(copy, SUPPLY, file), text);
    buildReferenceData(copy, parameters);
  } finally {
    rmSync(copy, { recursive: true });
  }
  for (const [file, text] of changed) writeInOneMove(join(tables, SUPPLY, file), text);
}
