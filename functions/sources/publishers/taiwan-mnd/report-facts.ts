/** What single clauses of a report say, before they are put together. */

/** Names of the values of an observation: what one report can state. */
export const COUNTED = ['aircraft', 'crossed', 'navy_ships', 'official_ships', 'balloons'] as const;

/** One of the values that a report can state. */
export type Counted = (typeof COUNTED)[number];

/** A day as a text names it: parts that it leaves out are `null`. */
export interface NamedDay {
  /** Year of the common era. */
  readonly year: number | null;
  readonly month: number | null;
  /** Day of the month; `null` for "today", which is the day of publication. */
  readonly day: number | null;
}

/** A statement of one clause. */
export type ReportFact =
  /** So many of a kind. `word` is what they were called: two words for one kind add up, one word twice must agree. */
  | { readonly kind: 'count'; readonly of: Counted; readonly count: number; readonly word: string }
  /** So many entered an air space, without a word of the median line: then nothing crossed it. `null` where no number stands. */
  | { readonly kind: 'entered'; readonly count: number | null }
  /** All that were detected crossed the median line. */
  | { readonly kind: 'all_crossed' }
  /** "17 out of 29": the whole, which must be the number of aircraft. */
  | { readonly kind: 'out_of'; readonly count: number }
  /** One line of a list of types, as reports had it until August 2022; the lines add up. */
  | { readonly kind: 'type'; readonly count: number; readonly language: 'zh' | 'en' }
  /** From a moment to a moment. */
  | { readonly kind: 'period'; readonly start: NamedDay; readonly end: NamedDay; readonly time: string }
  /** A whole day, or a part of it such as `night`. */
  | { readonly kind: 'day'; readonly day: NamedDay; readonly part: string | null }
  /** Up to a moment of the day of the report. */
  | { readonly kind: 'until'; readonly day: NamedDay; readonly time: string }
  /** The day on which the ministry says that it speaks. */
  | { readonly kind: 'spoken'; readonly day: NamedDay };

/** "Today": the day of publication. */
export const TODAY: NamedDay = { year: null, month: null, day: null };

/** Hours of a 24-hour day, `HH:MM`. An hour after noon may be given on a clock of twelve. */
export const clockTime = (hour: string, minute: string | undefined, afterNoon: boolean): string => {
  const hours = Number(hour) + (afterNoon && Number(hour) < 12 ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${(minute ?? '').padStart(2, '0')}`;
};

/** Years of the Republic of China count from 1912; a year after 1911 is one of the common era already. */
export const commonEraYear = (year: string): number => (Number(year) < 1911 ? Number(year) + 1911 : Number(year));
