import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';

export type CellProblem = Readonly<{
  file: string;
  /** The header is line 1. */
  line: number;
  column: string;
  value: string;
  expected: string;
}>;

const inOneLine = ({ file, line, column, value, expected }: CellProblem) =>
  `${file}:${line}: ${column}: ${JSON.stringify(value)}, expected ${expected}`;

export class ReferenceBuildError extends Error {
  override readonly name = 'ReferenceBuildError';
  readonly problems: readonly CellProblem[];

  constructor(problems: readonly CellProblem[]) {
    const cells = problems.length === 1 ? 'cell' : 'cells';
    super(
      `${problems.length} bad ${cells} in the raw data, nothing was written:\n${problems.map(inOneLine).join('\n')}`,
    );
    this.problems = problems;
  }
}

type RawRecord = Readonly<Record<string, string>>;

export type RawRow<Cells> = Readonly<{
  line: number;
  key: string;
  cells: Cells;
}>;

export interface RawTable<Cells> {
  readonly rows: readonly RawRow<Cells>[];
  /** `field`: what the column becomes. */
  reject(line: number, field: keyof Cells & string, value: string, expected: string): void;
}

type Columns<Shape> = { readonly [Field in keyof Shape]?: string };

const NUMERAL = /^-?(\d+(\.\d+)?|\.\d+)(e-?\d+)?$/i;
const TRUTH: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** Blank is null where null may be, `;` separates items; what fits nothing stays text. */
function cellValue(cell: string, schema: unknown): unknown {
  if (schema instanceof z.ZodNullable) return cell === '' ? null : cellValue(cell, schema.unwrap());
  if (schema instanceof z.ZodArray)
    return cell === '' ? [] : cell.split(';').map((item) => cellValue(item.trim(), schema.element));
  if (schema instanceof z.ZodBoolean) return TRUTH[cell] ?? cell;
  if (schema instanceof z.ZodNumber) return NUMERAL.test(cell) ? Number(cell) : cell;
  return cell;
}

function expectedBy(schema: unknown, message: string): string {
  if (schema instanceof z.ZodNullable) return `${expectedBy(schema.unwrap(), message)}, or a blank cell`;
  if (schema instanceof z.ZodArray) return expectedBy(schema.element, message);
  if (schema instanceof z.ZodBoolean) return 'one of yes, no';
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(', ')}`;
  if (!(schema instanceof z.ZodNumber)) return message;
  const { minValue: least, maxValue: most } = schema;
  const number = schema instanceof z.ZodNumberFormat ? 'a whole number' : 'a number';
  if (most !== null && most < Number.MAX_SAFE_INTEGER) return `${number} from ${least} to ${most}`;
  return least === null || least <= Number.MIN_SAFE_INTEGER ? number : `${number} of at least ${least}`;
}

/** Six digits are exact to rounding in the last. */
const SHARE_SUM_TOLERANCE = 1e-5;

export function rawTables(folder: string) {
  const problems: CellProblem[] = [];
  const files = new Map<string, readonly Readonly<{ line: number; record: RawRecord }>[]>();

  const recordsOf = (file: string) => {
    const options = {
      columns: true,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    } as const;
    const known = files.get(file);
    if (known !== undefined) return known;
    const parsed = parse<
      Readonly<{
        record: RawRecord;
        info: Readonly<{ lines: number }>;
      }>
    >(readFileSync(join(folder, file), 'utf8'), options);
    const records = parsed.map(({ record, info }) => ({ line: info.lines, record }));
    files.set(file, records);
    return records;
  };

  /** A bad cell is a problem, and its row left out. `key`: fields that no two rows share. */
  function read<Shape extends z.ZodRawShape>(
    file: string,
    key: readonly (keyof Shape & string)[],
    schema: z.ZodObject<Shape, z.core.$ZodObjectConfig>,
    columns: Columns<Shape> = {},
  ): RawTable<z.output<z.ZodObject<Shape>>> {
    const records = recordsOf(file);
    const columnOf = (field: string): string => columns[field] ?? field;
    const reject = (line: number, field: string, value: string, expected: string): void => {
      problems.push({ file, line, column: columnOf(field), value, expected });
    };
    const missing = Object.keys(schema.shape).filter(
      (field) => !(columnOf(field) in (records[0]?.record ?? {})),
    );
    for (const field of missing)
      reject(1, field, '', records.length === 0 ? 'at least one row' : 'a column of this name in the header');
    if (missing.length > 0) return { rows: [], reject };
    const rows: RawRow<z.output<z.ZodObject<Shape>>>[] = [];
    const lineOfKey = new Map<string, number>();
    for (const { line, record } of records) {
      const cellOf = (field: string): string => (record[columnOf(field)] ?? '').trim();
      const parsed = schema.safeParse(
        Object.fromEntries(
          Object.entries(schema.shape).map(([field, of]) => [field, cellValue(cellOf(field), of)]),
        ),
      );
      for (const { path, message } of parsed.error?.issues ?? []) {
        const [field = '', item] = path as [string?, number?];
        const stranger = item === undefined ? '' : `, not ${cellOf(field).split(';')[item]?.trim()}`;
        reject(
          line,
          field,
          record[columnOf(field)] ?? '',
          expectedBy(schema.shape[field], message) + stranger,
        );
      }
      if (!parsed.success) continue;
      const ofRow = key.map(cellOf).join(':');
      const first = lineOfKey.get(ofRow);
      if (first === undefined) lineOfKey.set(ofRow, line);
      else reject(line, key.at(-1) ?? '', ofRow, `a key that is not on line ${first} already`);
      rows.push({ line, key: ofRow, cells: parsed.data });
    }
    return { rows, reject };
  }

  return {
    problems,
    read,
    /** Of bad rows too, so that a row that names one does not dangle. */
    valuesOf: (file: string, column: string): ReadonlySet<string> =>
      new Set(recordsOf(file).map(({ record }) => (record[column] ?? '').trim())),
    /** On the first line of the group. */
    rejectSumsOtherThanOne(file: string, columns: readonly string[]): void {
      const groups = Map.groupBy(recordsOf(file), ({ record }) =>
        columns.map((column) => record[column]).join(':'),
      );
      for (const [key, members] of groups) {
        const sum = members.reduce((total, { record }) => total + Number(record.share), 0);
        if (Math.abs(sum - 1) <= SHARE_SUM_TOLERANCE || Number.isNaN(sum)) continue;
        const value = String(Number(sum.toFixed(6)));
        problems.push({
          file,
          line: members[0]?.line ?? 1,
          column: 'share',
          value,
          expected: `shares of ${key} that sum to 1`,
        });
      }
    },
  };
}
export type RawTables = ReturnType<typeof rawTables>;
