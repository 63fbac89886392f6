import {
  type DocumentReader,
  type PrintedTotal,
  type ReadDocument,
  type ReadObservation,
  type UnreadPart,
  unreadDocument,
} from './document-reader.ts';
import { columnsOf, rowsOrUnread } from './tables.ts';

type PublishedValue = Readonly<{
  /** `null`: withheld, not available, a bound or a word. */
  value: number | null;
  qualifier: string | null;
  isEstimated: boolean;
  isUnknown: boolean;
}>;

/** Page "Units and Abbreviations" of each edition. */
const SIGNS: Readonly<Record<string, Readonly<{ value: number | null; qualifier: string | null }>>> = {
  '': { value: null, qualifier: null },
  W: { value: null, qualifier: 'withheld' },
  NA: { value: null, qualifier: 'not available' },
  XX: { value: null, qualifier: 'not applicable' },
  '-': { value: 0, qualifier: 'zero' },
};
const WORDS =
  /^(?:very )?(?:large|small|moderate)$|^categorized as|^included (?:in|with)|^less than|^not (?:available|applicable)|^withheld|^\(\d+\)$/i;

export function publishedValue(cell: string | number | null): PublishedValue {
  const text = String(cell ?? '')
    .trim()
    .replace(/^[–—−-]+$/, '-');
  const known = { isEstimated: false, isUnknown: false };
  const sign = SIGNS[text];
  if (sign !== undefined) return { ...sign, ...known };
  if (/^less than (?:½|1\/2|half)/i.test(text))
    return { value: null, qualifier: 'less than half a unit', ...known };
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
 * 302,000 is taken as rounded to thousands, within 500; an exact number that ends in zeros looks the same.
 */
export function roundingOf(value: number): number {
  if (value === 0) return 0;
  const [whole = '', fraction = ''] = String(Math.abs(value)).split('.');
  const zeros = fraction === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : -fraction.length;
  return 10 ** zeros / 2;
}

export const usgsMcsReader: DocumentReader = {
  version: 3,
  read: (raw) => Promise.resolve([readTable(raw.address ?? raw.name, raw.bytes)]),
};

const editionIn = (name: string): string | null =>
  /MCS[ _-]?(20\d{2})/i.exec(name)?.[1]?.replace(/^/, 'MCS') ?? null;

type Figure = Readonly<{
  commodity: string;
  country: string;
  statistic: string;
  /** As printed: `Mine production`. */
  detail: string;
  unit: string;
  year: number;
  value: number | null;
  qualifier: string | null;
  isEstimate: boolean;
  note: string | null;
}>;

function readTable(name: string, bytes: Uint8Array): ReadDocument {
  const rows = rowsOrUnread(name, bytes);
  if ('document' in rows) return rows;
  const columns = columnsOf(rows[0] ?? []);
  const missing = [
    'COMMODITY',
    'COUNTRY',
    'STATISTICS',
    'STATISTICS_DETAIL',
    'UNIT',
    'YEAR',
    'VALUE',
    'NOTES',
  ].filter((column) => !columns.has(column));
  if (missing.length > 0)
    return unreadDocument(
      name,
      (rows[0] ?? []).join(','),
      `It has no column ${missing.join(', ')}, as the table of 2026 has.`,
    );
  const unread: UnreadPart[] = [];
  const figures = rows.slice(1).flatMap((row): readonly Figure[] => {
    const text = (column: string) => String(row[columns.get(column) ?? -1] ?? '').trim();
    if (/salient|u\.s\./i.test(text('SECTION')) && !/world/i.test(text('SECTION'))) return []; // Figures of the United States, not of the world table.
    const [year, country, cell, note] = [
      Number(text('YEAR')),
      text('COUNTRY'),
      publishedValue(text('VALUE')),
      text('NOTES'),
    ];
    const untold = (why: string) =>
      unread.push({ text: `${text('COMMODITY')}, ${country} ${text('YEAR')}: ${text('VALUE')}`, why });
    if (!/^(?:19|20)\d\d$/.test(text('YEAR')) || country === '') {
      untold('The row has no year or no country.');
      return [];
    }
    if (cell.isUnknown) untold('The value is neither a number nor a sign that the publisher explains.');
    return [
      {
        commodity: text('COMMODITY'),
        country,
        statistic: text('STATISTICS').toLowerCase(),
        detail: text('STATISTICS_DETAIL').replace(/[:,]\s*rounded$/i, ''),
        unit: text('UNIT'),
        year,
        value: cell.value,
        qualifier: cell.qualifier,
        isEstimate: cell.isEstimated || /^estimated/i.test(note),
        note: note === '' ? null : note,
      },
    ];
  });
  const edition = editionIn(name);
  const observations = figures
    .filter(({ value, qualifier }) => value !== null || qualifier !== null)
    .map((figure) => observationOf(figure, edition));
  return {
    document: `${edition ?? 'mcs'} ${name.split('/').at(-1)}`,
    period_end: figures.length === 0 ? null : `${Math.max(...figures.map(({ year }) => year))}-12-31`,
    observations,
    printed_totals: totalsOf(figures),
    unread:
      observations.length > 0
        ? unread
        : [...unread, { text: name, why: 'No figure was found in the table.' }],
  };
}

function observationOf({ isEstimate, ...figure }: Figure, edition: string | null): ReadObservation {
  return {
    id: [figure.commodity, figure.statistic, figure.detail, figure.country].join('|'),
    series: 'usgs_mcs',
    date: `${figure.year}-12-31`,
    published: null,
    values: { edition, ...figure, is_estimate: isEstimate },
  };
}

const isTotal = (country: string) => /^world total/i.test(country);

/** Both are rounded. Totals over a withheld row are left out, unless a note excludes it. */
function totalsOf(figures: readonly Figure[]): readonly PrintedTotal[] {
  const groups = Map.groupBy(figures, ({ commodity, statistic, detail, year }) =>
    [commodity, statistic, detail, year].join('|'),
  );
  return [...groups].flatMap(([what, group]) => {
    const total = group.find(({ country }) => isTotal(country));
    const rows = group.filter(({ country }) => !isTotal(country));
    if (total?.value == null || rows.length === 0 || total.statistic === 'reserves') return [];
    const excludes = /excludes u\.?s\.? production/i.test(total.note ?? '');
    const counted = rows.filter(({ country }) => !(excludes && country === 'United States'));
    if (counted.some(({ value, qualifier }) => value === null && qualifier !== null)) return [];
    const read = counted.reduce((sum, { value }) => sum + (value ?? 0), 0);
    const tolerance =
      roundingOf(total.value) + counted.reduce((sum, { value }) => sum + roundingOf(value ?? 0), 0);
    return [
      {
        what: `world total, ${what.replaceAll('|', ', ')}, ${total.unit}`,
        printed: total.value,
        read,
        tolerance,
      },
    ];
  });
}
