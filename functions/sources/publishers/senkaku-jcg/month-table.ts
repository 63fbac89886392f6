import { isCalendarDay, isoDate, lastDayOf } from '#domain/time/calendar.ts';
import type { PrintedTotal, ReadDocument, ReadObservation, UnreadPart } from '../document-reader.ts';

export type TableDay = Readonly<{
  day: number;
  contiguous: number | null;
  territorial: number | null;
}>;

/** Days with vessels in the contiguous zone, their sum, and both for the territorial sea. */
type MonthTotals = readonly [number, number, number, number];

type TableMonth = Readonly<{
  year: number;
  month: number;
  /** "(10/8 現在)"; `null`: a finished month. */
  countedTo: Readonly<{ month: number; day: number }> | null;
}>;

const FIRST_YEAR = { H: 1989, R: 2019 } as const;
const ERAS: Readonly<Record<string, keyof typeof FIRST_YEAR>> = {
  平成: 'H',
  H: 'H',
  h: 'H',
  令和: 'R',
  R: 'R',
  r: 'R',
};

/** 元 is the first year. */
const eraYear = (era: string, year: string) =>
  FIRST_YEAR[ERAS[era] ?? 'R'] + (year === '元' ? 1 : Number(year)) - 1;

/** `data_h24_09`, `data_R2_1`; `data_R_05` is of the first year of Reiwa. */
export const monthOfName = (name: string): Readonly<{ year: number; month: number }> | null => {
  const parts = /data_(?<era>[hHrR])(?<year>\d{1,2})?_(?<month>\d{1,2})(?!\d)/u.exec(name)?.groups;
  if (parts === undefined) return null;
  return { year: eraYear(parts.era ?? '', parts.year ?? '元'), month: Number(parts.month) };
};

const squeezed = (text: string) => text.normalize('NFKC').replaceAll(/\s/gu, '');

export const monthOfTitle = (text: string): TableMonth | null => {
  const words = squeezed(text);
  const title = /(?<era>平成|令和|H|R)(?<year>元|\d{1,2})年(?<month>\d{1,2})月/u.exec(words)?.groups;
  if (title === undefined) return null;
  const counted = /\((?<month>\d{1,2})\/(?<day>\d{1,2})現在\)/u.exec(words)?.groups;
  return {
    year: eraYear(title.era ?? '', title.year ?? ''),
    month: Number(title.month),
    countedTo: counted === undefined ? null : { month: Number(counted.month), day: Number(counted.day) },
  };
};

export const totalsOf = (text: string): MonthTotals | null => {
  const words = squeezed(text);
  const total = (label: string): RegExpExecArray | null =>
    new RegExp(`${label};(\\d+)日、のべ(\\d+)隻`, 'u').exec(words);
  const contiguous = total('(?<!の)接続水域入域');
  const territorial = total('領海侵入(?:\\(接続水域入域の内数\\))?');
  if (contiguous === null || territorial === null) return null;
  return [Number(contiguous[1]), Number(contiguous[2]), Number(territorial[1]), Number(territorial[2])];
};

/** `2【3】※`: 2 vessels that came in 3 times. `null` for anything else. */
export const vesselsOf = (cell: string): number | null => {
  const count = /^(\d+)(?:[【[]\d+[】\]])?※?$/u.exec(squeezed(cell))?.[1];
  return count === undefined ? null : Number(count);
};

const sumOfDays = (days: readonly TableDay[]): MonthTotals => {
  const sums = (counts: readonly number[]) =>
    [counts.filter((count) => count > 0).length, counts.reduce((sum, count) => sum + count, 0)] as const;
  return [
    ...sums(days.map(({ contiguous }) => contiguous ?? 0)),
    ...sums(days.map(({ territorial }) => territorial ?? 0)),
  ];
};

const TOTALS = [
  'days with vessels in the contiguous zone',
  'vessels in the contiguous zone',
  'days with vessels in the territorial sea',
  'vessels in the territorial sea',
] as const;

const padded = (number: number) => String(number).padStart(2, '0');

const endOfMonth = (year: number, month: number) => isoDate(lastDayOf(`${year}-${padded(month)}`));

export type MonthTable = Readonly<{
  month: TableMonth;
  days: readonly TableDay[];
  totals: MonthTotals | null;
  unread: readonly UnreadPart[];
}>;

const problem = (text: string, why: string): UnreadPart => ({ text, why });

const gapsIn = (days: readonly TableDay[], last: number): readonly UnreadPart[] => {
  const numbers = days.map(({ day }) => day).sort((a, b) => a - b);
  const first = numbers[0] ?? 1;
  const expected = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (numbers.length === expected.length && expected.every((day, index) => numbers[index] === day)) return [];
  return [
    problem(numbers.join(' '), `The days of the table are not the days ${first} to ${last}, each once.`),
  ];
};

/**
 * A blank cell is 0 on days that the table counts already; later nothing is stated. A month that is not over
 * counts up to its last day with vessels, unless it says so itself.
 */
export const monthDocument = (
  { month, days, totals, unread }: MonthTable,
  receivedOn: string,
): ReadDocument => {
  const { year, countedTo } = month;
  const name = `${year}-${padded(month.month)}`;
  const end = endOfMonth(year, month.month);
  const problems = [...unread];
  const countedYear = countedTo !== null && countedTo.month < month.month ? year + 1 : year;
  const counted =
    countedTo === null ? end : `${countedYear}-${padded(countedTo.month)}-${padded(countedTo.day)}`;
  if (!isCalendarDay(counted) || counted < `${name}-01`)
    problems.push(problem(counted, 'The day up to which the table counts is not in its month.'));
  const dateOf = (day: number): string => `${name}-${padded(day)}`;
  const withVessels = days
    .filter(({ contiguous, territorial }) => contiguous !== null || territorial !== null)
    .map(({ day }) => day);
  const isOpen = countedTo === null && end >= receivedOn;
  const lastCounted = isOpen ? dateOf(Math.max(0, ...withVessels)) : ([counted, end].sort()[0] ?? end);
  const inMonth = days.filter(({ day }) => isCalendarDay(dateOf(day)));
  for (const { day, contiguous, territorial } of days) {
    const blank = contiguous === null && territorial === null;
    if (!isCalendarDay(dateOf(day)) && !blank)
      problems.push(problem(String(day), 'A day that the month does not have carries vessels.'));
    if (dateOf(day) > lastCounted && !blank)
      problems.push(
        problem(dateOf(day), `A day after ${lastCounted}, up to which the table counts, carries vessels.`),
      );
    if ((territorial ?? 0) > (contiguous ?? 0))
      problems.push(
        problem(dateOf(day), 'More vessels in the territorial sea than in the contiguous zone around it.'),
      );
  }
  problems.push(...gapsIn(inMonth, Number(end.slice(8))));
  const observations = inMonth
    .filter(({ day }) => dateOf(day) <= lastCounted)
    .sort((a, b) => a.day - b.day)
    .map(
      ({ day, contiguous, territorial }): ReadObservation => ({
        series: 'senkaku',
        date: dateOf(day),
        published: null,
        values: { contiguous_zone_vessels: contiguous ?? 0, territorial_sea_vessels: territorial ?? 0 },
      }),
    );
  if (totals === null)
    problems.push(
      problem(
        '',
        'The totals printed under the table could not be read, and without them no day can be trusted.',
      ),
    );
  const sums = sumOfDays(inMonth);
  const printed_totals: readonly PrintedTotal[] = TOTALS.flatMap((what, n) =>
    totals === null ? [] : [{ what: `${what}, ${name}`, printed: totals[n] ?? 0, read: sums[n] ?? 0 }],
  );
  return { document: name, period_end: lastCounted, observations, printed_totals, unread: problems };
};
