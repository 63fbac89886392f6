/**
 * What the columns of a file hold and how their numbers and days are written: told from the headings and all
 * cells, or stated.
 */

import { type ComparableName, comparableName, idsNear, plainName } from '../exposures/names.ts';
import type { Message } from '../vocabulary/score-document.ts';
import { message } from '../words/render.ts';
import {
  type Cell,
  type Decimal,
  daysIn,
  decimalOf,
  isUnknown,
  type Measure,
  measureOf,
  type WrittenNumber,
  writtenNumber,
} from './cells.ts';
import {
  BASE_UNIT_WORDS,
  FIELD_WORDS,
  FIELDS_OF_KIND,
  type FileField,
  type FileKind,
  type FileLanguage,
  KIND_WORDS,
  LANGUAGES,
  PER_YEAR_WORDS,
} from './file-words.ts';

type Heading = Readonly<{
  field: FileField;
  /** Null: written the same in several languages, or stated. */
  language: FileLanguage | null;
  /** What a number of the column is multiplied with to be of a year, or days. */
  times: number;
  measure: Measure | null;
  /** Of a number, with something in brackets that is no unit. */
  isUnitUnknown?: boolean;
}>;

const NUMBERS: readonly FileField[] = ['quantity', 'spend', 'revenue_at_stake', 'stock', 'days', 'share'];
const FIELDS = Object.keys(FIELD_WORDS) as readonly FileField[];

/** Languages that write numbers in the same way count as one. */
const isAlike = (one: FileLanguage | null, other: FileLanguage) =>
  one === other || (one === 'ja' && other === 'zh');

const HEADINGS = new Map<string, Omit<Heading, 'measure'>>();
for (const field of FIELDS) {
  for (const language of LANGUAGES)
    for (const words of FIELD_WORDS[field][language].split('|')) {
      const [word = '', times = '1'] = words.split('*');
      const known = HEADINGS.get(plainName(word));
      if (known === undefined) HEADINGS.set(plainName(word), { field, language, times: Number(times) });
      else if (!isAlike(known.language, language))
        HEADINGS.set(plainName(word), { ...known, language: null });
    }
  if (HEADINGS.get(plainName(field)) === undefined)
    HEADINGS.set(plainName(field), { field, language: null, times: 1 });
}
const COMPARABLE: readonly (readonly [ComparableName, FileField])[] = [...HEADINGS].map(
  ([word, { field }]) => [comparableName(word), field],
);

const LONGEST_HEADING = 100;

/** Fields whose number may be a length of time. */
export const SPANS: readonly FileField[] = ['days', 'stock'];
const BRACKETED = /^(.+?)\s*\p{Ps}[^\p{Pe}]+\p{Pe}$/u;
/** Where words of a heading begin: a script is another word than the one before it. */
const WORDS = /(?<![\p{L}\p{N}])(?=\S)|(?<=[^ -~])(?=[!-~])/gu;

/** Which year a column is of, or that it is of one: `2025`, `FY25`, `2025年度`, `p.a.`. */
const OF_A_YEAR =
  /\b(?:(?:FY ?)?(?:19|20)\d\d(?:年度?)?|FY ?\d\d\b|p\. ?a\.|(?:per|pro) (?:year|annum|Jahr)\b)/gi;
/** Names of columns have none: they are of the unit. */
const SIGNS = /[\p{Sc}%]/u;

const normal = (heading: string) =>
  heading.normalize('NFKC').slice(0, LONGEST_HEADING).replaceAll(OF_A_YEAR, ' ').trim();

const PER_YEAR = Object.entries(PER_YEAR_WORDS).map(
  ([times, words]) =>
    [
      Number(times),
      new RegExp(words.replaceAll(/(?<=^|[|])(?=\p{sc=Latin})/gu, '(?<!\\p{L})'), 'iu'),
    ] as const,
);

/** A heading without the period that its numbers are of, and how many there are in a year. */
function perYear(text: string): { readonly times: number; readonly rest: string } {
  const [times, words] = PER_YEAR.find(([, one]) => one.test(text)) ?? [1, null];
  return { times, rest: words === null ? text : text.replace(words, ' ').trim() };
}

/** Fields that are of a year. */
const YEARLY: readonly FileField[] = ['quantity', 'spend', 'revenue_at_stake'];

/** What the end of a heading says: `(TEUR)`, `in kg`, `【個】`. */
const measureAt = (end: string, field: FileField) =>
  measureOf(end.replaceAll(/[\p{Ps}\p{Pe}_]/gu, ' ').replace(/^[\s-]*in\s/i, ''), SPANS.includes(field));

/** Column of units that is about an amount alone. */
const UNIT_OF: Partial<Record<FileField, FileField>> = { quantity: 'unit', stock: 'stock_unit' };

/**
 * The field of a heading, with a unit or currency behind it: `Kosten (TEUR)`, `在庫量kg`, `Bestand (Monate)`.
 */
export function headingOf(given: string): Heading | null {
  const { times, rest } = perYear(normal(given));
  const heading = times === 1 ? null : headingIn(rest);
  return heading !== null && YEARLY.includes(heading.field)
    ? { ...heading, times }
    : headingIn(normal(given));
}

function headingIn(text: string): Heading | null {
  const whole = SIGNS.test(text) ? undefined : HEADINGS.get(plainName(text));
  if (whole !== undefined) {
    const measure = measureOf(text);
    return { ...whole, measure: measure !== 'none' && measure?.is === 'unit' ? measure : null };
  }
  for (let end = text.length - 1; end > 0; end -= 1) {
    const name = text.slice(0, end);
    const base = HEADINGS.get(plainName(name.replace(/[\s_-]+in\s*$/i, '')));
    if (base === undefined || SIGNS.test(name)) continue;
    const unit = UNIT_OF[base.field];
    if (unit !== undefined && HEADINGS.get(plainName(text.slice(end)))?.field === 'unit')
      return { ...base, field: unit, measure: null };
    const measure = measureAt(text.slice(end), base.field);
    if (measure === 'none') return { ...base, measure: null };
    if (measure === null) continue;
    if (base.field !== 'stock' || measure.is !== 'days') return { ...base, measure };
    return /[\s([【_]/.test(text.charAt(end - 1)) ? { ...base, field: 'days', measure } : null; // `在庫月` is the month of a count
  }
  const base = HEADINGS.get(plainName(BRACKETED.exec(text)?.[1] ?? ''));
  return base !== undefined && NUMBERS.includes(base.field)
    ? { ...base, measure: null, isUnitUnknown: true }
    : null;
}

/** A heading as its sender says what it is: what is no unit in brackets says nothing then. */
function statedHeading(column: string, field: FileField): Heading {
  const heading = headingOf(column);
  if (heading?.field === field) return { ...heading, isUnitUnknown: false };
  const { times, rest } = YEARLY.includes(field)
    ? perYear(normal(column))
    : { times: 1, rest: normal(column) };
  const measures = [...rest.matchAll(WORDS)].map(({ index }) => measureAt(rest.slice(index), field));
  const measure = measures.find((one) => one !== null && one !== 'none') as Measure | undefined;
  return { field, language: null, times, measure: measure ?? null };
}

const BASE_UNITS: ReadonlySet<string> = new Set(BASE_UNIT_WORDS.split('|').map(plainName));
const isBaseUnit = (column: string) => BASE_UNITS.has(plainName(column));

const UNIT_NAMES = LANGUAGES.flatMap((language) => FIELD_WORDS.unit[language].split('|').map(plainName));

/** A column of units by its name, unless it holds numbers such as prices of a unit, or by all of its cells. */
function holdsUnits(column: string, cells: readonly string[]) {
  const isNamed = plainName(column)
    .split(' ')
    .some((word) =>
      UNIT_NAMES.some((name) => (name.length === 2 && /\w/.test(name) ? word === name : word.endsWith(name))),
    );
  const measures = cells.map((cell) => measureOf(cell));
  const areUnits = measures.every((one) => one !== null && one !== 'none' && one.is === 'unit');
  return cells.length > 0 && (areUnits || (isNamed && cells.some((cell) => writtenNumber(cell) === null)));
}

const NEAR = 0.85;
const MOST_SUGGESTIONS = 3;

const fieldsNear = (heading: string): readonly FileField[] =>
  idsNear(heading.slice(0, LONGEST_HEADING), COMPARABLE, NEAR).slice(0, MOST_SUGGESTIONS);

export type FileTable = Readonly<{
  file: string;
  /** Null: to be told from its columns or name. */
  kind: FileKind | null;
  /** Column -> field, where the client states it; null: not to be used. */
  mapping: Readonly<Record<string, FileField | null>>;
  /** Column -> unit of its numbers, where the client states it. */
  units: Readonly<Record<string, string>>;
  /** Mark before the decimals, where the client states it. */
  decimal: Decimal | null;
  headings: readonly string[];
  /** `row`: as a spreadsheet counts, from 1. Rows without any cell are left out. */
  rows: readonly Readonly<{ row: number; cells: readonly Cell[] }>[];
  mistakes: readonly FileMistake[];
  doubts: readonly FileMistake[];
}>;

export type FileMistake = Readonly<{
  file: string;
  /** Null: of the whole file, or of a column. */
  row: number | null;
  column: string | null;
  detail: Message;
  suggestions: readonly string[];
}>;

export type ColumnPreview = Readonly<{
  column: string;
  /** Null: nobody understood it, or it has no place in such a file; it is not used. */
  field: FileField | null;
  suggestions: readonly FileField[];
}>;

export type Column = Heading &
  Readonly<{
    column: string;
    place: number;
    decimal: Decimal | 'both' | null;
    /** Of shares: numbers without a sign are percent. */
    isPercent: boolean;
    /** Of days: `03/04/2026` is in March; null: nothing tells. */
    isMonthFirst: boolean | null;
  }>;

export type LaidOutFile = Readonly<{
  table: FileTable;
  kind: FileKind | null;
  columns: readonly Column[];
  previews: readonly ColumnPreview[];
  mistakes: readonly FileMistake[];
  doubts: readonly FileMistake[];
}>;

/** Lays a file out: which field each column holds, and which file it is. `isMaterial`: does a cell name one? */
export function columnsOf(table: FileTable, isMaterial: (cell: string) => boolean): LaidOutFile {
  const { file, headings, mapping } = table;
  const told = (
    column: string | null,
    detail: Message,
    suggestions: readonly string[] = [],
  ): FileMistake => ({
    file,
    row: null,
    column,
    detail,
    suggestions,
  });
  const laid = headings.map((column, place) => {
    const stated = Object.hasOwn(mapping, column) ? (mapping[column] ?? null) : undefined;
    const heading = stated === undefined ? headingOf(column) : stated && statedHeading(column, stated);
    const unit = Object.hasOwn(table.units, column) ? measureOf(table.units[column] ?? '') : null;
    return {
      column,
      place,
      heading:
        heading && unit !== null && unit !== 'none'
          ? { ...heading, measure: unit, isUnitUnknown: false }
          : heading,
    };
  });
  const found = withMaterial(laid, table, isMaterial);
  const kind = kindOf(table, new Set(found.flatMap(({ heading }) => heading?.field ?? [])));
  const named = found.map((one) => ({
    ...one,
    heading: one.heading === null ? null : inKind(one.heading, kind, found, one.place),
  }));
  const mistakes: FileMistake[] = Object.keys({ ...mapping, ...table.units })
    .filter((column) => !headings.includes(column))
    .map((column) => told(column, message('file_mapping_unknown', { column, columns: headings.join(', ') })));
  for (const [column, text] of Object.entries(table.units))
    if (measureOf(text) === null) mistakes.push(told(column, message('file_unit', { text })));
  const doubts: FileMistake[] = [];
  const used = new Map<FileField, (typeof named)[number] & Readonly<{ heading: Heading }>>();
  const previews = named.map((one): ColumnPreview => {
    const { column, heading } = one;
    const isStated = Object.hasOwn(mapping, column);
    const suggestions = heading === null && !isStated ? fieldsNear(column) : [];
    if (heading === null) {
      const cells = textsIn(table, one.place);
      if (!isStated && holdsUnits(column, cells) && kind !== 'sources' && kind !== 'sites')
        mistakes.push(told(column, message('file_unit_column', { column }), ['unit', 'stock_unit']));
      else if (!isStated && (column !== '' || cells.length > 0))
        doubts.push(told(column, message('file_column_unknown', { column }), suggestions));
      return { column, field: null, suggestions };
    }
    const { field } = heading;
    const other = used.get(field);
    if (kind !== null && !FIELDS_OF_KIND[kind].includes(field)) {
      doubts.push(told(column, message('file_column_unused', { column, field, kind })));
      return { column, field: null, suggestions };
    }
    if (other !== undefined) {
      mistakes.push(told(column, message('file_column_twice', { column, other: other.column, field })));
      return { column, field: null, suggestions: [field] };
    }
    if (heading.isUnitUnknown === true) {
      mistakes.push(told(column, message('file_heading_unit', { column, field })));
      return { column, field: null, suggestions: [field] };
    }
    used.set(field, { ...one, heading });
    return { column, field, suggestions };
  });
  if (
    kind === 'stock' &&
    table.rows.length > 0 &&
    mistakes.length === 0 &&
    !used.has('stock') &&
    !used.has('days')
  )
    mistakes.push(told(null, message('file_field_missing', { field: 'stock' })));
  const stock = used.get('stock');
  const unit = used.get('unit');
  // A unit beside the quantity may be that of the stock, or a thousandth of it.
  if (
    stock?.heading.measure === null &&
    used.has('quantity') &&
    mistakes.length === 0 &&
    !used.has('stock_unit') &&
    unit !== undefined &&
    !isBaseUnit(unit.column) &&
    textsIn(table, stock.place).some((cell) => writtenNumber(cell)?.words === '')
  )
    mistakes.push(told(stock.column, message('file_stock_unit', { column: stock.column }), ['kg', 't', 'g']));
  if (kind === null && table.mistakes.length === 0) mistakes.push(told(null, message('file_kind_unknown')));
  if (kind !== null && table.kind === null && mistakes.length === 0 && isOpen(used))
    doubts.push(told(null, message('file_kind_taken', { kind })));
  const columns = withDecimals(table, [...used.values()], (column, detail) =>
    doubts.push(told(column, detail)),
  );
  return {
    table,
    kind,
    columns,
    previews,
    mistakes: [...table.mistakes, ...mistakes],
    doubts: [...table.doubts, ...doubts],
  };
}

/** Cells of a column that are looked at to tell what it holds. */
const SAMPLE = 50;

/**
 * Exports of SAP head numbers as materials, and materials as names: the column with most materials is the
 * material, one without any holds ids.
 */
function withMaterial<
  Laid extends { readonly column: string; readonly place: number; readonly heading: Heading | null },
>(columns: readonly Laid[], table: FileTable, isMaterial: (cell: string) => boolean): readonly Laid[] {
  const fieldOf = ({ heading }: Laid): FileField | undefined => heading?.field;
  const isStated = columns.some(
    (one) => fieldOf(one) === 'material' && Object.hasOwn(table.mapping, one.column),
  );
  const named = columns
    .filter(
      (one) =>
        ['material', 'name', 'id'].includes(fieldOf(one) ?? '') && !Object.hasOwn(table.mapping, one.column),
    )
    .sort((one, other) => Number(fieldOf(other) === 'material') - Number(fieldOf(one) === 'material'));
  if (isStated || named.length < 2) return columns;
  const counts = new Map(
    named.map((one) => [one, textsIn(table, one.place).slice(0, SAMPLE).filter(isMaterial).length]),
  );
  const [most, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best));
  if (count === 0) return columns;
  const isTaken = columns.some((one) => fieldOf(one) === 'id' && one !== most);
  const as = (one: Laid, field: FileField): Laid => ({
    ...one,
    heading: { ...(one.heading as Heading), field },
  });
  return columns.map((one) => {
    if (one === most) return as(one, 'material');
    return counts.has(one) && fieldOf(one) === 'material' ? as(one, isTaken ? 'name' : 'id') : one;
  });
}

const textsIn = ({ rows }: FileTable, place: number): readonly string[] =>
  rows.flatMap(({ cells }) => {
    const cell = cells[place] ?? null;
    return isUnknown(cell) ? [] : [String(cell)];
  });

/** Nothing tells a file of needs from one of stock. */
const isOpen = (used: ReadonlyMap<FileField, unknown>) =>
  [...used.keys()].every((field) => ['material', 'name', 'quantity', 'unit', 'site'].includes(field));

/**
 * A file holds what it has columns for: its name alone does not make needs of a list of stock, nor a material
 * alone anything.
 */
function kindOf({ kind, file }: FileTable, fields: ReadonlySet<FileField>): FileKind | null {
  if (kind !== null) return kind;
  const has = (...some: readonly FileField[]) => some.some((field) => fields.has(field));
  const isMaterial = has('material', 'name', 'id');
  if (
    has('name', 'site') &&
    [...fields].every((field) => ['site', 'supplier_country', ...FIELDS_OF_KIND.sites].includes(field))
  )
    return 'sites';
  if (isMaterial && has('spend', 'revenue_at_stake')) return 'needs';
  const name = ` ${plainName(file.replace(/[.]\w+$/, ''))} `;
  const named = (Object.keys(KIND_WORDS) as FileKind[]).find((one) =>
    KIND_WORDS[one]
      .split('|')
      .some((word) =>
        /^[ -~äöüß]+$/i.test(word) ? name.includes(` ${plainName(word)} `) : name.includes(plainName(word)),
      ),
  );
  if (!isMaterial) return null;
  if (named !== undefined && (named !== 'needs' || !has('share', 'stock', 'days'))) return named;
  if (has('quantity')) return 'needs';
  return has('share') ? 'sources' : has('stock', 'days') ? 'stock' : null;
}

/**
 * Words that mean another field in another file: a quantity of a file of stock, a name where nothing else
 * names the material.
 */
function inKind(
  heading: Heading,
  kind: FileKind | null,
  all: readonly Readonly<{ heading: Heading | null }>[],
  place: number,
): Heading {
  const has = (field: FileField) => all.some((one) => one.heading?.field === field);
  if (kind === 'stock' && heading.field === 'stock_unit') return { ...heading, field: 'unit' };
  // Of two columns of units one behind the stock is about that.
  const isBehindStock = all[place - 1]?.heading?.field === 'stock';
  const isOneOfTwo = all.some((one, at) => at !== place && one.heading?.field === 'unit');
  if (heading.field === 'unit' && isBehindStock && isOneOfTwo && has('quantity'))
    return { ...heading, field: 'stock_unit' };
  if (heading.field === 'supplier_country' && (kind === 'sites' || !has('supplier_id')))
    return has('country') ? heading : { ...heading, field: 'country' };
  if (kind === 'sites')
    return heading.field === 'site' && !has('name') ? { ...heading, field: 'name' } : heading;
  if (kind === 'stock' && heading.field === 'quantity' && !has('stock'))
    return { ...heading, field: 'stock' };
  if (heading.field === 'name' && !has('material')) return { ...heading, field: 'material' };
  return heading;
}

/** Whether a day of a text with two readings has its month first. */
export const isMonthFirst = (text: string, day: string): boolean =>
  Number.parseInt(text.normalize('NFKC'), 10) === Number(day.slice(5, 7));

/**
 * Whether the month stands first in the days of a column that can be read in one way only; null where none
 * tells.
 */
function monthFirstIn(cells: readonly string[]): boolean | null {
  const sure = cells.filter((cell) => {
    const [, one, other] = /^\s*(\d{1,2})[-/](\d{1,2})[-/]/.exec(cell.normalize('NFKC')) ?? [];
    return one !== undefined && Number(one) !== Number(other) && daysIn(cell).length === 1;
  });
  const orders = new Set(sure.map((cell) => isMonthFirst(cell, daysIn(cell)[0] ?? '')));
  const [order] = orders;
  return orders.size === 1 ? (order ?? null) : null;
}

/**
 * Decided once over a column; where each of its numbers reads both ways by the other columns, then by the
 * language of the headings, which is told.
 */
function withDecimals(
  { rows, decimal: stated }: FileTable,
  used: readonly Readonly<{ column: string; place: number; heading: Heading }>[],
  doubt: (column: string, detail: Message) => void,
): readonly Column[] {
  const cellsOf = (place: number): readonly string[] =>
    rows.flatMap(({ cells }) =>
      typeof cells[place] === 'string' && !isUnknown(cells[place]) ? [cells[place]] : [],
    );
  const numbersOf = (place: number): readonly WrittenNumber[] =>
    cellsOf(place).flatMap((cell) => writtenNumber(cell) ?? []);
  const own = new Map(
    used
      .filter(({ heading }) => NUMBERS.includes(heading.field))
      .map(({ place }) => [place, decimalOf(numbersOf(place))]),
  );
  const told = new Set([...own.values()].filter((one) => one !== null));
  const [shared] = told.size === 1 && !told.has('both') ? told : [null];
  const languages = new Set(used.flatMap(({ heading }) => heading.language ?? []));
  return used.map(({ column, place, heading }) => {
    const open = numbersOf(place).find(({ point, comma }) => point !== comma);
    let decimal = stated ?? own.get(place) ?? shared ?? null;
    if (decimal === null && open !== undefined && own.has(place)) {
      decimal = decimalOfLanguages(languages);
      if (decimal !== null) {
        const value = (decimal === '.' ? open.point : open.comma) as number;
        const text = cellsOf(place).find((cell) => writtenNumber(cell)?.point === open.point) ?? '';
        doubt(column, message('file_number_assumed', { column, text, value, decimal }));
      }
    }
    const isPercent = heading.field === 'share' && isInPercent(heading, cellsOf(place), rows, place, decimal);
    if (isPercent && heading.measure === null && cellsOf(place).every((cell) => !/[%％]/.test(cell)))
      doubt(column, message('file_share_percent', { column }));
    return { ...heading, column, place, decimal, isPercent, isMonthFirst: monthFirstIn(cellsOf(place)) };
  });
}

/** English is written in countries of both. */
const DECIMAL_OF: Partial<Record<FileLanguage, Decimal>> = { de: ',', fr: ',', ja: '.', zh: '.', ko: '.' };
const decimalOfLanguages = (languages: ReadonlySet<FileLanguage>): Decimal | null => {
  const marks = new Set([...languages].flatMap((language) => DECIMAL_OF[language] ?? []));
  const [mark] = marks;
  return marks.size === 1 ? (mark as Decimal) : null;
};

/** Shares of a column are all in percent or all parts of 1. */
function isInPercent(
  { measure }: Heading,
  cells: readonly string[],
  rows: FileTable['rows'],
  place: number,
  decimal: Decimal | 'both' | null,
) {
  if (measure?.is === 'percent' || cells.some((cell) => /[%％]/.test(cell))) return true;
  return rows.some(({ cells: row }) => {
    const cell = row[place] ?? null;
    const number = typeof cell === 'string' ? writtenNumber(cell) : null;
    const value =
      typeof cell === 'number' ? cell : decimal === ',' ? number?.comma : (number?.point ?? number?.comma);
    return (value ?? 0) > 1;
  });
}
