/** Whole days of the proleptic Gregorian calendar. Dates are labels: no clock, no time zone. */
import type { IsoDate } from '../vocabulary/scoring-inputs.ts';

/** From 0000-03-01 to 1970-01-01. */
const EPOCH_OFFSET = 719_468;

/** Days since 1970-01-01; years begin in March, so that a leap day is the last. */
function daysFromCivil(year: number, month: number, day: number) {
  const y = month <= 2 ? year - 1 : year;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leapDays + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1 - EPOCH_OFFSET;
}

export function isoDate(dayNumber: number): IsoDate {
  const z = dayNumber + EPOCH_OFFSET;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Does the day exist, written `YYYY-MM-DD`? */
export function isCalendarDay(text: string): boolean {
  return dayOrNull(text) !== null;
}

/** Days since 1970-01-01. RangeError for anything but `YYYY-MM-DD`. */
export function dayNumber(date: IsoDate): number {
  const day = dayOrNull(date);
  if (day === null) throw new RangeError(`"${date}" is not a calendar day written YYYY-MM-DD`);
  return day;
}

const DASH = 45;
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Read digit by digit: a run asks for millions of days. */
function dayOrNull(text: string): number | null {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null;
  const year = digitsOf(text, 0, 4);
  const month = digitsOf(text, 5, 7);
  const day = digitsOf(text, 8, 10);
  return year >= 0 && day >= 1 && day <= daysIn(year, month) ? daysFromCivil(year, month, day) : null;
}

function daysIn(year: number, month: number) {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (DAYS_OF_MONTH[month - 1] ?? 0) + (month === 2 && isLeapYear ? 1 : 0);
}

/** -1 when one of them is none. */
function digitsOf(text: string, from: number, to: number) {
  let number = 0;
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = 10 * number + digit;
  }
  return number;
}

// Dates of measures may name a month or a year: a `from` is the first day of it, `known_from` and `to` the
// last (section 1).

/** Days since 1970-01-01; `Infinity`: no end. */
export type DayNumber = number;

/** Of `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; RangeError for anything else. */
export function firstDayOf(date: IsoDate): DayNumber {
  if (date.length === 4) return dayNumber(`${date}-01-01`);
  if (date.length === 7) return dayNumber(`${date}-01`);
  return dayNumber(date);
}

/** Of `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; RangeError for anything else. */
export function lastDayOf(date: IsoDate): DayNumber {
  if (date.length === 4) return dayNumber(`${date}-12-31`);
  if (date.length === 7)
    return dayNumber(`${date}-01`) + daysIn(Number(date.slice(0, 4)), Number(date.slice(5))) - 1;
  return dayNumber(date);
}

const PART_OF_YEAR = /^(\d{4})-(?:H([12])|Q([1-4]))$/;

/** Of `YYYY-Hn` or `YYYY-Qn`; `null` for other words. */
function monthsOf(period: string): readonly [string, string] | null {
  const match = PART_OF_YEAR.exec(period);
  if (match === null) return null;
  const [, year, half, quarter] = match;
  const length = half === undefined ? 3 : 6;
  const last = Number(half ?? quarter) * length;
  return [
    `${year}-${String(last - length + 1).padStart(2, '0')}`,
    `${year}-${String(last).padStart(2, '0')}`,
  ];
}

/** Also of `YYYY-Hn` and `YYYY-Qn`. */
export function firstDayOfPeriod(period: string): DayNumber {
  return firstDayOf(monthsOf(period)?.[0] ?? period);
}

export function lastDayOfPeriod(period: string): DayNumber {
  return lastDayOf(monthsOf(period)?.[1] ?? period);
}
