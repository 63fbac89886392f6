import type { ScoreRow } from './score-links.ts';

type Cell = string | number | null;

/** Columns of the CSV; their names and order are part of the contract, new ones are added at the end. */
const COLUMNS: readonly (readonly [name: string, cellOf: (row: ScoreRow) => Cell])[] = [
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

/** RFC 4180: one header row, also when there are no rows; CRLF; an empty cell is unknown. */
export function scoresAsCsv(rows: readonly ScoreRow[]): string {
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, cellOf]) => csvCell(cellOf(row))))];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** One JSON object per line. */
export const scoresAsNdjson = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet would run a text that starts like a formula.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
