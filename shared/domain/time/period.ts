/** Days of the periods in which the supplier register speaks: days, months and years, and besides half years and quarters. */
import { type DayNumber, firstDayOf, lastDayOf } from './partial-date.ts';

const PART_OF_YEAR = /^(\d{4})-(?:H([12])|Q([1-4]))$/;

/** First and last month of `YYYY-Hn` or `YYYY-Qn`; `null` for other words. */
function monthsOf(period: string): readonly [string, string] | null {
  const match = PART_OF_YEAR.exec(period);
  if (match === null) return null;
  const [, year, half, quarter] = match;
  const length = half === undefined ? 3 : 6;
  const last = Number(half ?? quarter) * length;
  return [`${year}-${String(last - length + 1).padStart(2, '0')}`, `${year}-${String(last).padStart(2, '0')}`];
}

/** First day of `YYYY`, `YYYY-Hn`, `YYYY-Qn`, `YYYY-MM` or `YYYY-MM-DD`. Throws `RangeError` for anything else. */
export function firstDayOfPeriod(period: string): DayNumber {
  return firstDayOf(monthsOf(period)?.[0] ?? period);
}

/** Last day of the same. */
export function lastDayOfPeriod(period: string): DayNumber {
  return lastDayOf(monthsOf(period)?.[1] ?? period);
}
