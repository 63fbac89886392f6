/** CSV with one row per site, or NDJSON with one supplier per line. */
import { CsvError } from 'csv-parse/sync';
import type * as z from 'zod';
import {
  type CustomSupplier,
  customSupplierLineSchema,
  ELEMENT_SYMBOL,
  mistakesBetweenParts,
  type SupplierParts,
} from '#contracts/api/custom-suppliers.ts';
import type { FieldError } from '#contracts/api/problem.ts';
import { CSV } from '#contracts/api/request-parts.ts';
import { didYouMean } from '#functions/http/expected-errors.ts';
import { bodyErrors, READING, unstorablePlaces } from '#functions/http/parse-request.ts';
import { tableIn } from '#functions/http/table-rows.ts';
import type { NamingParts } from './custom-suppliers.ts';

/** The header of a CSV is row 1. */
export type FileError = Readonly<{
  row: number;
  column: string | null;
  detail: string;
}>;

export type FileSupplier = Readonly<{
  id: string;
  supplier: CustomSupplier | null;
  validationErrors: readonly FileError[];
  /** In spite of mistakes, each at its index. */
  parts: NamingParts & SupplierParts;
  /** Of a JSON pointer into the supplier. */
  placeOf: (pointer: string) => Pick<FileError, 'row' | 'column'>;
}>;

/** What is broken at its beginning is not checked to its end. */
export function* readSupplierFile(text: string, mediaType: string): Generator<FileSupplier> {
  const seen = new Set<string>();
  for (const entry of mediaType === CSV ? csvSuppliers(text) : ndjsonSuppliers(text)) {
    const again = entry.id !== '' && seen.has(entry.id);
    seen.add(entry.id);
    yield again
      ? {
          ...entry,
          supplier: null,
          validationErrors: [...entry.validationErrors, appearsAgain(entry, mediaType)],
        }
      : entry;
  }
}

function appearsAgain({ id, placeOf }: FileSupplier, mediaType: string): FileError {
  const advice = mediaType === CSV ? 'keep the rows of a supplier together' : 'write each supplier once';
  return { ...placeOf('/id'), detail: `supplier ${id} stands earlier in this file as well: ${advice}` };
}

export const toldError = ({ row, column, detail }: FileError): FieldError => ({
  pointer: column === null ? `/${row}` : `/${row}/${column}`,
  code: 'invalid_row',
  detail: `Row ${row}${column === null ? '' : `, column ${column}`}: ${detail.endsWith('.') || detail.endsWith('?') ? detail : `${detail}.`}`,
});

function checked(given: Readonly<Record<string, unknown>>, placeOf: FileSupplier['placeOf']): FileSupplier {
  const read: z.ZodSafeParseResult<z.output<typeof customSupplierLineSchema>> =
    customSupplierLineSchema.safeParse(given, READING);
  const id = typeof given.id === 'string' ? given.id : '';
  if (read.success) {
    const { id: _id, ...supplier } = read.data;
    return { id, supplier, validationErrors: [], parts: supplier, placeOf };
  }
  const parts = readableParts(given);
  // A schema that finds an error looks no further: the rest is told in the same round.
  const between = mistakesBetweenParts(parts).filter(
    ({ path }) => typeof valueAt(given, `/${path.join('/')}`) === 'string',
  );
  const issues = [
    ...read.error.issues,
    ...between.map((mistake) => ({ code: 'custom', input: undefined, ...mistake }) as const),
  ];
  const validationErrors = bodyErrors(issues).map(({ pointer = '', detail }) => {
    const value = valueAt(given, pointer);
    const words = value === undefined ? '' : JSON.stringify(value).slice(0, 80);
    return {
      ...placeOf(pointer),
      detail: detail.replace(`\`${pointer}\``, words === '' ? 'the value' : words),
    };
  });
  return { id, supplier: null, validationErrors, parts, placeOf };
}

function readableParts({ sites, feeds }: Readonly<Record<string, unknown>>): FileSupplier['parts'] {
  const rowsOf = (list: unknown): readonly Readonly<Record<string, unknown>>[] =>
    Array.isArray(list)
      ? list.map((row: unknown) =>
          row !== null && typeof row === 'object' ? (row as Record<string, unknown>) : {},
        )
      : [];
  const nameIn = (value: unknown) => (typeof value === 'string' ? value : '');
  const symbolIn = (value: unknown) => (ELEMENT_SYMBOL.test(nameIn(value)) ? nameIn(value) : '');
  const symbolsIn = (list: unknown): readonly string[] => (Array.isArray(list) ? list.map(symbolIn) : []);
  return {
    sites: rowsOf(sites).map(({ id, elements }) => ({ id: nameIn(id), elements: symbolsIn(elements) })),
    feeds: rowsOf(feeds).map(({ supplier, from, to, elements }) => ({
      supplier: supplier == null ? null : nameIn(supplier),
      from: from == null ? null : nameIn(from),
      to: nameIn(to),
      elements: symbolsIn(elements),
    })),
  };
}

const valueAt = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (at, part) =>
        at === null || typeof at !== 'object' ? undefined : (at as Record<string, unknown>)[part],
      value,
    );

function* ndjsonSuppliers(text: string): Generator<FileSupplier> {
  for (let [row, from] = [1, 0]; from < text.length; row += 1) {
    const lineEnd = text.indexOf('\n', from);
    const line = text.slice(from, lineEnd < 0 ? text.length : lineEnd);
    from += line.length + 1;
    if (line.trim() === '') continue;
    const at = row;
    yield ndjsonSupplier(line, (pointer) => ({
      row: at,
      column: pointer === '' ? null : pointer.slice(1).replaceAll('/', '.'),
    }));
  }
}

function ndjsonSupplier(line: string, placeOf: FileSupplier['placeOf']): FileSupplier {
  const { row } = placeOf('');
  try {
    const given: unknown = JSON.parse(line);
    if (given === null || typeof given !== 'object' || Array.isArray(given))
      return broken(row, 'the line is no JSON object');
    const [unstorable] = unstorablePlaces(given);
    if (unstorable !== undefined) return broken(row, unstorable.detail);
    return checked(given as Record<string, unknown>, placeOf);
  } catch {
    return broken(row, 'the line is no valid JSON');
  }
}

const REQUIRED = ['id', 'name', 'site_id', 'site_name', 'country', 'stage', 'elements'] as const;
const OPTIONAL = [
  'city',
  'operating',
  'start_date',
  'capacity_tonnes_per_year',
  'latitude',
  'longitude',
  'lei',
  'duns',
  'external_ids',
  'fed_by',
];
const CSV_COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];

const broken = (row: number, detail: string, column: string | null = null): FileSupplier => ({
  id: '',
  supplier: null,
  validationErrors: [{ row, column, detail }],
  parts: { sites: [], feeds: [] },
  placeOf: () => ({ row, column: null }),
});

type CsvRow = Readonly<{
  row: number;
  cells: Readonly<Record<string, string>>;
}>;

const columnOf = (heading: string) => heading.toLowerCase().replace(/[\s-]+/g, '_');

function* csvSuppliers(text: string): Generator<FileSupplier> {
  let table: ReturnType<typeof tableIn>;
  try {
    table = tableIn(text, (cell) => CSV_COLUMNS.includes(columnOf(cell)));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number((error as Readonly<{ lines?: number }>).lines ?? 1);
    yield broken(row, 'the quotes do not match; double a quote inside a quoted cell');
    return;
  }
  const columns = table.headings.map(columnOf);
  const mistakes = columns.length === 0 ? [] : [...headerMistakes(columns)];
  if (mistakes.length > 0) return yield* mistakes;
  let group: CsvRow[] = [];
  for (const { row, cells } of table.rows) {
    if (cells.length !== columns.length) {
      yield broken(row, 'it has more or fewer cells than the header; put cells with commas in quotes');
      continue;
    }
    const named = Object.fromEntries(columns.map((name, column) => [name, cells[column] ?? '']));
    if (group.length > 0 && group[0]?.cells.id !== named.id) {
      yield csvSupplier(group);
      group = [];
    }
    group.push({ row, cells: named });
  }
  if (group.length > 0) yield csvSupplier(group);
}

/** What has more is another file. */
const MOST_COLUMNS = 100;

function* headerMistakes(columns: readonly string[]): Generator<FileSupplier> {
  const all = CSV_COLUMNS.join(', ');
  if (columns.length > MOST_COLUMNS)
    return yield broken(
      1,
      `the first row has ${columns.length} cells and is no header of this table. Columns: ${all}`,
    );
  for (const [index, whole] of columns.entries()) {
    const name = whole.slice(0, 64);
    if (columns.indexOf(whole) !== index) yield broken(1, 'the column stands twice in the header', name);
    if (!CSV_COLUMNS.includes(name))
      yield broken(1, `there is no such column.${didYouMean(name, CSV_COLUMNS)} Columns: ${all}`, name);
  }
  for (const name of REQUIRED) if (!columns.includes(name)) yield broken(1, 'the column is missing', name);
}

const orNull = (cell: string | undefined): string | null => (cell === undefined || cell === '' ? null : cell);
const numberOrNull = (cell: string | undefined): unknown => {
  const text = orNull(cell);
  return text === null ? null : Number.isNaN(Number(text)) ? text : Number(text);
};
const list = (cell: string | undefined): string[] =>
  (cell ?? '').split(/[;\s]+/).filter((part) => part !== '');

const FED_BY =
  /^(?:(?<supplier>[^/:@]*)\/)?(?<from>[^/:@]*)(?::(?<share>[^/:@]*))?(?:@(?<since>[^/:@]*?)\.\.(?<until>[^/:@]*))?$/;

/**
 * `site:0.6`, `supplier/site:0.6`, `supplier/:0.6` of all its sites, each with `@since..until` behind it or
 * not -> a feed.
 */
function feedOf(text: string, to: string) {
  const { supplier, from, share, since, until } = FED_BY.exec(text)?.groups ?? {};
  return {
    supplier: orNull(supplier),
    from: orNull(from),
    to,
    share_of_input: numberOrNull(share),
    since: orNull(since),
    until: orNull(until),
  };
}

const formOfFeed = (text: string) =>
  text.includes('@') && !text.includes('..')
    ? `the days of "${text.slice(0, 80)}" have no \`..\`: send them as @2026-01-01..2027-06-30, where either day may be left out`
    : `"${text.slice(0, 80)}" is no feed: send site:0.6, supplier/site:0.6 or supplier/:0.6, with days such as @2026-01-01..2027-06-30 behind it or not`;

const externalIds = (cell: string | undefined): Record<string, string> =>
  Object.fromEntries(list(cell).map((pair) => [pair.split(':')[0] ?? '', pair.slice(pair.indexOf(':') + 1)]));

/** The company is that of its first row. */
function csvSupplier(rows: readonly CsvRow[]): FileSupplier {
  const [first] = rows;
  if (first === undefined) throw new Error('a group of rows has at least one');
  const { cells } = first;
  const texts = rows.flatMap(({ row, cells: site }) =>
    list(site.fed_by).map((text) => ({ row, text, to: site.site_id ?? '' })),
  );
  const feeds = texts.filter(({ text }) => FED_BY.test(text));
  const unread = texts.filter((text) => !feeds.includes(text));
  const given = {
    id: cells.id,
    name: cells.name,
    lei: orNull(cells.lei),
    duns: orNull(cells.duns),
    external_ids: externalIds(cells.external_ids),
    sites: rows.map(({ cells: site }) => siteOf(site)),
    feeds: feeds.map(({ text, to }) => feedOf(text, to)),
  };
  const found = checked(given, (pointer) => {
    const [part, index, field] = pointer.split('/').slice(1);
    if (part === 'sites' && index !== undefined) {
      const column = field === undefined ? null : (SITE_COLUMNS[field] ?? field);
      return { row: rows[Number(index)]?.row ?? first.row, column };
    }
    if (part === 'feeds' && index !== undefined)
      return { row: feeds[Number(index)]?.row ?? first.row, column: 'fed_by' };
    return { row: first.row, column: part ?? null };
  });
  if (unread.length === 0) return found;
  const wrong = unread.map(({ row, text }) => ({ row, column: 'fed_by', detail: formOfFeed(text) }));
  return { ...found, supplier: null, validationErrors: [...found.validationErrors, ...wrong] };
}

const SITE_COLUMNS: Readonly<Record<string, string>> = { id: 'site_id', name: 'site_name' };

const siteOf = (cells: Readonly<Record<string, string>>) => ({
  id: cells.site_id,
  name: cells.site_name,
  country: cells.country,
  city: orNull(cells.city),
  stage: cells.stage,
  elements: list(cells.elements),
  ...(orNull(cells.operating) === null ? {} : { operating: cells.operating }),
  start_date: orNull(cells.start_date),
  capacity_tonnes_per_year: numberOrNull(cells.capacity_tonnes_per_year),

  latitude: numberOrNull(cells.latitude),
  longitude: numberOrNull(cells.longitude),
});
