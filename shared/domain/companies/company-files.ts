/**
 * Files of a company as tables of cells, to what was understood of them: every row is understood or refused with all that is wrong with it, and every
 * column is used or told. Nothing is guessed where a number, a day or a material may mean two things.
 */
import { type Candidate, subjectMatcher } from '../exposures/match-subject.ts';
import { plainName } from '../exposures/names.ts';
import { memoized } from '../numbers/memoized.ts';
import { ALPHA_2, countryNames } from '../vocabulary/country-names.ts';
import type { Message } from '../vocabulary/score-document.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
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
import type { Company, CompanySite, Need, SourceRow, StockRow } from './company.ts';
import { fieldsNear, type Heading, headingOf } from './file-columns.ts';
import { FIELD_WORDS, FIELDS_OF_KIND, type FileField, type FileKind, type FileLanguage, KIND_WORDS } from './file-words.ts';
import { type MaterialReading, type MaterialVocabulary, resolveMaterial } from './materials.ts';

/** A file taken apart into cells. */
export interface FileTable {
  readonly file: string;
  /** Null: to be told from its columns or name. */
  readonly kind: FileKind | null;
  /** Column -> field, where the client states it; null: not to be used. */
  readonly mapping: Readonly<Record<string, FileField | null>>;
  /** Mark before the decimals, where the client states it. */
  readonly decimal: Decimal | null;
  readonly headings: readonly string[];
  /** `row`: as a spreadsheet counts, from 1. Rows without any cell are left out. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly Cell[] }[];
  /** What was found when it was taken apart. */
  readonly mistakes: readonly FileMistake[];
  readonly doubts: readonly FileMistake[];
}

/** Something that is wrong, or was assumed, at a place of a file. */
export interface FileMistake {
  readonly file: string;
  /** Null: of the whole file, or of a column. */
  readonly row: number | null;
  readonly column: string | null;
  readonly detail: Message;
  readonly suggestions: readonly string[];
}

export interface ColumnPreview {
  readonly column: string;
  /** Null: nobody understood it, or it has no place in such a file; it is not used. */
  readonly field: FileField | null;
  /** Fields that it may be. */
  readonly suggestions: readonly FileField[];
}

export interface RowPreview {
  readonly row: number;
  /** Name and key of the material; null: none was understood. */
  readonly material: { readonly key: string; readonly name: string } | null;
  /** What the row says; none where it is refused. */
  readonly parts: CompanyParts;
  readonly isUnderstood: boolean;
}

export interface FilePreview {
  readonly file: string;
  readonly kind: FileKind | null;
  readonly columns: readonly ColumnPreview[];
  readonly read: number;
  readonly understood: number;
  readonly refused: number;
  readonly rows: readonly RowPreview[];
}

export type CompanyParts = Pick<Company, 'sites' | 'needs' | 'stock' | 'sources'>;

export interface CompanyFilesPreview {
  readonly files: readonly FilePreview[];
  /** All that was understood, ready to be stored. */
  readonly parts: CompanyParts;
  /** Null: no file names one. */
  readonly currency: string | null;
  readonly mistakes: readonly FileMistake[];
  /** What was assumed: the rows are understood. */
  readonly doubts: readonly FileMistake[];
}

/** What cells are read against. */
export interface FileWorld {
  readonly vocabulary: MaterialVocabulary;
  /** Id of the supplier that a cell means, whether it was only near, and names that may be meant where it means none. */
  readonly supplierOf: (cell: string) => { readonly id: string | null; readonly isNear: boolean; readonly suggestions: readonly string[] };
  /** Sites that the company has already. */
  readonly sites: readonly CompanySite[];
  /** Currency that the company has already. */
  readonly currency: string | null;
}

/** Finds suppliers by their ids, else by a name that is clearly that of one. */
export function supplierFinder(candidates: readonly Candidate[]): FileWorld['supplierOf'] {
  const ids = new Set(candidates.map(({ id }) => id));
  const matcher = subjectMatcher(candidates);
  return memoized((cell: string) => {
    if (ids.has(cell)) return { id: cell, isNear: false, suggestions: [] };
    const { match, candidates: near } = matcher({ id: null, lei: null, duns: null, name: cell, country: null, external_ids: {} });
    const suggestions = near.slice(0, MOST_SUGGESTIONS).map(({ candidate }) => candidate.id);
    return { id: match?.candidate.id ?? null, isNear: match !== null, suggestions };
  });
}

const MOST_SUGGESTIONS = 3;
const NO_PARTS: CompanyParts = { sites: [], needs: [], stock: [], sources: [] };

/** Reads all files of a company. The order of columns makes no difference. */
export function previewCompanyFiles(tables: readonly FileTable[], world: FileWorld): CompanyFilesPreview {
  const laidOut = tables.map(columnsOf);
  // Sites first: rows of other files name them.
  const ordered = [...laidOut].sort((one, other) => Number(other.kind === 'sites') - Number(one.kind === 'sites'));
  const state: State = {
    world,
    sites: new Map(world.sites.map((site) => [site.id, site])),
    listed: new Set(),
    needs: new Set(),
    currency: world.currency,
    materials: new Map(),
    mistakes: [],
    doubts: [],
  };
  const read = new Map(ordered.map((one) => [one, rowsOf(one, state)]));
  const files = laidOut.map((one) => read.get(one) as FilePreview);
  const rows = files.flatMap((file) => file.rows);
  const all = <Part extends keyof CompanyParts>(part: Part) => rows.flatMap(({ parts }) => parts[part] as CompanyParts[Part][number][]);
  const sites = [...state.listed].map((id) => state.sites.get(id) as CompanySite);
  return {
    files,
    parts: { sites, needs: all('needs') as Need[], stock: all('stock') as StockRow[], sources: all('sources') as SourceRow[] },
    currency: state.currency,
    mistakes: [...laidOut.flatMap(({ mistakes }) => mistakes), ...state.mistakes],
    doubts: [...laidOut.flatMap(({ doubts }) => doubts), ...state.doubts],
  };
}

/** What rows of all files share while they are read. */
interface State {
  readonly world: FileWorld;
  /** By id, those that the company has already among them. */
  readonly sites: Map<string, CompanySite>;
  /** Ids of those that the files have. */
  readonly listed: Set<string>;
  readonly needs: Set<string>;
  currency: string | null;
  /** Text -> what it means: read once. */
  readonly materials: Map<string, ReturnType<typeof resolveMaterial>>;
  readonly mistakes: FileMistake[];
  readonly doubts: FileMistake[];
}

/** A column that is used. */
interface Column extends Heading {
  readonly column: string;
  readonly place: number;
  readonly decimal: Decimal | 'both' | null;
  /** Of shares: numbers without a sign are percent. */
  readonly isPercent: boolean;
  /** Of days: `03/04/2026` is in March; null: nothing tells. */
  readonly isMonthFirst: boolean | null;
}

interface LaidOutFile {
  readonly table: FileTable;
  readonly kind: FileKind | null;
  readonly columns: readonly Column[];
  readonly previews: readonly ColumnPreview[];
  readonly mistakes: readonly FileMistake[];
  readonly doubts: readonly FileMistake[];
}

const NUMBERS: readonly FileField[] = ['quantity', 'spend', 'revenue_at_stake', 'stock', 'days', 'share'];

// Columns: which field each holds, which file it is, and how its numbers are written.

function columnsOf(table: FileTable): LaidOutFile {
  const { file, headings, mapping } = table;
  const told = (column: string | null, detail: Message, suggestions: readonly string[] = []): FileMistake => ({
    file,
    row: null,
    column,
    detail,
    suggestions,
  });
  const found = headings.map((column, place) => {
    const stated = Object.hasOwn(mapping, column) ? (mapping[column] ?? null) : undefined;
    const heading = headingOf(column);
    const measured = { language: null, perYear: 1, measure: heading?.measure ?? null };
    if (stated !== undefined) return { column, place, heading: stated === null ? null : { ...measured, field: stated } };
    return { column, place, heading };
  });
  const kind = kindOf(table, new Set(found.flatMap(({ heading }) => heading?.field ?? [])));
  const named = found.map((one) => ({ ...one, heading: one.heading === null ? null : inKind(one.heading, kind, found) }));
  const mistakes: FileMistake[] = Object.keys(mapping)
    .filter((column) => !headings.includes(column))
    .map((column) => told(column, message('file_mapping_unknown', { column, columns: headings.join(', ') })));
  const doubts: FileMistake[] = [];
  const used = new Map<FileField, (typeof named)[number] & { readonly heading: Heading }>();
  const previews = named.map((one): ColumnPreview => {
    const { column, heading } = one;
    const isStated = Object.hasOwn(mapping, column);
    const suggestions = heading === null && !isStated ? fieldsNear(column) : [];
    if (heading === null) {
      if (!isStated) doubts.push(told(column, message('file_column_unknown', { column }), suggestions));
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
    used.set(field, { ...one, heading });
    return { column, field, suggestions };
  });
  if (kind === null) mistakes.push(told(null, message('file_kind_unknown')));
  else if (table.kind === null && isOpen(used)) doubts.push(told(null, message('file_kind_taken', { kind })));
  const columns = withDecimals(table, [...used.values()], (column, detail) => doubts.push(told(column, detail)));
  return { table, kind, columns, previews, mistakes: [...table.mistakes, ...mistakes], doubts: [...table.doubts, ...doubts] };
}

/** Nothing tells a file of needs from one of stock. */
const isOpen = (used: ReadonlyMap<FileField, unknown>): boolean =>
  [...used.keys()].every((field) => ['material', 'name', 'quantity', 'unit', 'site'].includes(field));

function kindOf({ kind, file }: FileTable, fields: ReadonlySet<FileField>): FileKind | null {
  if (kind !== null) return kind;
  const has = (...some: readonly FileField[]): boolean => some.some((field) => fields.has(field));
  const isMaterial = has('material', 'name', 'id');
  if (!has('material') && has('name') && !has('quantity', 'spend', 'stock', 'days', 'share')) return 'sites';
  if (isMaterial && has('spend', 'revenue_at_stake')) return 'needs';
  const name = ` ${plainName(file.replace(/[.]\w+$/, ''))} `;
  const named = (Object.keys(KIND_WORDS) as FileKind[]).find((one) =>
    KIND_WORDS[one]
      .split('|')
      .some((word) => (/^[ -~äöüß]+$/i.test(word) ? name.includes(` ${plainName(word)} `) : name.includes(plainName(word)))),
  );
  if (named !== undefined && isMaterial) return named;
  if (isMaterial && has('share')) return has('quantity') ? 'needs' : 'sources';
  if (isMaterial && has('stock', 'days')) return has('quantity') ? 'needs' : 'stock';
  return isMaterial ? 'needs' : null;
}

/** Words that mean another field in another file: a quantity of a file of stock, a name where nothing else names the material. */
function inKind(heading: Heading, kind: FileKind | null, all: readonly { readonly heading: Heading | null }[]): Heading {
  const has = (field: FileField): boolean => all.some((one) => one.heading?.field === field);
  if (kind === 'sites') return heading.field === 'site' && !has('name') ? { ...heading, field: 'name' } : heading;
  if (kind === 'stock' && heading.field === 'quantity' && !has('stock')) return { ...heading, field: 'stock' };
  if (heading.field === 'name' && !has('material')) return { ...heading, field: 'material' };
  return heading;
}

const isMonthFirst = (text: string, day: string): boolean => Number.parseInt(text.normalize('NFKC'), 10) === Number(day.slice(5, 7));

/** Whether the month stands first in the days of a column that can be read in one way only; null where none tells. */
function monthFirstIn(cells: readonly string[]): boolean | null {
  const sure = cells.filter((cell) => {
    const [, one, other] = /^\s*(\d{1,2})[-/](\d{1,2})[-/]/.exec(cell.normalize('NFKC')) ?? [];
    return one !== undefined && Number(one) !== Number(other) && daysIn(cell).length === 1;
  });
  const orders = new Set(sure.map((cell) => isMonthFirst(cell, daysIn(cell)[0] ?? '')));
  const [order] = orders;
  return orders.size === 1 ? (order ?? null) : null;
}

/** Decided once over a column; where each of its numbers reads both ways by the other columns, then by the language of the headings, which is told. */
function withDecimals(
  { rows, decimal: stated }: FileTable,
  used: readonly { readonly column: string; readonly place: number; readonly heading: Heading }[],
  doubt: (column: string, detail: Message) => void,
): readonly Column[] {
  const cellsOf = (place: number): readonly string[] =>
    rows.flatMap(({ cells }) => (typeof cells[place] === 'string' && !isUnknown(cells[place]) ? [cells[place]] : []));
  const numbersOf = (place: number): readonly WrittenNumber[] => cellsOf(place).flatMap((cell) => writtenNumber(cell) ?? []);
  const own = new Map(
    used.filter(({ heading }) => NUMBERS.includes(heading.field)).map(({ place }) => [place, decimalOf(numbersOf(place))]),
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

const decimalOfLanguages = (languages: ReadonlySet<FileLanguage>): Decimal | null => {
  if (languages.has('de')) return languages.has('ja') || languages.has('zh') ? null : ',';
  return languages.has('ja') || languages.has('zh') ? '.' : null;
};

/** Shares of a column are all in percent or all parts of 1. */
function isInPercent(
  { measure }: Heading,
  cells: readonly string[],
  rows: FileTable['rows'],
  place: number,
  decimal: Decimal | 'both' | null,
): boolean {
  if (measure?.is === 'percent' || cells.some((cell) => /[%％]/.test(cell))) return true;
  return rows.some(({ cells: row }) => {
    const cell = row[place] ?? null;
    const number = typeof cell === 'string' ? writtenNumber(cell) : null;
    const value = typeof cell === 'number' ? cell : decimal === ',' ? number?.comma : (number?.point ?? number?.comma);
    return (value ?? 0) > 1;
  });
}

// Rows: what each says, or all that is wrong with it.

function rowsOf(laidOut: LaidOutFile, state: State): FilePreview {
  const { table, kind, previews, columns } = laidOut;
  const rows = table.rows.map((row): RowPreview => {
    if (kind === null) return { row: row.row, material: null, parts: NO_PARTS, isUnderstood: false };
    const reader = rowReader(row, laidOut, state);
    const parts = kind === 'sites' ? siteOf(reader, state) : partsOf(kind, reader, columns, state);
    const isUnderstood = reader.mistakes.length === 0;
    if (isUnderstood) {
      for (const site of parts.sites) putSite(site, state);
      for (const { id } of parts.needs) state.needs.add(id);
    }
    state.mistakes.push(...reader.mistakes);
    state.doubts.push(...reader.doubts);
    const reading = reader.reading();
    return {
      row: row.row,
      material: reading === null ? null : { key: reading.material.key, name: reading.material.name },
      parts: isUnderstood ? parts : NO_PARTS,
      isUnderstood,
    };
  });
  const understood = rows.filter(({ isUnderstood }) => isUnderstood).length;
  return { file: table.file, kind, columns: previews, read: rows.length, understood, refused: rows.length - understood, rows };
}

type RowReader = ReturnType<typeof rowReader>;

/** Cells of a row by field. Whatever cannot be read is a mistake at its column, and null. */
function rowReader({ row, cells }: FileTable['rows'][number], { table, columns }: LaidOutFile, state: State) {
  const { file, headings } = table;
  const mistakes: FileMistake[] = [];
  const doubts: FileMistake[] = [];
  const columnOf = (field: FileField): Column | undefined => columns.find((column) => column.field === field);
  const at = (field: FileField | null): string | null => (field === null ? null : (columnOf(field)?.column ?? null));
  const put = (to: FileMistake[], field: FileField | null, detail: Message, suggestions: readonly string[] = []): null => {
    to.push({ file, row, column: at(field), detail, suggestions });
    return null;
  };
  const wrong = (field: FileField | null, detail: Message, suggestions?: readonly string[]): null =>
    put(mistakes, field, detail, suggestions);
  const doubt = (field: FileField | null, detail: Message): null => put(doubts, field, detail);
  const cellOf = (field: FileField): Cell => {
    const column = columnOf(field);
    const cell = column === undefined ? null : (cells[column.place] ?? null);
    return isUnknown(cell) ? null : cell;
  };
  const textOf = (field: FileField): string | null => {
    const cell = cellOf(field);
    return cell === null ? null : String(cell).trim();
  };
  if (cells.slice(headings.length).some((cell) => !isUnknown(cell))) wrong(null, message('file_more_cells', { columns: headings.length }));
  let reading: MaterialReading | null | undefined;
  return {
    mistakes,
    doubts,
    wrong,
    doubt,
    textOf,
    has: (field: FileField): boolean => cellOf(field) !== null,
    column: columnOf,
    number: (field: FileField): { readonly value: number; readonly measure: Measure | null } | null => {
      const [cell, column] = [cellOf(field), columnOf(field)];
      if (cell === null || column === undefined) return null;
      const found = typeof cell === 'number' ? { point: cell, comma: cell, isNegative: cell < 0, words: '' } : writtenNumber(cell);
      const text = String(cell);
      const measure = measureOf(found?.words ?? '');
      if (found === null || measure === null) return wrong(field, message('file_number', { text }));
      if (found.isNegative) return wrong(field, message('file_number_negative', { text }));
      const value = valueIn(found, column.decimal);
      if (value === null) {
        const { point, comma } = found;
        if (point === null || comma === null) return wrong(field, message('file_number', { text }));
        return wrong(field, message('file_number_ambiguous', { text, point, comma }));
      }
      return { value: value * column.perYear, measure: measure === 'none' ? column.measure : measure };
    },
    day: (field: FileField): string | null => {
      const [text, column] = [textOf(field), columnOf(field)];
      if (text === null || column === undefined) return null;
      const days = daysIn(text);
      const fitting =
        days.length < 2 || column.isMonthFirst === null ? days : days.filter((day) => isMonthFirst(text, day) === column.isMonthFirst);
      const [one, other] = fitting;
      if (other !== undefined) return wrong(field, message('file_day_ambiguous', { text, one: one ?? '', other }));
      return one ?? wrong(field, message('file_day', { text }));
    },
    /** Read once; a problem is a mistake of the row. */
    reading: (): MaterialReading | null => {
      if (reading !== undefined) return reading;
      const text = textOf('material');
      if (text === null) {
        reading = columnOf('material') === undefined ? null : wrong('material', message('material_missing'));
        return reading;
      }
      const found = state.materials.get(text) ?? resolveMaterial(text, state.world.vocabulary);
      state.materials.set(text, found);
      if ('reason' in found) reading = wrong('material', found.detail, found.suggestions);
      else {
        for (const detail of found.doubts) doubt('material', detail);
        reading = found;
      }
      return reading;
    },
  };
}

const valueIn = ({ point, comma }: WrittenNumber, decimal: Decimal | 'both' | null): number | null => {
  if (decimal === '.') return point;
  if (decimal === ',') return comma;
  if (point === null || comma === null) return decimal === 'both' ? (point ?? comma) : null;
  return point === comma ? point : null;
};

const ID = /^[A-Za-z0-9._-]{1,64}$/;
/** A name as an id; empty where nothing of it may stand in one. */
const idFrom = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);

function siteOf(reader: RowReader, state: State): CompanyParts {
  const name = reader.textOf('name') ?? reader.textOf('id');
  if (name === null) {
    reader.wrong('name', message('file_field_missing', { field: 'name' }));
    return NO_PARTS;
  }
  const id = idFrom(reader.textOf('id') ?? name) || `site-${state.sites.size + 1}`;
  if (state.listed.has(id)) reader.wrong('id', message('file_id_again', { id }));
  return { ...NO_PARTS, sites: [{ id, name, country: countryIn(reader) }] };
}

/** Codes and names of countries in these languages, `UK` and the like too. */
const countriesIn = memoized((languages: string): ReadonlyMap<string, CountryCode> => {
  const codes = [...ALPHA_2];
  const names = languages.split(' ').flatMap((language) => {
    const named = new Intl.DisplayNames([language], { type: 'region' });
    return codes.map(([code, two]) => [plainName(named.of(two) ?? code), code] as const);
  });
  const inSentences = (['en', 'ja'] as const).flatMap((language) =>
    codes.map(([code]) => [plainName((countryNames(language)[code] ?? code).replace(/^the /, '')), code] as const),
  );
  const own = codes.flatMap(([code, two]) => [code, two].map((one) => [one.toLowerCase(), code] as const));
  return new Map<string, CountryCode>([...names, ...inSentences, ...own, ['uk', 'GBR'], ['korea', 'KOR'], ['prc', 'CHN']]);
});

function countryIn(reader: RowReader): CountryCode | null {
  const text = reader.textOf('country');
  if (text === null) return null;
  return countriesIn('en de zh zh-Hant').get(plainName(text)) ?? reader.wrong('country', message('file_country', { text }));
}

function partsOf(kind: Exclude<FileKind, 'sites'>, reader: RowReader, columns: readonly Column[], state: State): CompanyParts {
  const reading = reader.reading();
  if (columns.every(({ field }) => field !== 'material')) reader.wrong(null, message('file_field_missing', { field: 'material' }));
  const material = reader.textOf('material') ?? '';
  const unit = reading?.material.unit ?? 'kg';
  const site = siteNamed(reader, state);
  const supplier_id = supplierNamed(reader, state);
  const stock =
    kind !== 'sources' && (kind === 'stock' || reader.has('stock') || reader.has('days')) ? stockOf(reader, material, site, unit) : [];
  const sources = kind !== 'stock' && (kind === 'sources' || reader.has('share')) ? sourceOf(reader, material, supplier_id) : [];
  const needs = kind === 'needs' ? [needOf(reader, state, { material, site, supplier_id }, unit)] : [];
  return { sites: [], needs, stock, sources };
}

/** An amount in the unit of the material; the unit may stand in the cell, in the heading or in a column of its own. */
function amountOf(
  reader: RowReader,
  field: 'quantity' | 'stock',
  unit: string,
): { readonly value: number; readonly unit: string | null } | null {
  const number = reader.number(field);
  const written = reader.textOf('unit');
  const stated = written === null ? null : measureOf(written);
  if (written !== null && (stated === null || stated === 'none' || stated.is !== 'unit'))
    return reader.wrong('unit', message('file_unit', { text: written }));
  if (number === null) return null;
  const { measure } = number;
  if (measure !== null && measure.is !== 'unit') return reader.wrong(field, message('file_unit', { text: reader.textOf(field) ?? '' }));
  const own = stated === null || stated === 'none' || stated.is !== 'unit' ? null : stated;
  // Beside a quantity the column of units is about that.
  const isOwnColumn = field === 'quantity' || reader.column('quantity') === undefined;
  if (isOwnColumn && measure !== null && own !== null && (measure.unit !== own.unit || measure.factor !== own.factor))
    return reader.wrong(field, message('file_units_differ', { text: reader.textOf(field) ?? '', unit: written ?? '' }));
  const told = measure ?? own;
  if (told === null) return { value: number.value, unit: null };
  const isMass = told.unit !== 'each' && told.unit !== 'MW';
  if (isMass !== (unit === 'kg') || (!isMass && told.unit !== unit))
    return reader.wrong(own === null ? field : 'unit', message('file_unit_wrong', { told: told.unit, unit }));
  return { value: number.value * told.factor, unit: told.unit };
}

const PER_KG: Readonly<Record<string, number>> = { g: 0.001, t: 1000 };

function stockOf(reader: RowReader, material: string, site: string | null, unit: string): readonly StockRow[] {
  const amount = amountOf(reader, 'stock', unit);
  const days = reader.number('days');
  const as_of = reader.day('as_of');
  if (reader.has('stock') === reader.has('days')) reader.wrong('stock', message('file_stock_or_days'));
  const kilograms = amount === null ? null : amount.value * (PER_KG[amount.unit ?? ''] ?? 1);
  return [{ material, site, kilograms, days: days?.value ?? null, as_of }];
}

function sourceOf(reader: RowReader, material: string, supplier_id: string | null): readonly SourceRow[] {
  const country = countryIn(reader);
  const share = shareOf(reader);
  const [since, contract_until] = [reader.day('since'), reader.day('contract_until')];
  if (!reader.has('supplier_id') && !reader.has('country')) reader.wrong('supplier_id', message('file_supplier_or_country'));
  if (supplier_id !== null && country !== null) reader.doubt('country', message('file_country_unused', { supplier: supplier_id }));
  if (since !== null && contract_until !== null && since > contract_until)
    reader.wrong('contract_until', message('file_days_reversed', { since, contract_until }));
  return [{ material, supplier_id, country: supplier_id === null ? country : null, share: share ?? 0, since, contract_until }];
}

function shareOf(reader: RowReader): number | null {
  const number = reader.number('share');
  const text = reader.textOf('share') ?? '';
  if (number === null) return reader.has('share') ? null : reader.wrong('share', message('file_field_missing', { field: 'share' }));
  const column = reader.column('share');
  const isSigned = number.measure?.is === 'percent';
  if (number.measure !== null && !isSigned) return reader.wrong('share', message('file_number', { text }));
  if (column?.isPercent === true && !isSigned && number.value > 0 && number.value <= 1)
    return reader.wrong('share', message('file_share_ambiguous', { text }));
  const share = column?.isPercent === true || isSigned ? number.value / 100 : number.value;
  return share <= 1 ? share : reader.wrong('share', message('file_share', { text }));
}

function needOf(reader: RowReader, state: State, row: Pick<Need, 'material' | 'site' | 'supplier_id'>, unit: string): Need {
  const number = reader.textOf('id');
  const given = number ?? `need-${state.needs.size + 1}`;
  const id = idFrom(given) || `need-${state.needs.size + 1}`;
  if (state.needs.has(id)) reader.wrong('id', message('file_id_again', { id }));
  const amount = amountOf(reader, 'quantity', unit);
  return {
    id,
    name: reader.textOf('name') ?? (ID.test(given) ? null : given),
    material: row.material,
    quantity: amount?.value ?? null,
    unit: amount?.unit ?? null,
    spend: moneyOf(reader, 'spend', state),
    revenue_at_stake: moneyOf(reader, 'revenue_at_stake', state),
    supplier_id: row.supplier_id,
    site: row.site,
  };
}

/** Money in the one currency of the company. */
function moneyOf(reader: RowReader, field: 'spend' | 'revenue_at_stake', state: State): number | null {
  const number = reader.number(field);
  if (number === null) return null;
  const { measure } = number;
  if (measure !== null && measure.is !== 'money') return reader.wrong(field, message('file_money', { text: reader.textOf(field) ?? '' }));
  const written = reader.textOf('currency');
  const stated = written === null ? null : measureOf(written);
  const own = stated !== null && stated !== 'none' && stated.is === 'money' ? stated.currency : null;
  if (written !== null && own === null && !/^[A-Z]{3}$/.test(written))
    return reader.wrong('currency', message('file_currency', { text: written }));
  const currency = measure?.currency ?? own ?? written;
  if (currency !== null && state.currency !== null && currency !== state.currency)
    return reader.wrong(field, message('file_currencies', { one: state.currency, other: currency }));
  state.currency ??= currency;
  return number.value * (measure?.factor ?? 1);
}

function putSite(site: CompanySite, { sites, listed }: State): void {
  sites.set(site.id, site);
  listed.add(site.id);
}

/** The site with that id or name; one that no file of sites has is added, and told. */
function siteNamed(reader: RowReader, state: State): string | null {
  const text = reader.textOf('site');
  if (text === null) return null;
  const { sites } = state;
  const known = sites.get(text) ?? [...sites.values()].find(({ name }) => plainName(name) === plainName(text));
  if (known !== undefined) return known.id;
  const id = idFrom(text) || `site-${sites.size + 1}`;
  putSite({ id, name: text, country: null }, state);
  reader.doubt('site', message('file_site_added', { name: text }));
  return id;
}

function supplierNamed(reader: RowReader, { world }: State): string | null {
  const text = reader.textOf('supplier_id');
  if (text === null) return null;
  const { id, isNear, suggestions } = world.supplierOf(text);
  if (id === null) return reader.wrong('supplier_id', message('file_supplier', { text }), suggestions);
  if (isNear) reader.doubt('supplier_id', message('file_supplier_taken', { text, id }));
  return id;
}

/** Rows of an example, by field. */
const EXAMPLES: Readonly<Record<FileKind, readonly Readonly<Partial<Record<FileField, string>>>[]>> = {
  needs: [
    {
      id: 'M-100',
      name: 'Traction magnet',
      material: 'NdFeB N42SH',
      quantity: '12500',
      unit: 'kg',
      spend: '900000',
      revenue_at_stake: '40000000',
      site: 'main',
    },
    {
      id: 'M-200',
      name: 'Grain boundary powder',
      material: 'Dy2O3',
      quantity: '800',
      unit: 'kg',
      spend: '240000',
      revenue_at_stake: '9000000',
      site: 'main',
    },
  ],
  stock: [
    { material: 'Dy2O3', stock: '150', unit: 'kg', as_of: '2026-11-29', site: 'main' },
    { material: 'NdFeB N42SH', days: '45', as_of: '2026-11-29', site: 'main' },
  ],
  sources: [
    { material: 'Dy2O3', country: 'CHN', share: '70%', since: '2024-04-01', contract_until: '2027-03-31' },
    { material: 'Dy2O3', country: 'MYS', share: '30%' },
  ],
  sites: [{ id: 'main', name: 'Main plant', country: 'JPN' }],
};

/** An example of a file, as rows of cells with the headings of a language first. */
export function fileTemplate(kind: FileKind, language: FileLanguage): readonly (readonly string[])[] {
  const fields = FIELDS_OF_KIND[kind].filter((field) => EXAMPLES[kind].some((row) => row[field] !== undefined));
  const headings = fields.map((field) => (FIELD_WORDS[field][language].split('|')[0] ?? field).replace(/[*].*/, ''));
  return [headings, ...EXAMPLES[kind].map((row) => fields.map((field) => row[field] ?? ''))];
}
