/** Days in Japanese releases: years of an era, months that are left out, spans, and weekdays that must fit. */
import { dayNumber, isoDate } from '#domain/time/calendar.ts';

/** A day or a span of days, and where it stands in the text. */
export interface MentionedDays {
  /** `YYYY-MM-DD`. */
  readonly first: string;
  readonly last: string;
  /** Index of the first character, and of the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** Days of a text, and printed weekdays that are not those of their days. */
export interface DatedText {
  readonly days: readonly MentionedDays[];
  readonly wrongWeekdays: readonly string[];
}

/** Year before the first one of an era. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };
const WEEKDAYS = '日月火水木金土';
const DAY =
  '(?:(令和|平成|昭和)(\\d{1,2}|元)年|(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:\\(([日月火水木金土])(?:[・、]?[祝休振]日?)?\\))?';
/** A day; or `同日` (that day), `本日` (the day of the release), `昨日` (the day before). Spans of `17日から18日にかけて` are two days with `から` between. */
const DAYS = new RegExp(`(?:${DAY}(?!間|連続|ぶり|目)|(同日|本日|昨日)(?:\\(\\d{1,2}日\\))?)`, 'g');

const DAYS_OF_ERA_DATE = new RegExp(DAY);

/** `令和8年3月10日` or `2026年3月10日` -> `2026-03-10`; `null` where the text has no day with a year. */
export function firstFullDate(line: string): string | null {
  for (const match of line.matchAll(new RegExp(DAYS_OF_ERA_DATE, 'g'))) {
    const year = yearOf(match);
    if (year !== null && match[4] !== undefined) return dateOf(year, Number(match[4]), Number(match[5]));
  }
  return null;
}

/**
 * The days that a sentence speaks of, in their order. A year that is left out is that of the day before it in the sentence, else the last one
 * that does not lie after the release. A month that is left out is the one near `context` whose weekday fits, and that is not after the release.
 * `sameDay` is the day that `同日` means where the sentence names none before it.
 */
export function daysOf(line: string, released: string, context: string, sameDay: string = context): DatedText {
  const days: MentionedDays[] = [];
  const wrongWeekdays: string[] = [];
  let near = context;
  let statedYear: number | null = null;
  for (const match of line.matchAll(DAYS)) {
    const from = match.index;
    const to = from + match[0].length;
    const day: string | null = wordDay(match[7], released, days.at(-1)?.last ?? sameDay) ?? resolved(match, { released, near, statedYear });
    if (day === null) continue;
    if (yearOf(match) !== null) statedYear = Number(day.slice(0, 4));
    near = day;
    if (match[6] !== undefined && weekdayOf(day) !== match[6]) wrongWeekdays.push(match[0]);
    const before = days.at(-1);
    if (before !== undefined && /^(?:頃|以降)?(?:から|~|-)$/.test(line.slice(before.to, from)) && before.first <= day) {
      days[days.length - 1] = { ...before, last: day, to };
    } else days.push({ first: day, last: day, from, to });
  }
  return { days, wrongWeekdays };
}

interface DayContext {
  readonly released: string;
  readonly near: string;
  readonly statedYear: number | null;
}

function resolved(match: RegExpMatchArray, { released, near, statedYear }: DayContext): string | null {
  const day = Number(match[5]);
  const year = yearOf(match);
  if (match[4] !== undefined) {
    const month = Number(match[4]);
    if (year !== null) return dateOf(year, month, day);
    if (statedYear !== null) return firstAfter(near, [dateOf(statedYear, month, day), dateOf(statedYear + 1, month, day)], released);
    const years = [0, 1].map((back) => dateOf(Number(released.slice(0, 4)) - back, month, day));
    return years.find((one) => one !== null && one <= released) ?? years[0] ?? null;
  }
  const candidates = [0, 1, -1].flatMap((months) => dateOf(Number(near.slice(0, 4)), Number(near.slice(5, 7)) + months, day) ?? []);
  const fits = candidates.filter((one) => one <= released && (match[6] === undefined || weekdayOf(one) === match[6]));
  return fits[0] ?? candidates.find((one) => one <= released) ?? candidates[0] ?? null;
}

/** A year that was stated carries on to the next month and day, into the next year where the order of the months says so. */
function firstAfter(near: string, candidates: readonly (string | null)[], released: string): string | null {
  return candidates.find((one) => one !== null && one >= near && one <= released) ?? candidates[0] ?? null;
}

function wordDay(word: string | undefined, released: string, last: string): string | null {
  if (word === undefined) return null;
  return word === '同日' ? last : isoDate(dayNumber(released) - (word === '昨日' ? 1 : 0));
}

function yearOf(match: RegExpMatchArray): number | null {
  if (match[3] !== undefined) return Number(match[3]);
  const era = match[1] === undefined ? undefined : ERAS[match[1]];
  return era === undefined ? null : era + (match[2] === '元' ? 1 : Number(match[2]));
}

/** Months outside 1 to 12 run over into the years beside; `null` for a day that the month does not have. */
function dateOf(year: number, month: number, day: number): string | null {
  const time = new Date(Date.UTC(year, month - 1, day));
  return time.getUTCDate() === day ? time.toISOString().slice(0, 10) : null;
}

const weekdayOf = (day: string): string => WEEKDAYS.charAt(new Date(`${day}T00:00:00Z`).getUTCDay());
