import * as z from 'zod';
import { dayCell, identifierCell, optionalText, parts, text } from '../cells.ts';
import { readCsvTable, rejectDuplicates, valuesOf } from '../csv-table.ts';
import type { ProblemList } from '../problems.ts';
import { POLICY_FILE } from './policy.ts';

export const REVIEWED_ANNOUNCEMENTS_FILE = 'reviewed_announcements.csv';

const schema = z.object({
  key: text('the key of an announcement, for example MOFCOM 2025 No. 18'),
  title: text('a title'),
  published: dayCell,
  address: text('the address where it was read'),
  rows: parts,
  reviewed_on: dayCell,
  reviewed_by: text('who read it'),
  note: optionalText,
  source: text('a source'),
});

/** An announcement that a person has read, and the rows that came of it: none where it is no measure on what is scored. */
export type ReviewedAnnouncement = z.output<typeof schema>;

/** `reviewed_announcements.csv`, whose rows must be in `policy_events.csv`, good or bad there. */
export function loadReviewedAnnouncements(supplyFolder: string, problems: ProblemList): readonly ReviewedAnnouncement[] {
  const table = readCsvTable(supplyFolder, REVIEWED_ANNOUNCEMENTS_FILE, schema, problems);
  const measures = valuesOf(readCsvTable(supplyFolder, POLICY_FILE, z.object({ event_id: identifierCell }), []), 'event_id');
  rejectDuplicates(table, 'key', (cells) => cells.key);
  for (const { line, cells } of table.rows) {
    for (const id of cells.rows) if (!measures.has(id)) table.reject(line, 'rows', id, 'the event_id of a row of policy_events.csv');
    if (cells.rows.length === 0 && cells.note === null)
      table.reject(line, 'rows', '', 'the rows that came of it; an announcement without rows needs a note why');
  }
  return table.rows.map(({ cells }) => cells);
}

/** Day of the newest review: since then nobody has looked for measures. `null` without a review. */
export const lastReviewDay = (reviewed: readonly ReviewedAnnouncement[]): string | null =>
  reviewed
    .map(({ reviewed_on }) => reviewed_on)
    .sort()
    .at(-1) ?? null;
