import type { ScoreRow } from '../published-run/score-links.ts';
import { type Cell, csvTable } from './csv-table.ts';

type Column = readonly [name: string, cellOf: (row: ScoreRow) => Cell];

/** Columns of the CSV; their names and order are part of the contract, new ones are added at the end. */
const COLUMNS: readonly Column[] = [
  ['subject_type', (row) => row.subject.type],
  ['subject_id', (row) => row.subject.id],
  ['name', (row) => row.subject.name],
  ['buyer', (row) => row.buyer],
  ['elements', (row) => row.elements.join(';')],
  ['countries', (row) => row.countries.join(';')],
  ['element', (row) => row.element],
  ['stage', (row) => row.stage],
  ['status', (row) => row.status],
  ['status_reason', (row) => row.status_reason],
  ['score', (row) => row.score],
  ['scale_min', (row) => row.scale.min],
  ['scale_max', (row) => row.scale.max],
  ['scale_direction', (row) => row.scale.direction],
  ['band', (row) => row.band],
  ['p05', (row) => row.interval?.p05 ?? null],
  ['p50', (row) => row.interval?.p50 ?? null],
  ['p95', (row) => row.interval?.p95 ?? null],
  ['score_without_signals', (row) => row.score_without_signals],
  ['rank', (row) => row.rank?.position ?? null],
  ['rank_of', (row) => row.rank?.of ?? null],
  ['top_driver', (row) => row.top_drivers[0]?.id ?? null],
  ['top_driver_points', (row) => row.top_drivers[0]?.points ?? null],
  ['rationale', (row) => row.top_drivers[0]?.summary ?? null],
  ['p_stockout_90', (row) => row.p_stockout_90],
  ['p_stockout_365', (row) => row.p_stockout_365],
  ['expected_days', (row) => row.expected_days],
  ['expected_tonnes', (row) => row.expected_tonnes],
  ['coverage', (row) => row.coverage],
  ['stale_sources', (row) => row.stale_sources.join(';')],
  ['hhi', (row) => row.hhi],
  ['data_as_of', (row) => row.data_as_of],
  ['as_of', (row) => row.as_of],
  ['known_at', (row) => row.known_at],
  ['computed_at', (row) => row.computed_at],
  ['methodology_version', (row) => row.methodology.version],
  ['methodology_sha256', (row) => row.methodology.sha256],
  ['run_id', (row) => row.run_id],
  ['url', (row) => row.links.self],
];

/** Systems for supplier risk mostly know four levels. */
const LEVELS: Readonly<Record<ScoreRow['band'], string>> = {
  unknown: 'Unknown',
  low: 'Low',
  guarded: 'Low',
  elevated: 'Medium',
  high: 'High',
  critical: 'High',
};

/** Columns for import sets: a key to merge records by, one fact a cell. `address`: of this service. */
const importSetColumns = (address: string): readonly Column[] => [
  ['record_key', (row) => `${row.subject.type}:${row.subject.id}:${row.buyer}`],
  ['subject_type', (row) => row.subject.type],
  ['subject_id', (row) => row.subject.id],
  ['name', (row) => row.subject.name],
  ['buyer', (row) => row.buyer],
  ['country', (row) => row.countries[0] ?? null],
  ['element', (row) => row.element ?? row.elements[0] ?? null],
  ['stage', (row) => row.stage],
  ['score', (row) => row.score],
  ['scale_direction', (row) => row.scale.direction],
  ['band', (row) => row.band],
  ['level', (row) => LEVELS[row.band]],
  ['p05', (row) => row.interval?.p05 ?? null],
  ['p95', (row) => row.interval?.p95 ?? null],
  ['coverage', (row) => row.coverage],
  ['top_driver', (row) => row.top_drivers[0]?.id ?? null],
  ['top_driver_points', (row) => row.top_drivers[0]?.points ?? null],
  ['rationale', (row) => row.top_drivers[0]?.summary ?? row.status_reason],
  ['as_of', (row) => row.as_of],
  ['methodology_version', (row) => row.methodology.version],
  ['run_id', (row) => row.run_id],
  ['url', (row) => `${address}${row.links.self}`],
];

/** RFC 4180: one header row, also when there are no rows; CRLF; an empty cell is unknown. */
export const scoresAsCsv = (rows: readonly ScoreRow[]): string => csvOf(COLUMNS, rows);

/** The same with the columns that import sets expect. */
export const scoresAsImportSet = (rows: readonly ScoreRow[], address: string): string => csvOf(importSetColumns(address), rows);

function csvOf(columns: readonly Column[], rows: readonly ScoreRow[]): string {
  return csvTable(
    columns.map(([name]) => name),
    rows.map((row) => columns.map(([, cellOf]) => cellOf(row))),
  );
}

/** One JSON object per line. */
export const scoresAsNdjson = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
