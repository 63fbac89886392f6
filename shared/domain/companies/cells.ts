/**
 * Cells of a file as people write them: numbers, units, money, shares and days. What may mean two things is
 * said to.
 */
import { isCalendarDay } from '../time/calendar.ts';
import type { Message } from '../vocabulary/score-document.ts';
import { message } from '../words/render.ts';
import {
  KG_PER_UNIT,
  MONEY_WORDS,
  PERIOD_WORDS,
  SCALE_WORDS,
  SPAN_WORDS,
  UNIT_WORDS,
  UNKNOWN_WORDS,
} from './file-words.ts';

/** Mark before the decimals. */
export type Decimal = '.' | ',';
export type Cell = string | number | null;

/** A word beside a number: what it is counted in. */
export type Measure =
  | Readonly<{ is: 'unit'; unit: string; factor: number }>
  | Readonly<{ is: 'money'; currency: string | null; factor: number }>
  | Readonly<{ is: 'days'; factor: number }>
  | Readonly<{ is: 'percent'; factor: number }>;

/** Signs of money are no letters, so names are compared as they are written. */
const written = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[.\s]+/g, ' ')
    .trim();
const wordsOf = (words: string): readonly string[] => words.split('|').map(written);
const SCALES = SCALE_WORDS.flatMap(([factor, words]) => wordsOf(words).map((scale) => ({ scale, factor })));
const MEASURES: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ...SCALES.map(({ scale, factor }) => [scale, { is: 'money', currency: null, factor }] as const),
  ...MONEY_WORDS.flatMap(([currency, words]) =>
    wordsOf(words).flatMap((word) => [
      [word, { is: 'money', currency, factor: 1 }] as const,
      ...SCALES.flatMap(({ scale, factor }) =>
        [`${scale}${word}`, `${scale} ${word}`, `${word}${scale}`, `${word} ${scale}`].map(
          (scaled) => [scaled, { is: 'money', currency, factor }] as const,
        ),
      ),
    ]),
  ),
  ...UNIT_WORDS.flatMap(([unit, factor, words]) =>
    wordsOf(words).map((word) => [word, { is: 'unit', unit, factor }] as const),
  ),
  ...['%', 'percent', 'pct', 'prozent', 'パーセント'].map(
    (word) => [word, { is: 'percent', factor: 1 }] as const,
  ),
  ['割', { is: 'percent', factor: 10 }], // a tenth
  ...SPAN_WORDS.flatMap(([factor, words]) =>
    wordsOf(words).map((word) => [word, { is: 'days', factor }] as const),
  ),
]);
const PERIODS: ReadonlySet<string> = new Set(wordsOf(PERIOD_WORDS));
const UNKNOWN: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '—',
  '–',
  '?',
  '？',
  'ー',
  ...wordsOf(UNKNOWN_WORDS),
]);

/**
 * What the words around a number say; null where one is not understood. `￥` is yen and yuan: no currency.
 * `isSpan`: of a length of time, where a year is
 * one and not a time of which the number is.
 */
export function measureOf(words: string, isSpan = false): Measure | 'none' | null {
  const parts = words
    .normalize('NFKC')
    .split(/[/,]/)
    .map(written)
    .filter((part) => part !== '' && (isSpan || !PERIODS.has(part)) && part !== '¥');
  const [first, ...others] = parts;
  if (first === undefined) return 'none';
  return others.length > 0 ? null : (MEASURES.get(first) ?? null);
}

/**
 * Why an amount in a unit is none of a material that is counted in `unit` (null: that is not known); null: it
 * is one.
 */
export function unitsApart(told: string, unit: string | null): Message | null {
  return unit === null || (KG_PER_UNIT.has(told) ? 'kg' : told) === unit
    ? null
    : message('file_unit_wrong', { told, unit });
}

/** As `unitsApart`, of a unit as it is written. */
export function unitProblem(written: string, unit: string | null): Message | null {
  const measure = measureOf(written);
  if (measure === null || measure === 'none' || measure.is !== 'unit')
    return message('file_unit', { text: written });
  return unitsApart(measure.unit, unit);
}

export const isUnknown = (cell: Cell): boolean =>
  cell === null || (typeof cell === 'string' && UNKNOWN.has(written(cell.replaceAll('/', ' '))));

/** A number as it can be read with each mark before the decimals, and what stands around it. */
export type WrittenNumber = Readonly<{
  point: number | null;
  comma: number | null;
  isNegative: boolean;
  words: string;
}>;

const PLAIN = {
  '.': /^(?:\d+|[1-9]\d{0,2}(?:([, '])\d{3})(?:\1\d{3})*)(?:\.\d+)?$/,
  ',': /^(?:\d+|[1-9]\d{0,2}(?:([. '])\d{3})(?:\1\d{3})*)(?:,\d+)?$/,
} as const;

function valueWith(digits: string, decimal: Decimal): number | null {
  if (/^\d+(?:\.\d+)?e[+-]?\d+$/i.test(digits))
    return decimal === '.' || !digits.includes('.') ? Number(digits) : null;
  if (!PLAIN[decimal].test(digits)) return null;
  const marks = decimal === '.' ? /[, ']/g : /[. ']/g;
  return Number(digits.replaceAll(marks, '').replace(',', '.'));
}

/** Null: no number stands there, or more than one. */
export function writtenNumber(cell: string): WrittenNumber | null {
  // `1.200,-` is whole euros.
  const text = cell
    .normalize('NFKC')
    .replaceAll(/[’`´]/g, "'")
    .replaceAll(/[−–—]/g, '-')
    .replace(/[,.]-+(?=\D*$)/, '')
    .trim();
  const found = /^(?<before>\D*?)(?<digits>\d(?:[\d.,' ]*\d)?(?:e[+-]?\d+)?)(?<after>\D*)$/i.exec(
    text,
  )?.groups;
  if (found === undefined) return null;
  const { before = '', digits = '', after = '' } = found;
  const isBracketed = before.includes('(') && after.includes(')');
  return {
    point: valueWith(digits, '.'),
    comma: valueWith(digits, ','),
    isNegative: isBracketed || /[-△▲]/.test(before) || after.includes('-'),
    words: `${before.replace('+', ' ')} ${after}`.replaceAll(/[-△▲()]/g, ' ').trim(),
  };
}

/**
 * The mark that the numbers of a column tell: one, `both` where they contradict each other, null where each
 * reads both ways.
 */
export function decimalOf(numbers: readonly WrittenNumber[]): Decimal | 'both' | null {
  const point = numbers.some((number) => number.point !== null && number.comma === null);
  const comma = numbers.some((number) => number.comma !== null && number.point === null);
  if (point && comma) return 'both';
  return point ? '.' : comma ? ',' : null;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCalendarDay(date) ? date : null;
}

/**
 * Days that a cell may mean, as `YYYY-MM-DD`: one; two where day and month may be either; none where it is no
 * day.
 */
export function daysIn(cell: string): readonly string[] {
  const text = cell
    .normalize('NFKC')
    .replace(/[T ]\d{1,2}:\d{2}.*$/, '')
    .replaceAll(/\s/g, '');
  const era = /^(?:令和|R)(\d{1,2}|元)[年.](\d{1,2})[月.](\d{1,2})日?$/.exec(text);
  const first = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const last = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  // The first year of Reiwa is 2019.
  if (era !== null)
    return listed(dayOf(2018 + (era[1] === '元' ? 1 : Number(era[1])), Number(era[2]), Number(era[3])));
  if (first !== null) return listed(dayOf(Number(first[1]), Number(first[2]), Number(first[3])));
  if (last === null) return [];
  const [one, other, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
  // Nobody writes the month first with dots.
  return listed(dayOf(year, other, one), last[2] === '.' ? null : dayOf(year, one, other));
}

const listed = (...days: readonly (string | null)[]): readonly string[] => [
  ...new Set(days.filter((day) => day !== null)),
];
