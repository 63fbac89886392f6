/** Days of the periods that the tables name; used for the day from which a fact was known. */

const lastDayOfMonth = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);

/** Last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export function lastDateOf(period: string): string {
  const [year, month, day] = period.split('-');
  if (day !== undefined) return period;
  return lastDayOfMonth(Number(year), Number(month ?? 12));
}

/** Last day of the last year, half year, quarter, month or day named in a text such as `2025e`, `2010-2014` or `2024-H1`; null if none is. */
export function lastDayNamedIn(words: string): string | null {
  const half = /(\d{4})-([HQ])([1-4])$/.exec(words);
  if (half) return lastDayOfMonth(Number(half[1]), Number(half[3]) * (half[2] === 'H' ? 6 : 3));
  const date = /(\d{4})-(0[1-9]|1[0-2])(-\d{2})?$/.exec(words);
  if (date) return lastDateOf(date[0]);
  const year = words.match(/\d{4}/g)?.at(-1);
  return year === undefined ? null : lastDateOf(year);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE_IN_WORDS = new RegExp(`(?:(\\d{1,2}) )?(${MONTHS.join('|')}) (\\d{4})`, 'g');

/** Days written as `12 Jul 2020` or `Aug 2024` (its last day) in a text, latest last. */
export function datesInWords(words: string): readonly string[] {
  return [...words.matchAll(DATE_IN_WORDS)]
    .map(([, day, month, year]) => {
      const period = `${year}-${String(MONTHS.indexOf(month ?? '') + 1).padStart(2, '0')}`;
      return day === undefined ? lastDateOf(period) : `${period}-${day.padStart(2, '0')}`;
    })
    .sort();
}
