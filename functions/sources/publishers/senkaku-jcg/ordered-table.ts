/**
 * Reads text of the table that lost its columns, where only one reading is left.
 *
 * Months to about 2018 keep their rows: a line holds a day of the left half, its vessels, and the day of the right half with its vessels. Every
 * way to read every line is tried, and the month is taken only when exactly one of them has each day once, pairs the days alike in all rows,
 * and adds up to all four printed totals.
 *
 * Later months are set in two blocks that cross the halves: the number behind a day of the left half is the territorial sea of the RIGHT half.
 * In May 2019 `4 4 4` and `4 25 4` mean 4 vessels on the 20th and on the 9th, not on the 4th and the 25th, and the totals cannot tell: both
 * readings add up. Such a month is taken only when its totals say that nothing entered the territorial sea.
 */

import { type MonthTotals, monthOfTitle, sumOfDays, type TableDay, totalsOf, vesselsOf } from './month-table.ts';
import type { PlacedTable } from './placed-table.ts';

/** Lines are read one by one, each in a handful of ways: a table that needs more steps than this is too ambiguous to trust. */
const MOST_STEPS = 200_000;

const CELL = /\d+(?:[【[]\d+[】\]])?※?/gu;
const CELLS_ONLY = /^(?:\d+(?:[【[]\d+[】\]])?※?\s*)+$/u;
const MONTH_LINE = /^(?:平成|令和|H|R)\s*(?:元|\d{1,2})\s+\d{1,2}$/u;
const FULL_WIDTH_DIGIT = /[０-９]/u;

/** Headings of both halves in the order of a row. */
const ROWS_KEPT = /日接続水域入域領海侵入(?:\(接続水域入域の内数\))?日接続水域入域領海侵入/u;
const HAND_IN = 'Hand in the PDF, or text with columns (pdftotext -layout).';

type Reading = readonly TableDay[];

const dayOf = (cell: string | undefined): number | null => {
  const day = cell !== undefined && /^\d{1,2}$/u.test(cell) ? Number(cell) : 0;
  return day >= 1 && day <= 31 ? day : null;
};

/** Ways to begin a line with a day: the day alone, or with one or two numbers behind it. */
const groupsAt = (cells: readonly string[], mostValues: number): readonly { readonly day: TableDay; readonly length: number }[] => {
  const day = dayOf(cells[0]);
  if (day === null) return [];
  const [contiguous, territorial] = [cells[1], cells[2]].map((cell) => (cell === undefined ? null : vesselsOf(cell)));
  const groups = [
    { day: { day, contiguous: null, territorial: null }, length: 1 },
    { day: { day, contiguous: contiguous ?? null, territorial: null }, length: 2 },
    { day: { day, contiguous: contiguous ?? null, territorial: territorial ?? null }, length: 3 },
  ];
  // Vessels in the territorial sea are vessels in the contiguous zone around it too.
  return groups.filter(
    (group) => group.length <= Math.min(cells.length, 1 + mostValues) && (group.day.territorial ?? 0) <= (group.day.contiguous ?? 0),
  );
};

const readingsOf = (cells: readonly string[], mostValues: number): readonly Reading[] =>
  cells.length === 0
    ? [[]]
    : groupsAt(cells, mostValues).flatMap(({ day, length }) => readingsOf(cells.slice(length), mostValues).map((rest) => [day, ...rest]));

/** A row holds one day of each half, and all rows are as far apart. `null` while no row has told how far. */
const rowsApart = (reading: Reading, apart: number | null): number | null | 'no row' => {
  const [left, right] = reading;
  if (left === undefined || reading.length > 2) return 'no row';
  if (right === undefined) return apart;
  const distance = right.day - left.day;
  return distance > 0 && (apart === null || apart === distance) ? distance : 'no row';
};

const isSum = (days: Reading, totals: MonthTotals): boolean => {
  const sums = sumOfDays(days);
  return (
    sums.contiguousDays === totals.contiguousDays &&
    sums.contiguousVessels === totals.contiguousVessels &&
    sums.territorialDays === totals.territorialDays &&
    sums.territorialVessels === totals.territorialVessels
  );
};

const isRun = (days: Reading, last: number): boolean => {
  const numbers = days.map(({ day }) => day).sort((a, b) => a - b);
  return numbers.at(-1) === last && numbers.every((day, index) => day === (numbers[0] ?? 0) + index);
};

/** All readings of the month that are consistent, two at most: a second one is reason enough to refuse. `null` when there are too many to try. */
const consistentReadings = (lines: readonly (readonly Reading[])[], last: number, totals: MonthTotals): readonly Reading[] | null => {
  const found = new Map<string, Reading>();
  const ordered = [...lines].sort((a, b) => a.length - b.length);
  let steps = 0;
  const visit = (index: number, days: Reading, taken: ReadonlySet<number>, apart: number | null): void => {
    steps += 1;
    if (found.size > 1 || steps > MOST_STEPS) return;
    const line = ordered[index];
    if (line === undefined) {
      if (isRun(days, last) && isSum(days, totals)) {
        const month = [...days].sort((a, b) => a.day - b.day);
        found.set(JSON.stringify(month), month);
      }
      return;
    }
    for (const reading of line) {
      const numbers = reading.map(({ day }) => day);
      const distance = rowsApart(reading, apart);
      if (distance === 'no row' || numbers.some((day) => taken.has(day) || day > last)) continue;
      visit(index + 1, [...days, ...reading], new Set([...taken, ...numbers]), distance);
    }
  };
  visit(0, [], new Set(), null);
  return steps > MOST_STEPS ? null : [...found.values()];
};

/** Totals whose numbers were torn from their labels: the two lines of two numbers that hold full-width digits, which nothing else here does. */
const tornTotals = (lines: readonly string[]): { readonly totals: MonthTotals; readonly lines: readonly string[] } | null => {
  const torn = lines.filter((line) => FULL_WIDTH_DIGIT.test(line) && /^\d+\s+\d+$/u.test(line.normalize('NFKC').trim()));
  const [contiguous, territorial] = torn.map((line) => line.normalize('NFKC').trim().split(/\s+/u).map(Number));
  if (torn.length !== 2 || contiguous === undefined || territorial === undefined) return null;
  return {
    lines: torn,
    totals: {
      contiguousDays: contiguous[0] ?? 0,
      contiguousVessels: contiguous[1] ?? 0,
      territorialDays: territorial[0] ?? 0,
      territorialVessels: territorial[1] ?? 0,
    },
  };
};

const KNOWN_WORDS =
  /^(?:中国公船|中国海警局に所属する船舶等|による尖閣諸島接近|\(接続水域入域・領海侵入\)|状況|[-ー－]|(?:平成|令和|H|R)(?:元|\d{1,2})年\d{1,2}月|\(\d{1,2}\/\d{1,2}現在\)|\(隻\)|年|月|日|接続水域入域|領海侵入|\(接続水域入域の内数\)|;|\d*日、のべ\d*隻|・?\d{1,2}月\d{1,2}日から\d{1,2}日にかけての※の【】内は、領海侵入の回数|(?:令和|平成|H|R)(?:元|\d{1,2})\d{1,2})*$/u;

/** A month from text without columns, or why it cannot be taken from it. */
export const readOrderedTable = (text: string, lastDay: (year: number, month: number) => number): PlacedTable => {
  const month = monthOfTitle(text);
  if (month === null) return { refused: 'No month stands beside the table, such as 令和8年10月.' };
  const lines = text.split('\n').map((line) => line.trim());
  const torn = tornTotals(lines);
  const totals = totalsOf(text) ?? torn?.totals ?? null;
  const withoutColumns = 'The text lost the columns of the table';
  if (totals === null) return { refused: `${withoutColumns} and the printed totals. ${HAND_IN}` };
  const candidates = lines
    .filter((line) => !(torn !== null && totalsOf(text) === null && torn.lines.includes(line)))
    .map((line) => line.normalize('NFKC'));
  const tableLines = candidates.filter((line) => CELLS_ONLY.test(line));
  const others = candidates.filter(
    (line) => !CELLS_ONLY.test(line) && !MONTH_LINE.test(line) && !KNOWN_WORDS.test(line.replaceAll(/\s/gu, '')),
  );
  const keepsRows = ROWS_KEPT.test(text.normalize('NFKC').replaceAll(/\s/gu, ''));
  if (!keepsRows && totals.territorialVessels > 0) {
    return { refused: `${withoutColumns}, and which half of it a number in the territorial sea belongs to. ${HAND_IN}` };
  }
  const readings = consistentReadings(
    tableLines.map((line) => readingsOf(line.match(CELL) ?? [], keepsRows ? 2 : 1)),
    lastDay(month.year, month.month),
    totals,
  );
  const [only, second] = readings ?? [];
  if (only === undefined || second !== undefined) {
    const how = readings === null || second !== undefined ? 'more than one way to read it agrees' : 'no way to read it agrees';
    return { refused: `${withoutColumns}, and ${how} with the printed totals. ${HAND_IN}` };
  }
  return {
    month,
    days: only,
    totals,
    unread: others.map((line) => ({ text: line, why: 'No part of the table is known to have this line.' })),
  };
};
