import { stringify } from 'csv-stringify/sync';
import { harmlessText } from '#domain/vocabulary/harmless-text.ts';
import { type ScoreCell, scoreColumns } from '#domain/vocabulary/score-columns.ts';
import type { ScoreRow } from '../published-run/score-links.ts';

export type Cell = string | number | null;

export const csvTable = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  stringify([header, ...rows], {
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    cast: { string: harmlessText },
  });

type Column = Readonly<{
  name: string;
  cellOf: (row: ScoreRow) => ScoreCell;
}>;

/** Systems for supplier risk mostly know four levels. */
const LEVELS: Readonly<Record<ScoreRow['band'], string>> = {
  unknown: 'Unknown',
  low: 'Low',
  guarded: 'Low',
  elevated: 'Medium',
  high: 'High',
  critical: 'High',
};

const importSetCells = (address: string): Readonly<Record<string, (row: ScoreRow) => Cell>> => ({
  record_key: (row) => `${row.subject.type}:${row.subject.id}:${row.buyer}`,
  country: (row) => row.countries[0] ?? null,
  element: (row) => row.element ?? (row.elements.length === 1 ? row.elements[0] : null) ?? null,
  level: (row) => LEVELS[row.band],
  url: (row) => `${address}${row.links.self}`,
});

/** Names and order are part of the contract; new ones go to the end. */
const IMPORT_SET: readonly string[] = [
  'record_key',
  'subject_type',
  'subject_id',
  'name',
  'buyer',
  'country',
  'element',
  'stage',
  'score',
  'scale_direction',
  'band',
  'level',
  'p05',
  'p95',
  'coverage',
  'top_driver',
  'top_driver_points',
  'rationale',
  'as_of',
  'methodology_version',
  'run_id',
  'url',
  'scarce',
  'scarce_band',
  'now',
];

export const scoresAsCsv = (rows: readonly ScoreRow[]): string => csvOf(scoreColumns('api'), rows);

export const scoresAsImportSet = (rows: readonly ScoreRow[], address: string): string =>
  csvOf(importSetColumns(address), rows);

function importSetColumns(address: string): readonly Column[] {
  const own = importSetCells(address);
  const shared = scoreColumns('sql'); // its rationale says why there is no score
  return IMPORT_SET.map((name) => {
    const cellOf = own[name] ?? shared.find((column) => column.name === name)?.cellOf;
    if (cellOf === undefined) throw new Error(`there is no column ${name} of scores`);
    return { name, cellOf };
  });
}

function csvOf(columns: readonly Column[], rows: readonly ScoreRow[]) {
  return csvTable(
    columns.map(({ name }) => name),
    rows.map((row) => columns.map(({ cellOf }) => cellOf(row) ?? null)),
  );
}

export const scoresAsNdjson = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');
