/**
 * Calendar arithmetic on whole days of the proleptic Gregorian calendar. Dates are labels: no clock, no time zone.
 */
import type { IsoDate } from './scoring-inputs.ts';

const DAYS_IN_ERA = 146_097;
const EPOCH_OFFSET = 719_468;

/** Days since 1970-01-01 of a civil date (H. Hinnant, days_from_civil). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - EPOCH_OFFSET;
}

/** `YYYY-MM-DD` of a day number (days since 1970-01-01). */
export function isoDate(dayNumber: number): IsoDate {
  const z = dayNumber + EPOCH_OFFSET;
  const era = Math.floor(z / DAYS_IN_ERA);
  const dayOfEra = z - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Is this an existing calendar day written `YYYY-MM-DD`? */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isoDate(daysFromText(text)) === text;
}

function daysFromText(date: IsoDate): number {
  return daysFromCivil(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** Days since 1970-01-01 of `YYYY-MM-DD`; the difference of two is the number of days between them. RangeError for anything else. */
export function dayNumber(date: IsoDate): number {
  if (!isCalendarDay(date)) throw new RangeError(`"${date}" is not a calendar day written YYYY-MM-DD`);
  return daysFromText(date);
}
