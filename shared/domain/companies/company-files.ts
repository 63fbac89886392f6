/**
 * Files of a company as tables of cells, to what was understood of them: every row is understood or refused
 * with all that is wrong with it, and every
 * column is used or told. Nothing is guessed where a number, a day or a material may mean two things.
 */
import { type Candidate, subjectMatcher } from '../exposures/match-subject.ts';
import { comparableName, idsNear, plainName } from '../exposures/names.ts';
import { memoized } from '../numbers/memoized.ts';
import { ALPHA_2, countryNames } from '../vocabulary/country-names.ts';
import type { Message } from '../vocabulary/score-document.ts';
import type { CountryCode } from '../vocabulary/scoring-inputs.ts';
import { message } from '../words/render.ts';
import {
  type Cell,
  type Decimal,
  daysIn,
  isUnknown,
  type Measure,
  measureOf,
  unitsApart,
  type WrittenNumber,
  writtenNumber,
} from './cells.ts';
import type { Company, CompanySite, Need, SourceRow, StockRow } from './company.ts';
import {
  type Column,
  type ColumnPreview,
  columnsOf,
  type FileMistake,
  type FileTable,
  isMonthFirst,
  type LaidOutFile,
  SPANS,
} from './file-columns.ts';
import { COUNTRY_WORDS, type FileField, type FileKind, KG_PER_UNIT, TOTAL_WORDS } from './file-words.ts';
import { MOST_DAYS } from './lines.ts';
import { type MaterialReading, type MaterialVocabulary, resolveMaterial } from './materials.ts';

export type RowPreview = Readonly<{
  row: number;
  /** Name and key of the material; null: none was understood. */
  material: Readonly<{ key: string; name: string }> | null;
  /** What the row says; none where it is refused. */
  parts: CompanyParts;
  isUnderstood: boolean;
}>;

export type FilePreview = Readonly<{
  file: string;
  kind: FileKind | null;
  columns: readonly ColumnPreview[];
  read: number;
  understood: number;
  rows: readonly RowPreview[];
}>;

export type CompanyParts = Pick<Company, 'sites' | 'needs' | 'stock' | 'sources'>;

export type CompanyFilesPreview = Readonly<{
  files: readonly FilePreview[];
  /** All that was understood, ready to be stored. */
  parts: CompanyParts;
  /** Null: no file names one. */
  currency: string | null;
  mistakes: readonly FileMistake[];
  /** What was assumed: the rows are understood. */
  doubts: readonly FileMistake[];
}>;

/** What cells are read against. */
export type FileWorld = Readonly<{
  vocabulary: MaterialVocabulary;
  /**
   * Id of the supplier that a cell means, whether it was only near, and names that may be meant where it
   * means none.
   */
  supplierOf: (cell: string) => Readonly<{
    id: string | null;
    isNear: boolean;
    suggestions: readonly string[];
  }>;
  /** Is it the buyer's own country? */
  isHome: (country: CountryCode) => boolean;
  /** Sites that the company has already. */
  sites: readonly CompanySite[];
  /** Currency that a file states for the whole company. */
  currency: string | null;
}>;

/** Finds suppliers by their ids, else by a name that is clearly that of one. */
export function supplierFinder(candidates: readonly Candidate[]): FileWorld['supplierOf'] {
  const ids = new Set(candidates.map(({ id }) => id));
  const matcher = subjectMatcher(candidates);
  return memoized((cell: string) => {
    if (ids.has(cell)) return { id: cell, isNear: false, suggestions: [] };
    const { match, candidates: near } = matcher({
      id: null,
      lei: null,
      duns: null,
      name: cell,
      country: null,
      external_ids: {},
    });
    const suggestions = near.slice(0, MOST_SUGGESTIONS).map(({ candidate }) => candidate.id);
    return { id: match?.candidate.id ?? null, isNear: match !== null, suggestions };
  });
}

const MOST_SUGGESTIONS = 3;
const NO_PARTS: CompanyParts = { sites: [], needs: [], stock: [], sources: [] };

/** Reads all files of a company. The order of columns makes no difference. */
export function previewCompanyFiles(tables: readonly FileTable[], world: FileWorld): CompanyFilesPreview {
  const materialOf = memoized((text: string) => resolveMaterial(text, world.vocabulary));
  const laidOut = tables.map((table) => columnsOf(table, (cell) => 'material' in materialOf(cell)));
  // Sites first: rows of other files name them.
  const ordered = [...laidOut].sort(
    (one, other) => Number(other.kind === 'sites') - Number(one.kind === 'sites'),
  );
  const state: State = {
    world,
    sites: new Map(world.sites.map((site) => [site.id, site])),
    listed: new Set(),
    needs: new Set(),
    currency: world.currency,
    materialOf,
    mistakes: [],
    doubts: [],
  };
  const read = new Map(ordered.map((one) => [one, rowsOf(one, state)]));
  const files = laidOut.map((one) => read.get(one) as FilePreview);
  const rows = files.flatMap((file) => file.rows);
  const all = <Part extends keyof CompanyParts>(part: Part) =>
    rows.flatMap(({ parts }) => parts[part] as CompanyParts[Part][number][]);
  const sites = [...state.listed].map((id) => state.sites.get(id) as CompanySite);
  return {
    files,
    parts: {
      sites,
      needs: all('needs') as Need[],
      stock: all('stock') as StockRow[],
      sources: all('sources') as SourceRow[],
    },
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
  readonly materialOf: (text: string) => ReturnType<typeof resolveMaterial>;
  readonly mistakes: FileMistake[];
  readonly doubts: FileMistake[];
}

const TOTALS: ReadonlySet<string> = new Set(TOTAL_WORDS.split('|').map(plainName));

// Rows: what each says, or all that is wrong with it.

function rowsOf(laidOut: LaidOutFile, state: State): FilePreview {
  const { table, kind, previews, columns } = laidOut;
  const unlike: Readonly<{ row: number; text: string }>[] = [];
  const note = (row: number, detail: Message, to: FileMistake[]): unknown =>
    to.push({ file: table.file, row, column: columnNamed(columns, 'material'), detail, suggestions: [] });
  const rows = table.rows.map((row): RowPreview => {
    if (kind === null) return { row: row.row, material: null, parts: NO_PARTS, isUnderstood: false };
    const reader = rowReader(row, laidOut, state);
    const text = kind === 'sites' ? '' : (reader.textOf('material') ?? '');
    if (TOTALS.has(plainName(text))) {
      note(row.row, message('file_total', { text }), state.doubts);
      return { row: row.row, material: null, parts: NO_PARTS, isUnderstood: true };
    }
    if (isUnlike(text, state)) {
      unlike.push({ row: row.row, text });
      return { row: row.row, material: null, parts: NO_PARTS, isUnderstood: false };
    }
    const parts = kind === 'sites' ? siteOf(reader, state) : partsOf(kind, reader, columns, state);
    const isUnderstood = reader.mistakes.length === 0;
    if (isUnderstood) {
      for (const site of parts.sites) {
        state.sites.set(site.id, site);
        state.listed.add(site.id);
      }
      for (const { id } of parts.needs) state.needs.add(id);
    }
    state.mistakes.push(
      ...reader.mistakes.filter(
        (one) =>
          one.row !== null ||
          [...laidOut.mistakes, ...state.mistakes].every(
            ({ file, column }) => file !== one.file || column !== one.column,
          ),
      ),
    );
    state.doubts.push(...reader.doubts);
    const reading = reader.reading();
    return {
      row: row.row,
      material: reading === null ? null : { key: reading.material.key, name: reading.material.name },
      parts: isUnderstood ? parts : NO_PARTS,
      isUnderstood,
    };
  });
  // Where no row has a material the column is another one.
  const isNone = rows.every(({ material }) => material === null);
  for (const { row, text } of unlike)
    if (isNone) note(row, message('material_unknown', { text }), state.mistakes);
    else note(row, message('file_material_left_out', { text }), state.doubts);
  const understood = rows.filter(({ isUnderstood }) => isUnderstood).length;
  return {
    file: table.file,
    kind,
    columns: previews,
    read: rows.length,
    understood,
    rows,
  };
}

/** Is it like no material that is known here? */
function isUnlike(text: string, { materialOf }: State) {
  if (text === '') return false;
  const found = materialOf(text);
  return 'reason' in found && found.reason === 'unknown_material' && found.suggestions.length === 0;
}

const columnNamed = (columns: readonly Column[], field: FileField): string | null =>
  columns.find((column) => column.field === field)?.column ?? null;

type RowReader = ReturnType<typeof rowReader>;

/** Cells of a row by field. Whatever cannot be read is a mistake at its column, and null. */
function rowReader({ row, cells }: FileTable['rows'][number], { table, columns }: LaidOutFile, state: State) {
  const { file, headings } = table;
  const mistakes: FileMistake[] = [];
  const doubts: FileMistake[] = [];
  const columnOf = (field: FileField): Column | undefined => columns.find((column) => column.field === field);
  const at = (field: FileField | null): string | null =>
    field === null ? null : (columnOf(field)?.column ?? null);
  const put = (
    to: FileMistake[],
    field: FileField | null,
    detail: Message,
    suggestions: readonly string[] = [],
  ): null => {
    const column = at(field);
    // Two parts of a row may read the same cell.
    if (to.every((one) => one.column !== column || one.detail.code !== detail.code))
      to.push({ file, row, column, detail, suggestions });
    return null;
  };
  const wrong = (field: FileField | null, detail: Message, suggestions?: readonly string[]): null =>
    put(mistakes, field, detail, suggestions);
  const doubt = (field: FileField | null, detail: Message, suggestions?: readonly string[]): null =>
    put(doubts, field, detail, suggestions);
  const cellOf = (field: FileField): Cell => {
    const column = columnOf(field);
    const cell = column === undefined ? null : (cells[column.place] ?? null);
    return isUnknown(cell) ? null : cell;
  };
  const textOf = (field: FileField): string | null => {
    const cell = cellOf(field);
    return cell === null ? null : String(cell).trim();
  };
  if (cells.slice(headings.length).some((cell) => !isUnknown(cell)))
    wrong(null, message('file_more_cells', { columns: headings.length }));
  let reading: MaterialReading | null | undefined;
  return {
    mistakes,
    doubts,
    wrong,
    doubt,
    /** A mistake of the whole column, which one answer mends. */
    ask: (column: string, detail: Message, suggestions: readonly string[]): unknown =>
      mistakes.push({ file, row: null, column, detail, suggestions }),
    isMapped: (column: string) => Object.hasOwn(table.mapping, column),
    textOf,
    has: (field: FileField) => cellOf(field) !== null,
    column: columnOf,
    /** `times`: how many of what the field means one of the cell is. */
    number: (
      field: FileField,
    ): Readonly<{ value: number; times: number; measure: Measure | null }> | null => {
      const [cell, column] = [cellOf(field), columnOf(field)];
      if (cell === null || column === undefined) return null;
      const found =
        typeof cell === 'number'
          ? { point: cell, comma: cell, isNegative: cell < 0, words: '' }
          : writtenNumber(cell);
      const text = String(cell);
      const measure = measureOf(found?.words ?? '', SPANS.includes(field));
      if (found === null || measure === null) return wrong(field, message('file_number', { text }));
      if (found.isNegative) return wrong(field, message('file_number_negative', { text }));
      const value = valueIn(found, column.decimal);
      if (value === Infinity) return wrong(field, message('file_number', { text }));
      if (value === null) {
        const { point, comma } = found;
        if (point === null || comma === null) return wrong(field, message('file_number', { text }));
        return wrong(field, message('file_number_ambiguous', { text, point, comma }), [
          `${point}`,
          `${comma}`,
        ]);
      }
      const told = measure === 'none' ? column.measure : measure;
      const times = told?.is === 'days' ? told.factor : column.times;
      return { value: value * times, times, measure: told };
    },
    day: (field: FileField): string | null => {
      const [text, column] = [textOf(field), columnOf(field)];
      if (text === null || column === undefined) return null;
      const days = daysIn(text);
      const fitting =
        days.length < 2 || column.isMonthFirst === null
          ? days
          : days.filter((day) => isMonthFirst(text, day) === column.isMonthFirst);
      const [one, other] = fitting;
      if (other !== undefined)
        return wrong(field, message('file_day_ambiguous', { text, one: one ?? '', other }));
      return one ?? wrong(field, message('file_day', { text }));
    },
    /** Read once; a problem is a mistake of the row. */
    reading: (): MaterialReading | null => {
      if (reading !== undefined) return reading;
      reading = null;
      const text = textOf('material');
      if (text === null)
        return columnOf('material') === undefined ? null : wrong('material', message('material_missing'));
      const found = state.materialOf(text);
      if ('reason' in found) return wrong('material', found.detail, found.suggestions);
      for (const detail of found.doubts) doubt('material', detail);
      reading = found;
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
const idFrom = (text: string) =>
  text
    .normalize('NFKC')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);

/** The id made of a name, or one that is free. */
function freeId(name: string, prefix: string, isTaken: (id: string) => boolean) {
  const wanted = idFrom(name) || prefix;
  let id = wanted;
  for (let n = 2; isTaken(id); n += 1) id = `${wanted}-${n}`;
  return id;
}

function siteOf(reader: RowReader, { sites, listed }: State): CompanyParts {
  const given = reader.textOf('id');
  const name = reader.textOf('name') ?? given;
  if (name === null) {
    reader.wrong('name', message('file_field_missing', { field: 'name' }));
    return NO_PARTS;
  }
  const id =
    given !== null && ID.test(given) ? given : freeId(given ?? name, 'site', (one) => sites.has(one));
  if (listed.has(id)) reader.wrong('id', message('file_id_again', { id }));
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
    codes.map(
      ([code]) => [plainName((countryNames(language)[code] ?? code).replace(/^the /, '')), code] as const,
    ),
  );
  const own = codes.flatMap(([code, two]) => [code, two].map((one) => [one.toLowerCase(), code] as const));
  const daily = Object.entries(COUNTRY_WORDS).flatMap(([code, words]) =>
    words.split('|').map((word) => [plainName(word), code] as const),
  );
  return new Map<string, CountryCode>([...names, ...inSentences, ...daily, ...own]);
});

/** Names that are less alike are of different countries. */
const NEAR = 0.82;

function countryIn(reader: RowReader, field: 'country' | 'supplier_country' = 'country'): CountryCode | null {
  const text = reader.textOf(field);
  if (text === null) return null;
  const countries = countriesIn('en ja de zh zh-Hant fr ko');
  const name = plainName(text.replace(/^the /i, ''));
  const found = countries.get(name);
  if (found !== undefined) return found;
  const comparable = [...countries].map(([one, code]) => [comparableName(one), code] as const);
  return reader.wrong(
    field,
    message('file_country', { text }),
    idsNear(name.slice(0, 64), comparable, NEAR).slice(0, MOST_SUGGESTIONS),
  );
}

function partsOf(
  kind: Exclude<FileKind, 'sites'>,
  reader: RowReader,
  columns: readonly Column[],
  state: State,
): CompanyParts {
  const reading = reader.reading();
  if (columns.every(({ field }) => field !== 'material'))
    reader.wrong(null, message('file_field_missing', { field: 'material' }));
  const material = reader.textOf('material') ?? '';
  const unit = reading?.material.unit ?? null;
  const { site, added } = siteNamed(reader, state);
  const origin = originOf(reader, state);
  const stock =
    kind !== 'sources' && (kind === 'stock' || reader.has('stock') || reader.has('days'))
      ? stockOf(reader, material, site, unit)
      : [];
  const sources =
    kind !== 'stock' && (kind === 'sources' || reader.has('share')) ? sourceOf(reader, material, origin) : [];
  if (sources.length === 0) tellUnused(reader, ['since', 'contract_until'], 'share');
  if (stock.length === 0) tellUnused(reader, ['as_of'], 'stock');
  const needs = kind === 'needs' ? [needOf(reader, state, { material, site, ...origin }, unit)] : [];
  return { sites: added, needs, stock, sources };
}

/** Cells that say something of another one, which is empty. */
function tellUnused(reader: RowReader, fields: readonly FileField[], of: FileField) {
  for (const field of fields)
    if (reader.has(field)) reader.doubt(field, message('file_value_unused', { field, of }));
}

/**
 * An amount in the unit of the material, null where that is not known; the unit may stand in the cell, in the
 * heading or in a column of its own.
 */
function amountOf(
  reader: RowReader,
  field: 'quantity' | 'stock',
  unit: string | null,
): Readonly<{ value: number; unit: string | null }> | null {
  const number = reader.number(field);
  const unitField = field === 'stock' && reader.column('stock_unit') !== undefined ? 'stock_unit' : 'unit';
  const written = reader.textOf(unitField);
  const stated = written === null ? null : measureOf(written);
  const own = stated !== null && stated !== 'none' && stated.is === 'unit' ? stated : null;
  if (written !== null && own === null)
    return reader.wrong(unitField, message('file_unit', { text: written }));
  if (number === null) return null;
  const { measure } = number;
  if (measure !== null && measure.is !== 'unit')
    return reader.wrong(field, message('file_unit', { text: reader.textOf(field) ?? '' }));
  // Beside a quantity the column of units is about that.
  const isOwnColumn = field === 'quantity' || unitField !== 'unit' || reader.column('quantity') === undefined;
  if (
    isOwnColumn &&
    measure !== null &&
    own !== null &&
    (measure.unit !== own.unit || measure.factor !== own.factor)
  )
    return reader.wrong(
      field,
      message('file_units_differ', { text: reader.textOf(field) ?? '', unit: written ?? '' }),
    );
  const told = measure ?? own;
  if (told === null) {
    if (reader.column(unitField) !== undefined)
      return reader.wrong(unitField, message('file_field_missing', { field: unitField }));
    // Kilograms are not guessed; pieces are the one unit of what is counted.
    const { column } = reader.column(field) as Column;
    if (unit === 'kg') reader.ask(column, message('file_stock_unit', { column }), ['kg', 't', 'g']);
    return { value: number.value, unit: null };
  }
  // `kilograms` of the API are pieces of what is counted.
  const problem = reader.column(field)?.column === 'kilograms' ? null : unitsApart(told.unit, unit);
  if (problem !== null) return reader.wrong(own === null ? field : unitField, problem);
  return { value: number.value * told.factor, unit: told.unit };
}

function stockOf(
  reader: RowReader,
  material: string,
  site: string | null,
  unit: string | null,
): readonly StockRow[] {
  if ((reader.column('stock') ?? reader.column('days')) === undefined) return [];
  const held = reader.number('stock');
  const isSpan = held?.measure?.is === 'days';
  const amount = isSpan ? null : amountOf(reader, 'stock', unit);
  const days = isSpan ? held : reader.number('days');
  if (days !== null && days.measure !== null && days.measure.is !== 'days')
    reader.wrong('days', message('file_number', { text: reader.textOf('days') ?? '' }));
  if (days !== null && days.times !== 1 && days.value > MOST_DAYS)
    reader.wrong(isSpan ? 'stock' : 'days', message('gap_over_five_years', { material }));
  const as_of = reader.day('as_of');
  if (reader.has('stock') === reader.has('days')) reader.wrong('stock', message('file_stock_or_days'));
  const kilograms = amount === null ? null : amount.value * (KG_PER_UNIT.get(amount.unit ?? 'kg') ?? 1);
  return [{ material, site, kilograms, days: days?.value ?? null, as_of }];
}

function sourceOf(reader: RowReader, material: string, origin: Origin): readonly SourceRow[] {
  const share = shareOf(reader);
  const [since, contract_until] = [reader.day('since'), reader.day('contract_until')];
  const isNone = (['supplier_id', 'country', 'supplier_country'] as const).every(
    (field) => !reader.has(field),
  );
  if (isNone) reader.wrong('supplier_id', message('file_supplier_or_country'));
  if (since !== null && contract_until !== null && since > contract_until)
    reader.wrong('contract_until', message('file_days_reversed', { since, contract_until }));
  if (origin.supplier_id === null && origin.country === null) return []; // the origin stays open
  return [{ material, ...origin, share: share ?? 0, since, contract_until }];
}

function shareOf(reader: RowReader): number | null {
  const number = reader.number('share');
  const text = reader.textOf('share') ?? '';
  if (number === null)
    return reader.has('share')
      ? null
      : reader.wrong('share', message('file_field_missing', { field: 'share' }));
  const column = reader.column('share');
  const percent = number.measure?.is === 'percent' ? number.measure.factor : null;
  const isSigned = percent !== null;
  if (number.measure !== null && !isSigned) return reader.wrong('share', message('file_number', { text }));
  if (column?.isPercent === true && !isSigned && number.value > 0 && number.value <= 1)
    return reader.wrong('share', message('file_share_ambiguous', { text }));
  const share = column?.isPercent === true || isSigned ? (number.value * (percent ?? 1)) / 100 : number.value;
  return share <= 1 ? share : reader.wrong('share', message('file_share', { text }));
}

function needOf(
  reader: RowReader,
  state: State,
  { material, site, supplier_id, country }: Pick<Need, 'material' | 'site'> & Origin,
  unit: string | null,
): Need {
  const given = reader.textOf('id');
  const isId = given !== null && ID.test(given);
  const id = isId
    ? given
    : freeId(given ?? `need-${state.needs.size + 1}`, 'need', (one) => state.needs.has(one));
  if (state.needs.has(id)) reader.wrong('id', message('file_id_again', { id }));
  const amount = amountOf(reader, 'quantity', unit);
  return {
    id,
    name: reader.textOf('name') ?? (isId ? null : given),
    material,
    quantity: amount?.value ?? null,
    unit: amount?.unit ?? null,
    spend: moneyOf(reader, 'spend', state),
    revenue_at_stake: moneyOf(reader, 'revenue_at_stake', state),
    supplier_id,
    country,
    site,
  };
}

/** Money in the one currency of the company. */
function moneyOf(reader: RowReader, field: 'spend' | 'revenue_at_stake', state: State): number | null {
  const number = reader.number(field);
  if (number === null) return null;
  const { measure } = number;
  if (measure !== null && measure.is !== 'money')
    return reader.wrong(field, message('file_money', { text: reader.textOf(field) ?? '' }));
  const written = reader.textOf('currency');
  const stated = written === null ? null : measureOf(written);
  const own = stated !== null && stated !== 'none' && stated.is === 'money' ? stated : null;
  if (written !== null && !own?.currency && !/^[A-Z]{3}$/.test(written))
    return reader.wrong('currency', message('file_currency', { text: written }));
  const currency = measure?.currency ?? own?.currency ?? written;
  if (currency !== null && state.currency !== null && currency !== state.currency)
    return reader.wrong(field, message('file_currencies', { one: state.currency, other: currency }));
  state.currency ??= currency;
  return number.value * (measure?.factor ?? own?.factor ?? 1);
}

/** The site with that id or name; one that no file of sites has is added with the row, and told. */
function siteNamed(
  reader: RowReader,
  { sites }: State,
): Readonly<{ site: string | null; added: readonly CompanySite[] }> {
  const text = reader.textOf('site');
  if (text === null) return { site: null, added: [] };
  const known =
    sites.get(text) ?? [...sites.values()].find(({ name }) => plainName(name) === plainName(text));
  if (known !== undefined) return { site: known.id, added: [] };
  const id = freeId(text, 'site', (one) => sites.has(one));
  reader.doubt('site', message('file_site_added', { name: text }));
  return { site: id, added: [{ id, name: text, country: null }] };
}

type Origin = Pick<Need, 'supplier_id' | 'country'>;

/** Who delivers a row: a supplier that is known here, else a country. */
function originOf(reader: RowReader, state: State): Origin {
  const supplier_id = supplierNamed(reader, state);
  const stated = countryIn(reader);
  if (supplier_id === null) return { supplier_id, country: stated ?? addressOf(reader, state) };
  if (stated !== null) reader.doubt('country', message('file_country_unused', { supplier: supplier_id }));
  return { supplier_id, country: null };
}

/**
 * The country of a vendor that is unknown here. The buyer's own may be that of a trader: whether it is the
 * origin is asked once for a column, and one that is mapped to `supplier_country` leaves it open.
 */
function addressOf(reader: RowReader, { world }: State): CountryCode | null {
  const country = countryIn(reader, 'supplier_country');
  if (country === null || !reader.has('supplier_id') || !world.isHome(country)) return country;
  const { column } = reader.column('supplier_country') as Column;
  if (!reader.isMapped(column))
    reader.ask(column, message('file_home_country', { column }), ['country', 'supplier_country']);
  return null;
}

function supplierNamed(reader: RowReader, { world }: State): string | null {
  const text = reader.textOf('supplier_id');
  if (text === null) return null;
  const { id, isNear, suggestions } = world.supplierOf(text);
  if (id === null && (reader.has('country') || reader.has('supplier_country')))
    return reader.doubt('supplier_id', message('file_supplier_country', { text }), suggestions);
  if (id === null) return reader.wrong('supplier_id', message('file_supplier', { text }), suggestions);
  if (isNear) reader.doubt('supplier_id', message('file_supplier_taken', { text, id }));
  return id;
}
