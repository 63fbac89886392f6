/** Reader of the world tables of the Mineral Commodity Summaries of the US Geological Survey: one CSV since 2025, archives of CSV files before. */
import {
  type DocumentReader,
  type PrintedTotal,
  type RawDocument,
  type ReadDocument,
  type ReadObservation,
  type UnreadPart,
  unreadDocument,
} from './document-reader.ts';
import { columnsOf, isZip, rowsOrUnread, type TableCell, unzipWithin } from './tables.ts';

/** A cell as it was meant. */
interface PublishedValue {
  /** `null`: withheld, not available, or only a bound or a word. */
  readonly value: number | null;
  /** Why there is no number, or what is said of it: `withheld`, `not available`, `not applicable`, `zero`, `less than half a unit`, `more than`, `less than`, or the printed word. */
  readonly qualifier: string | null;
  /** An `e` before the number. */
  readonly isEstimated: boolean;
  /** Nothing known stands in the cell. */
  readonly isUnknown: boolean;
}

/** Signs of the publisher, explained on the page "Units and Abbreviations" of each edition. */
const SIGNS: Readonly<Record<string, { readonly value: number | null; readonly qualifier: string | null }>> = {
  '': { value: null, qualifier: null },
  W: { value: null, qualifier: 'withheld' },
  NA: { value: null, qualifier: 'not available' },
  XX: { value: null, qualifier: 'not applicable' },
  '-': { value: 0, qualifier: 'zero' },
};
/** Words instead of a number, which say where the figure is or how large it might be. */
const WORDS =
  /^(?:very )?(?:large|small|moderate)$|^categorized as|^included (?:in|with)|^less than|^not (?:available|applicable)|^withheld|^\(\d+\)$/i;

export function publishedValue(cell: string | number | null): PublishedValue {
  const text = String(cell ?? '')
    .trim()
    .replace(/^[–—−-]+$/, '-');
  const known = { isEstimated: false, isUnknown: false };
  const sign = SIGNS[text];
  if (sign !== undefined) return { ...sign, ...known };
  if (/^less than (?:½|1\/2|half)/i.test(text)) return { value: null, qualifier: 'less than half a unit', ...known };
  if (WORDS.test(text)) return { value: null, qualifier: text.toLowerCase(), ...known };
  const number = /^(e)?([<>]?)(e)?(-?[\d,]*\.?\d+)$/.exec(text.replaceAll(/\s/g, ''));
  if (number === null || !Number.isFinite(Number((number[4] ?? '').replaceAll(',', ''))))
    return { value: null, qualifier: text, isEstimated: false, isUnknown: true };
  const value = Number((number[4] ?? '').replaceAll(',', ''));
  const bound = number[2] === '>' ? 'more than' : number[2] === '<' ? 'less than' : null;
  return {
    value: bound === null ? value : null,
    qualifier: bound === null ? null : `${bound} ${value}`,
    isEstimated: (number[1] ?? number[3]) !== undefined,
    isUnknown: false,
  };
}

/**
 * Half of the last printed digit that is not a zero at the end: 302,000 is taken as rounded to thousands, so within 500. A number that happens to
 * end in zeros without having been rounded gets a wider tolerance than it needs; nothing in the table tells the two apart.
 */
export function roundingOf(value: number): number {
  if (value === 0) return 0;
  const [whole = '', fraction = ''] = String(Math.abs(value)).split('.');
  const zeros = fraction === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : -fraction.length;
  return 10 ** zeros / 2;
}

/** Commodities by the five letters that stand for them in the names of files of the Mineral Commodity Summaries. */
const COMMODITY_CODES: Readonly<Record<string, string>> = {
  antim: 'Antimony',
  beryl: 'Beryllium',
  bismu: 'Bismuth',
  chrom: 'Chromium',
  cobal: 'Cobalt',
  coppe: 'Copper',
  fluor: 'Fluorspar',
  galli: 'Gallium',
  germa: 'Germanium',
  graph: 'Graphite (natural)',
  heliu: 'Helium',
  indiu: 'Indium',
  lithi: 'Lithium',
  manga: 'Manganese',
  mgcomp: 'Magnesium compounds',
  mgmet: 'Magnesium metal',
  molyb: 'Molybdenum',
  nicke: 'Nickel',
  niobi: 'Niobium',
  phosp: 'Phosphate rock',
  plati: 'Platinum-group metals',
  raree: 'Rare earths',
  rheni: 'Rhenium',
  selen: 'Selenium',
  simet: 'Silicon',
  stron: 'Strontium',
  tanta: 'Tantalum',
  tellu: 'Tellurium',
  timin: 'Titanium mineral concentrates',
  tin: 'Tin',
  titan: 'Titanium and TiO2',
  tungs: 'Tungsten',
  vanad: 'Vanadium',
  zinc: 'Zinc',
  zirco: 'zirco',
  'zirco-hafni': 'Zirconium and hafnium',
};

export const usgsMcsReader: DocumentReader = {
  version: 2,
  read: (raw) => Promise.resolve(isZip(raw.bytes) ? readArchive(raw) : [readTable(raw.address ?? raw.name, raw.bytes)]),
};

/** Largest sum of unpacked bytes; the largest edition unpacks to about 4 MB. */
const MOST_UNPACKED_BYTES = 128 * 1024 * 1024;
/** Largest sum for an archive in an archive. */
const MOST_INNER_BYTES = 16 * 1024 * 1024;
/** Parts of archives that hold no world table: notes, pictures, and tables of the United States (`salient`). */
const NOT_A_WORLD_TABLE = /(?:^|\/)__MACOSX\/|(?:^|\/)\.|\.(?:xml|txt|pdf|docx?|html?|png|jpe?g|json|md)$|salient|\/$/i;

/** Tables of an archive, and of archives in it, of which each is a table or workbook. */
function readArchive(raw: RawDocument, isInner = false): readonly ReadDocument[] {
  const name = raw.address ?? raw.name;
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipWithin(raw.bytes, isInner ? MOST_INNER_BYTES : MOST_UNPACKED_BYTES, (file) => !NOT_A_WORLD_TABLE.test(file));
  } catch (error) {
    return [unreadDocument(name, '', `The archive could not be unpacked: ${error instanceof Error ? error.message : String(error)}.`)];
  }
  const documents = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([file, bytes]) =>
      isZip(bytes) && !isInner
        ? readArchive({ ...raw, address: null, name: file, bytes }, true)
        : [readTable(file, bytes, editionIn(name))],
    );
  return documents.length > 0 ? documents : [unreadDocument(name, '', 'The archive holds no world table of a commodity.')];
}

const editionIn = (text: string): string | null => {
  const year = /MCS[ _-]?(20\d{2})/i.exec(text)?.[1];
  return year === undefined ? null : `MCS${year}`;
};

function readTable(name: string, bytes: Uint8Array, edition: string | null = null): ReadDocument {
  const rows = rowsOrUnread(name, bytes);
  if ('document' in rows) return rows;
  const columns = columnsOf(rows[0] ?? []);
  const read: ReadRows | null = columns.has('STATISTICS_DETAIL')
    ? rowsOfLongTable(rows, columns, name)
    : columns.has('COUNTRY') && columns.has('TYPE')
      ? rowsOfWideTable(rows, columns, name, edition)
      : null;
  if (read === null) return unreadDocument(name, (rows[0] ?? []).join(','), 'The columns are those of no edition from 2022 to 2026.');
  const years = read.figures.map(({ year }) => year);
  const tableEdition = read.edition ?? editionIn(name) ?? edition ?? (years.length === 0 ? null : `MCS${Math.max(...years) + 1}`);
  const observations = read.figures
    .filter(({ value, qualifier }) => value !== null || qualifier !== null)
    .map((figure) => observationOf(figure, tableEdition));
  const unread = observations.length > 0 ? read.unread : [...read.unread, { text: name, why: 'No figure was found in the table.' }];
  return {
    document: `${tableEdition ?? 'mcs'} ${name.split('/').at(-1)}`,
    periodEnd: years.length === 0 ? null : `${Math.max(...years)}-12-31`,
    observations,
    printedTotals: totalsOf(read.figures),
    unread,
  };
}

type Statistic = 'production' | 'capacity' | 'reserves';

interface Figure {
  readonly commodity: string;
  readonly country: string;
  readonly statistic: string;
  /** Kind of output that is counted, as printed: `Mine production, contained cobalt`. */
  readonly detail: string;
  readonly stage: string;
  readonly unit: string;
  readonly year: number;
  readonly value: number | null;
  readonly qualifier: string | null;
  readonly isEstimate: boolean;
  readonly note: string | null;
}

interface ReadRows {
  readonly figures: readonly Figure[];
  readonly unread: readonly UnreadPart[];
  readonly edition: string | null;
}

/** Stage of the supply chain by the words of the publisher, which calls mine and refinery output alike `Production`; `other` where the words name none. */
function stageOf(detail: string): string {
  if (/\bmine\b|\bmin(?:ing|ed)\b|reserves|concentrate/i.test(detail)) return 'mine';
  if (/refiner|smelter|primary|refined|sponge|pigment|raw steel|pig iron|metal|alumina|plant|low-purity/i.test(detail)) return 'refining';
  return 'other';
}

/** 2026: a row for each figure. */
function rowsOfLongTable(rows: readonly (readonly TableCell[])[], columns: ReadonlyMap<string, number>, name: string): ReadRows {
  const unread: UnreadPart[] = [];
  const text = (row: readonly TableCell[], column: string) => String(row[columns.get(column) ?? -1] ?? '').trim();
  const figures = rows.slice(1).flatMap((row): readonly Figure[] => {
    const year = Number(text(row, 'YEAR'));
    const country = text(row, 'COUNTRY');
    const section = text(row, 'SECTION');
    if (/salient|u\.s\./i.test(section) && !/world/i.test(section)) return []; // Figures of the United States, not of the world table.
    const cell = publishedValue(text(row, 'VALUE'));
    if (!Number.isInteger(year) || year === 0 || country === '') {
      unread.push({ text: row.join(','), why: 'The row has no year or no country.' });
      return [];
    }
    if (cell.isUnknown)
      unread.push({ text: text(row, 'VALUE'), why: 'The value is neither a number nor a sign that the publisher explains.' });
    const detail = text(row, 'STATISTICS_DETAIL').replace(/:\s*rounded$/i, '');
    const note = text(row, 'NOTES');
    return [
      {
        commodity: text(row, 'COMMODITY'),
        country,
        statistic: text(row, 'STATISTICS').toLowerCase(),
        detail,
        stage: stageOf(detail),
        unit: text(row, 'UNIT'),
        year,
        value: cell.value,
        qualifier: cell.qualifier,
        isEstimate: cell.isEstimated || /^estimated/i.test(note),
        note: note === '' ? null : note,
      },
    ];
  });
  return { figures, unread, edition: editionIn(name) };
}

const UNITS: Readonly<Record<string, string>> = {
  t: 'metric tons',
  kt: 'thousand metric tons',
  mt: 'million metric tons',
  mmt: 'million metric tons',
  kg: 'kilograms',
  mcm: 'million cubic meters',
  mct: 'million carats',
  kct: 'thousand carats',
};
const UNIT_IN_WORDS =
  /((?:thousand|million) (?:metric )?(?:dry )?(?:tons|carats)|(?:million|thousand) cubic meters|metric tons|kilograms|carats)/i;
const STATISTICS: Readonly<Record<string, Statistic>> = {
  prod: 'production',
  production: 'production',
  cap: 'capacity',
  capacity: 'capacity',
  reserve: 'reserves',
  reserves: 'reserves',
};

interface ValueColumn {
  readonly index: number;
  readonly statistic: Statistic;
  readonly product: string;
  readonly unit: string | null;
  readonly year: number | null;
  readonly isEstimate: boolean;
}

/** `PROD_T_EST_2022`, `PROD_EST_ 2024`, `CAP_PIGMENT_KT_2022`, `RESERVES_T`: statistic, product, unit, estimate, year; `null` for a column of something else. */
function valueColumn(name: string, index: number): ValueColumn | null {
  const words = name
    .toLowerCase()
    .split(/[_ ]+/)
    .filter((word) => word !== '');
  const statistic = STATISTICS[words[0] ?? ''];
  if (statistic === undefined || /^notes?$/.test(words.at(-1) ?? '')) return null;
  const rest = words.slice(1);
  const year = rest.find((word) => /^\d{4}$/.test(word));
  const unit = rest.find((word) => word in UNITS);
  const product = rest.filter((word) => word !== year && word !== unit && word !== 'est').join(' ');
  return {
    index,
    statistic,
    product,
    unit: unit === undefined ? null : (UNITS[unit] ?? null),
    year: year === undefined ? null : Number(year),
    isEstimate: rest.includes('est'),
  };
}

/** 2022 to 2025: a row for each country and kind of output, with columns for two years, capacity and reserves. */
function rowsOfWideTable(
  rows: readonly (readonly TableCell[])[],
  columns: ReadonlyMap<string, number>,
  name: string,
  archive: string | null,
): ReadRows {
  const unread: UnreadPart[] = [];
  const values = [...columns].flatMap(([column, index]) => valueColumn(column, index) ?? []);
  for (const [column] of columns) {
    if (!/^(?:SOURCE|DATASOURCE|COMMODITY|COUNTRY|TYPE|UNIT_MEAS|UNIT)$|NOTE|FOOT/.test(column) && valueColumn(column, 0) === null)
      unread.push({ text: column, why: 'No rule knows this column.' });
  }
  const text = (row: readonly TableCell[], column: string) => String(row[columns.get(column) ?? -1] ?? '').trim();
  const code = /mcs\d{4}-([a-z-]+)/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const source = editionIn(text(rows[1] ?? [], 'SOURCE')) ?? editionIn(name) ?? archive;
  const figures = rows.slice(1).flatMap((row): readonly Figure[] => {
    const country = text(row, 'COUNTRY');
    const type = text(row, 'TYPE');
    if (country === '') return [];
    const commodity = columns.has('COMMODITY') ? text(row, 'COMMODITY') : (COMMODITY_CODES[code] ?? code);
    const unitOfRow = text(row, 'UNIT_MEAS') || text(row, 'UNIT') || (UNIT_IN_WORDS.exec(type)?.[1] ?? '');
    return values.flatMap((column): readonly Figure[] => {
      const cell = publishedValue(row[column.index] ?? null);
      if (cell.isUnknown)
        unread.push({ text: String(row[column.index]), why: 'The value is neither a number nor a sign that the publisher explains.' });
      const note = noteOf(row, columns, column.statistic);
      const year = column.year ?? dataYear(source, values);
      if (year === null) return [];
      return [
        {
          commodity,
          country: country.replace(/\s*\(rounded\)$/i, ''),
          statistic: column.statistic,
          detail: column.product === '' ? type : `${type}, ${column.product}`,
          stage: column.statistic === 'reserves' ? 'mine' : stageOf(`${type} ${column.product}`),
          unit: column.unit ?? unitOfRow,
          year,
          value: cell.value,
          qualifier: cell.qualifier,
          isEstimate: column.isEstimate ? !reportedIn(note, year) : cell.isEstimated || estimatedToo(note, year),
          note,
        },
      ];
    });
  });
  return { figures, unread, edition: source };
}

/** Reserves without a year are those of the edition's last data year. */
function dataYear(edition: string | null, values: readonly ValueColumn[]): number | null {
  const years = values.flatMap(({ year }) => year ?? []);
  if (years.length > 0) return Math.max(...years);
  return edition === null ? null : Number(edition.slice(-4)) - 1;
}

function noteOf(row: readonly TableCell[], columns: ReadonlyMap<string, number>, statistic: Statistic): string | null {
  const names = {
    production: ['PROD_NOTES', 'PROD_NOTE'],
    capacity: ['CAP_NOTES', 'CAP_NOTE'],
    reserves: ['RESERVES_NOTES', 'RESERVE_NOTES', 'RESERVES_NOTE'],
  }[statistic];
  const note = names.map((name) => String(row[columns.get(name) ?? -1] ?? '').trim()).find((text) => text !== '');
  return note ?? null;
}

const estimatedToo = (note: string | null, year: number): boolean =>
  note !== null && /estimated/i.test(note) && note.includes(String(year));

const reportedIn = (note: string | null, year: number): boolean =>
  note !== null && /^reported/i.test(note) && (!/\d{4}/.test(note) || note.includes(String(year)));

function observationOf({ isEstimate, ...figure }: Figure, edition: string | null): ReadObservation {
  return {
    id: [figure.commodity, figure.statistic, figure.detail, figure.country].join('|'),
    series: 'usgs_mcs',
    date: `${figure.year}-12-31`,
    published: null,
    values: { edition, ...figure, is_estimate: isEstimate },
  };
}

const isTotal = (country: string): boolean => /^world total/i.test(country);

/**
 * Printed world totals beside the sums of their rows. Both are rounded: the tolerance is half of the last digit of the total and of each row. A total
 * over a withheld or missing row cannot be compared and is left out, unless its note says that it excludes that row.
 */
function totalsOf(figures: readonly Figure[]): readonly PrintedTotal[] {
  const groups = Map.groupBy(figures, ({ commodity, statistic, detail, year }) => [commodity, statistic, detail, year].join('|'));
  return [...groups].flatMap(([what, group]) => {
    const total = group.find(({ country }) => isTotal(country));
    const rows = group.filter(({ country }) => !isTotal(country));
    if (total?.value == null || rows.length === 0 || total.statistic === 'reserves') return [];
    const excludes = /excludes u\.?s\.? production/i.test(total.note ?? '');
    const counted = rows.filter(({ country }) => !(excludes && country === 'United States'));
    if (counted.some(({ value, qualifier }) => value === null && qualifier !== null)) return [];
    const read = counted.reduce((sum, { value }) => sum + (value ?? 0), 0);
    const tolerance = roundingOf(total.value) + counted.reduce((sum, { value }) => sum + roundingOf(value ?? 0), 0);
    return [{ what: `world total, ${what.replaceAll('|', ', ')}, ${total.unit}`, printed: total.value, read, tolerance }];
  });
}
