/** Which calendar day a report means, when its text leaves out the year or the month. */
import { dayNumber, isCalendarDay } from '#domain/time/calendar.ts';
import type { NamedDay } from './report-facts.ts';

const written = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Months of a day and of the two around it, as far apart as a report and its publication ever are. */
const monthsAround = (anchor: string): readonly (readonly [number, number])[] => {
  const [year, month] = [Number(anchor.slice(0, 4)), Number(anchor.slice(5, 7))];
  return [-1, 0, 1].map((shift) => {
    const months = year * 12 + (month - 1) + shift;
    return [Math.floor(months / 12), (months % 12) + 1];
  });
};

/**
 * The existing day nearest to `anchor` that agrees with all that the text names, `YYYY-MM-DD`; `null` when there is none: a 30 February, or
 * "today" without a day of publication.
 */
export const calendarDayOf = ({ year, month, day }: NamedDay, anchor: string | null): string | null => {
  if (year !== null && month !== null && day !== null) {
    const exact = written(year, month, day);
    return isCalendarDay(exact) ? exact : null;
  }
  if (anchor === null) return null;
  if (day === null) return anchor;
  const candidates = (
    month === null
      ? monthsAround(anchor).map(([ofYear, ofMonth]) => written(ofYear, ofMonth, day))
      : [-1, 0, 1].map((shift) => written(Number(anchor.slice(0, 4)) + shift, month, day))
  ).filter(isCalendarDay);
  const distance = (candidate: string): number => Math.abs(dayNumber(candidate) - dayNumber(anchor));
  return candidates.sort((a, b) => distance(a) - distance(b))[0] ?? null;
};
