/** CSV with any of three separators, or JSON; what cannot be taken apart is told, not thrown. */
import { CsvError } from 'csv-parse/sync';
import { companyShape } from '#contracts/api/companies.ts';
import { TOO_LARGE } from '#contracts/api/problem.ts';
import type { Cell, Decimal } from '#domain/companies/cells.ts';
import { type FileMistake, type FileTable, headingOf } from '#domain/companies/file-columns.ts';
import { FIELD_WORDS, FILE_KINDS, type FileField, type FileKind } from '#domain/companies/file-words.ts';
import type { Message } from '#domain/vocabulary/score-document.ts';
import { message } from '#domain/words/render.ts';
import { invalidRequest } from '#functions/http/expected-errors.ts';
import { unstorablePlaces } from '#functions/http/parse-request.ts';
import { tableIn } from '#functions/http/table-rows.ts';

export type CompanyFile = Readonly<{
  name: string;
  content: string;
  kind: FileKind | null;
  mapping: Readonly<Record<string, FileField | null>>;
  decimal: Decimal | null;
  answers?: readonly Answer[];
}>;

/** Of a cell, or without a row of a column; null: it is left out, with the row. */
type Answer = Readonly<{
  row: number | null;
  column: string | null;
  says: string | null;
}>;

/** An answer to a cell that is not there is a mistake. */
function answered(table: FileTable, answers: readonly Answer[]): FileTable {
  const rows = new Set(table.rows.map(({ row }) => row));
  const toNothing = answers.filter(({ row, column, says }) =>
    row === null
      ? column === null
      : !rows.has(row) || (column === null ? says !== null : !table.headings.includes(column)),
  );
  const ofColumns = answers.filter(({ row, column }) => row === null && column !== null);
  const ofRows = Map.groupBy(answers, ({ row }) => row);
  const isUnit = ({ says }: Answer) => says !== null && !Object.hasOwn(FIELD_WORDS, says);
  const entries = (some: readonly Answer[]) =>
    Object.fromEntries(some.map(({ column, says }) => [column, says]));
  return {
    ...table,
    mistakes: [
      ...table.mistakes,
      ...toNothing.map(({ row, column }) => ({
        file: table.file,
        row,
        column,
        suggestions: [],
        detail: message('file_answer_unknown', { row: row ?? '–', column: column ?? '–' }),
      })),
    ],
    mapping: { ...table.mapping, ...entries(ofColumns.filter((one) => !isUnit(one))) },
    units: entries(ofColumns.filter(isUnit)),
    rows: table.rows.flatMap(({ row, cells }) => {
      const of = ofRows.get(row) ?? [];
      if (of.some(({ says }) => says === null)) return [];
      const said = new Map(of.map(({ column, says }) => [column, says]));
      return [{ row, cells: cells.map((cell, place) => said.get(table.headings[place] ?? null) ?? cell) }];
    }),
  };
}

/** A row has its number in each list. */
const SEVERAL_LISTS = {
  code: 'invalid_value',
  detail: 'Answers are of one list: send each list of the JSON object as a file of its own.',
};

type ReadFile = Readonly<{
  tables: readonly FileTable[];
  said: Readonly<Record<string, unknown>>;
}>;

export function readCompanyFile({ name, content, answers = [], ...stated }: CompanyFile): ReadFile {
  const told = (row: number | null, detail: Message): FileMistake => ({
    file: name,
    row,
    column: null,
    detail,
    suggestions: [],
  });
  const base = {
    ...stated,
    file: name,
    headings: [],
    rows: [],
    units: {},
    mistakes: [],
    doubts: [],
  } satisfies FileTable;
  const tables = (...all: readonly FileTable[]): ReadFile => ({
    tables: all.map((table) => answered(table, answers)),
    said: {},
  });
  const broken = (row: number | null, detail: Message): ReadFile => ({
    tables: [{ ...base, mistakes: [told(row, detail)] }],
    said: {},
  });
  // A reader of UTF-8 puts it in place of bytes that are none.
  if (content.includes('\uFFFD')) return broken(null, message('file_encoding'));
  const text = content.replace(/^\uFEFF/, '');
  if (/^\s*[[{]/.test(text)) {
    const found = listsIn(text, stated.kind);
    if (found === null) return broken(null, message('file_json'));
    if (found.lists.length > 1 && answers.length > 0)
      throw invalidRequest([{ pointer: '/files', ...SEVERAL_LISTS }]);
    const unread = found.unread.map((column) => ({
      ...told(null, message('file_column_unknown', { column })),
      column,
    }));
    const read = found.lists.map(({ kind, rows }, place) => ({
      ...base,
      kind,
      ...tableOf(rows),
      doubts: place === 0 ? unread : [],
    }));
    return { ...tables(...read), said: found.said };
  }
  try {
    const { headings, rows, above } = tableIn(text, (cell) => headingOf(cell) !== null);
    refuseColumns(rows.reduce((most, { cells }) => Math.max(most, cells.length), headings.length));
    if (rows.length === 0) return broken(null, message('file_empty'));
    const skipped = above === 0 ? [] : [told(null, message('file_rows_before', { row: above }))];
    return tables({ ...base, headings, rows, doubts: skipped });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return broken(
      Number((error as Readonly<{ lines?: number }>).lines ?? 1),
      message('file_broken', { why: 'quotes do not match' }),
    );
  }
}

/** Each heading is compared with all words that are known. */
const MOST_COLUMNS = 200;

function refuseColumns(columns: number) {
  if (columns <= MOST_COLUMNS) return;
  const detail = `A file has ${columns} columns: send at most ${MOST_COLUMNS}, those that say something of the company.`;
  throw invalidRequest([{ pointer: '/files', code: TOO_LARGE, detail }]);
}

const SAID: ReadonlySet<string> = new Set(
  Object.keys(companyShape).filter((key) => !FILE_KINDS.some((kind) => kind === key)),
);

type JsonRow = Readonly<Record<string, unknown>>;
const isRow = (row: unknown): row is JsonRow =>
  row !== null && typeof row === 'object' && !Array.isArray(row);

type JsonLists = Readonly<{
  lists: readonly Readonly<{ kind: FileKind | null; rows: readonly JsonRow[] }>[];
  said: ReadFile['said'];
  unread: readonly string[];
}>;

/** The whole, or those of the parts of a company. */
function listsIn(text: string, kind: FileKind | null): JsonLists | null {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return null;
  }
  const unstorable = unstorablePlaces(whole);
  if (unstorable.length > 0) throw invalidRequest(unstorable);
  if (Array.isArray(whole))
    return whole.length > 0 && whole.every(isRow)
      ? { lists: [{ kind, rows: whole }], said: {}, unread: [] }
      : null;
  if (!isRow(whole)) return null;
  const entries = Object.entries(whole);
  const lists = FILE_KINDS.flatMap((one) => {
    const rows = entries.find(([key]) => key === one)?.[1];
    return Array.isArray(rows) && rows.every(isRow) ? [{ kind: one, rows }] : [];
  });
  if (lists.length === 0) return null;
  const others = entries.filter(([key]) => lists.every((list) => list.kind !== key));
  const said = Object.fromEntries(others.filter(([key]) => SAID.has(key)));
  return { lists, said, unread: others.flatMap(([key]) => (SAID.has(key) ? [] : [key])) };
}

function tableOf(list: readonly JsonRow[]): Pick<FileTable, 'headings' | 'rows'> {
  const headings = [...new Set(list.flatMap((row) => Object.keys(row)))];
  refuseColumns(headings.length);
  const cellOf = (value: unknown): Cell => {
    if (value === undefined || value === null || typeof value === 'string' || typeof value === 'number')
      return value ?? null;
    return JSON.stringify(value);
  };
  return {
    headings,
    rows: list.map((row, index) => ({ row: index + 1, cells: headings.map((name) => cellOf(row[name])) })),
  };
}
