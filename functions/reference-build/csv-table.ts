import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type * as z from 'zod';
import type { ProblemList } from './problems.ts';

/** A row with the line it stands on. */
export interface Located<T> {
  readonly line: number;
  readonly cells: T;
}

/** A parsed file, and the means to complain about a cell of it. */
export interface CsvTable<T> {
  /** Rows whose cells are all as they should be. */
  readonly rows: readonly Located<T>[];
  /** Every row as it stands in the file: what other rows may refer to, and what sums are taken over. */
  readonly records: readonly Located<Readonly<Record<string, string>>>[];
  /** Notes a problem that shows only when rows are seen together. */
  reject(line: number, column: string, value: string, expected: string): void;
}

interface RawRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function readRecords(path: string): readonly RawRecord[] {
  const options = { columns: true, bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
  return parse(readFileSync(path, 'utf8'), options) as unknown as RawRecord[];
}

/**
 * Reads one CSV file with a header. Cells are checked by `schema`, whose keys are the columns that are read; every bad cell is added to
 * `problems` and its row left out, so that the caller can go on and find the rest.
 */
export function readCsvTable<Shape extends z.ZodRawShape>(
  folder: string,
  file: string,
  schema: z.ZodObject<Shape>,
  problems: ProblemList,
): CsvTable<z.output<z.ZodObject<Shape>>> {
  const reject = (line: number, column: string, value: string, expected: string): void => {
    problems.push({ file: `${basename(folder)}/${file}`, line, column, value, expected });
  };
  const records = readRecords(join(folder, file));
  const located = records.map(({ record, info }) => ({ line: info.lines, cells: record }));
  const missing = Object.keys(schema.shape).filter((column) => !(column in (records[0]?.record ?? {})));
  for (const column of missing) reject(1, column, '', records.length === 0 ? 'at least one row' : 'a column of this name in the header');
  if (missing.length > 0) return { rows: [], records: located, reject };
  const rows: Located<z.output<z.ZodObject<Shape>>>[] = [];
  for (const { line, cells: record } of located) {
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push({ line, cells: parsed.data });
    else for (const issue of parsed.error.issues) reject(line, String(issue.path[0]), record[String(issue.path[0])] ?? '', issue.message);
  }
  return { rows, records: located, reject };
}

/** Rejects rows whose key was seen before. */
export function rejectDuplicates<T>(table: CsvTable<T>, column: string, keyOf: (cells: T) => string): void {
  const seen = new Map<string, number>();
  for (const { line, cells } of table.rows) {
    const key = keyOf(cells);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else table.reject(line, column, key, `a key that is not on line ${first} already`);
  }
}

/** Values of a column, those of bad rows too: a row that names one of them does not dangle. */
export function valuesOf(table: CsvTable<unknown>, column: string): ReadonlySet<string> {
  return new Set(table.records.map(({ cells }) => (cells[column] ?? '').trim()));
}

/** Shares are printed with six digits; the tables as delivered are exact to rounding in the last one. */
const SHARE_SUM_TOLERANCE = 1e-5;

/** Rejects groups whose shares do not add up to 1; complains on the first line of the group. A group with a share that is no number is left to its cell. */
export function rejectSumsOtherThanOne(table: CsvTable<unknown>, keyColumns: readonly string[], shareColumn: string): void {
  const groups = Map.groupBy(table.records, ({ cells }) => keyColumns.map((column) => cells[column]).join(':'));
  for (const [key, members] of groups) {
    const sum = members.reduce((total, { cells }) => total + Number(cells[shareColumn]), 0);
    if (Math.abs(sum - 1) > SHARE_SUM_TOLERANCE) {
      table.reject(members[0]?.line ?? 1, shareColumn, String(Number(sum.toFixed(6))), `shares of ${key} that sum to 1`);
    }
  }
}
