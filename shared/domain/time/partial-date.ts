/**
 * Dates of measures may name a month or a year. A `from` field is read as the first day of the period, `known_from` and every `to` field as
 * the last (section 1 of the scoring specification).
 */

import type { IsoDate } from '../vocabulary/scoring-inputs.ts';
import { dayNumber } from './calendar.ts';

/** Days since 1970-01-01; `Infinity` stands for "no end". */
export type DayNumber = number;

/** First day of `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Throws `RangeError` for anything else. */
export function firstDayOf(date: IsoDate): DayNumber {
  if (date.length === 4) return dayNumber(`${date}-01-01`);
  if (date.length === 7) return dayNumber(`${date}-01`);
  return dayNumber(date);
}

/** Last day of `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Throws `RangeError` for anything else. */
export function lastDayOf(date: IsoDate): DayNumber {
  if (date.length === 4) return dayNumber(`${date}-12-31`);
  if (date.length === 7) return lastDayOfMonth(Number(date.slice(0, 4)), Number(date.slice(5)), date);
  return dayNumber(date);
}

function lastDayOfMonth(year: number, month: number, date: IsoDate): DayNumber {
  dayNumber(`${date}-01`);
  const next = month === 12 ? `${String(year + 1).padStart(4, '0')}-01-01` : `${date.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`;
  return dayNumber(next) - 1;
}
