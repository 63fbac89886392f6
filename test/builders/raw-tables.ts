import { globSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

type RawRow = Readonly<Record<string, string>>;
export type RawTables = Readonly<Record<string, readonly RawRow[]>>;

const FIXTURES = 'test/fixtures/raw-tables';

/** Two elements, a licence and the relief that eases it. */
export const goodRawTables: RawTables = Object.fromEntries(
  globSync('*/*.csv', { cwd: FIXTURES }).map((path) => [
    path,
    parse(readFileSync(`${FIXTURES}/${path}`), { columns: true }),
  ]),
);

export const rawPolicy = (event_id: string, over: RawRow = {}): RawRow => ({
  ...goodRawTables['supply/policy_events.csv']?.find((row) => row.event_id === 'CN-2025-18'),
  event_id,
  instrument: `title of ${event_id}`,
  ...over,
});

export function writeRawTables(tables: RawTables): string {
  const from = mkdtempSync(join(tmpdir(), 'raw-tables-'));
  for (const [path, rows] of Object.entries(tables)) {
    mkdirSync(join(from, path, '..'), { recursive: true });
    writeFileSync(
      join(from, path),
      stringify([...rows], { header: true, columns: Object.keys(rows[0] ?? {}) }),
    );
  }
  return from;
}

/** Rows are counted from 1. */
export function withCell(
  path: string,
  row: number,
  column: string,
  value: string,
  tables: RawTables = goodRawTables,
): RawTables {
  const rows = (tables[path] ?? []).map((cells, index) =>
    index === row - 1 ? { ...cells, [column]: value } : cells,
  );
  return { ...tables, [path]: rows };
}
