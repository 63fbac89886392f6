/** Numbers as they are printed: no more digits than the intervals support, one unit each, and unknown is never 0. */

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const TENTH = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const MINUS = '\u2212';

/** Scores at which another band begins. */
const BAND_LIMITS = [20, 40, 60, 80];

/**
 * A score or points, 0 to 100: whole, because intervals are many points wide. What is above 0 and rounds to it reads "<1", and nothing is
 * rounded up into the next band: 79.96 reads 79.
 */
export function scoreText(score: number): string {
  if (score > 0 && score < 0.5) return '<1';
  const whole = Math.round(score);
  return WHOLE.format(BAND_LIMITS.includes(whole) && score < whole ? whole - 1 : whole).replace('-', MINUS);
}

/** A difference of scores with its sign, to a tenth: differences of the same subject are much surer than its level. */
export function differenceText(points: number): string {
  const text = TENTH.format(Math.abs(points));
  if (text === '0.0') return '0.0';
  return `${points < 0 ? MINUS : '+'}${text}`;
}

const HUNDREDTH = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A score to a hundredth, where two scores of one subject are told apart that differ by less than a point. */
export const hundredthText = (score: number): string => HUNDREDTH.format(score);

/** A part of one as percent. */
export function percentText(part: number): string {
  if (part > 0 && part < 0.005) return '<1 %';
  return `${WHOLE.format(part * 100)} %`;
}

/** A quantity with thousands apart, whole from 10 on, else to a tenth. */
export const quantityText = (quantity: number): string =>
  Math.abs(quantity) >= 10 || Number.isInteger(quantity) ? WHOLE.format(quantity) : TENTH.format(quantity);

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** "2026-10-01" or a moment in UTC as "1 Oct 2026". What is no date (a year, a season) stays as it is. */
export const dayText = (date: string): string => (/^\d{4}-\d\d-\d\d/.test(date) ? DAY.format(new Date(date.slice(0, 10))) : date);
export const shortDayText = (date: string): string =>
  /^\d{4}-\d\d-\d\d/.test(date) ? SHORT_DAY.format(new Date(date.slice(0, 10))) : date;

/** Days from one date to another, both as YYYY-MM-DD. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** A word of the API as words: "active_control" becomes "active control". */
export const plainWords = (word: string): string => word.replaceAll('_', ' ');

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How far off a day is: "in 3 days", "tomorrow", and in years where days say little. */
export function inDays(days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return days > 730 ? `in ${Math.round(days / 365)} years` : `in ${days} days`;
}
