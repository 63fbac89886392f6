/** One report of the ministry: from its words to an observation, or to the reasons why there is none. */
import { dayNumber } from '#domain/time/calendar.ts';
import type { ReadDocument, UnreadPart } from '../document-reader.ts';
import { CHINESE_RULES } from './chinese-rules.ts';
import { scanClauses } from './clause-scanner.ts';
import { ENGLISH_RULES } from './english-rules.ts';
import { calendarDayOf } from './report-day.ts';
import { COUNTED, type Counted, type ReportFact } from './report-facts.ts';
import { reportWords } from './report-words.ts';

/** A report as a page or a row gives it. */
export interface ReportText {
  readonly text: string;
  /** Day of the page or row, `YYYY-MM-DD`; `null` where it says none. */
  readonly published: string | null;
}

type Of<Kind extends ReportFact['kind']> = Extract<ReportFact, { readonly kind: Kind }>;

const ofKind = <Kind extends ReportFact['kind']>(facts: readonly ReportFact[], kind: Kind): readonly Of<Kind>[] =>
  facts.filter((fact): fact is Of<Kind> => fact.kind === kind);

const RULES = [...CHINESE_RULES, ...ENGLISH_RULES];

/** A report is out within a day of the end of its period; the ministry was never later than this with one that it had not forgotten. */
const LATEST_AFTER_DAYS = 10;

interface Told<T> {
  readonly value: T;
  readonly unread: readonly UnreadPart[];
}

const contradiction = (text: string, why: string): UnreadPart => ({ text, why });

/** One kind of count. Words for one kind add up (official ships and coast guard ships), one word that comes twice must agree. */
const counted = (facts: readonly ReportFact[], of: Counted, language: RegExp): Told<number | null> => {
  const counts = ofKind(facts, 'count').filter((fact) => fact.of === of && language.test(fact.word));
  const words = new Map<string, Set<number>>();
  for (const { word, count } of counts) words.set(word, (words.get(word) ?? new Set()).add(count));
  const unread = [...words]
    .filter(([, values]) => values.size > 1)
    .map(([word, values]) => contradiction(`${word}: ${[...values].join(', ')}`, `The report states two different numbers for ${of}.`));
  const sum = [...words.values()].reduce((total, values) => total + Math.max(...values), 0);
  return { value: words.size === 0 || unread.length > 0 ? null : sum, unread };
};

const CHINESE = /[^\x20-\x7E]|^(?:bracket|none)$/u;
const ENGLISH = /^(?!bracket$|none$)[\x20-\x7E]+$/u;

/** A page may say all in Chinese and again in English: then both must say the same. */
const inBothLanguages = (facts: readonly ReportFact[], of: Counted): Told<number | null> => {
  const chinese = counted(facts, of, CHINESE);
  const english = counted(facts, of, ENGLISH);
  const unread = [...chinese.unread, ...english.unread];
  if (chinese.value === null || english.value === null || chinese.value === english.value) {
    return { value: chinese.value ?? english.value, unread };
  }
  const both = contradiction(`${of}: ${chinese.value}, ${english.value}`, 'The Chinese and the English part of the report differ.');
  return { value: null, unread: [...unread, both] };
};

/** Lines of a list of types, added up; the Chinese list where there are both. */
const listed = (facts: readonly ReportFact[]): number | null => {
  const lines = ofKind(facts, 'type');
  const chinese = lines.filter(({ language }) => language === 'zh');
  const list = chinese.length > 0 ? chinese : lines;
  return list.length === 0 ? null : list.reduce((sum, { count }) => sum + count, 0);
};

type ReportValues = Readonly<Record<Counted, number | null>>;

/** All values of a report. That nothing crossed is concluded from entries alone only when every clause was read: a lost one may have said it. */
const readValues = (facts: readonly ReportFact[], allRead: boolean): Told<ReportValues> => {
  const told = new Map(COUNTED.map((of) => [of, inBothLanguages(facts, of)]));
  const stated = (of: Counted): number | null => told.get(of)?.value ?? null;
  const aircraft = stated('aircraft') ?? listed(facts);
  const entered = ofKind(facts, 'entered');
  const noneCrossed = allRead && (entered.length > 0 || aircraft === 0);
  const allCrossed = ofKind(facts, 'all_crossed').length > 0;
  const crossed = stated('crossed') ?? (allCrossed ? aircraft : noneCrossed ? 0 : null);
  const unread = [...told.values()].flatMap((one) => one.unread);
  const parts = [...entered.map(({ count }) => count ?? 0), ...(crossed === null ? [] : [crossed])];
  for (const part of parts) {
    if (aircraft !== null && part > aircraft)
      unread.push(contradiction(`${part} of ${aircraft} aircraft`, 'More crossed or entered than were detected.'));
  }
  for (const { count } of ofKind(facts, 'out_of')) {
    if (count !== aircraft)
      unread.push(contradiction(`out of ${count}`, `The whole that the sentence names is not the number of aircraft, ${aircraft}.`));
  }
  return {
    value: { aircraft, crossed, navy_ships: stated('navy_ships'), official_ships: stated('official_ships'), balloons: stated('balloons') },
    unread,
  };
};

interface Covered {
  /** Last day of the period, `YYYY-MM-DD`. */
  readonly end: string | null;
  /** Name of the period: its last moment, or the part of the day. Reports in both languages about one period share it. */
  readonly name: string | null;
}

const single = <T>(values: readonly T[]): T | null => (new Set(values).size === 1 ? (values[0] ?? null) : null);

/** The period that the text names; where it names none, the day of publication is the "today" that it speaks of. */
const readPeriod = (facts: readonly ReportFact[], published: string | null): Told<Covered> => {
  const nothing: Covered = { end: null, name: null };
  const refused = (text: string, why: string): Told<Covered> => ({ value: nothing, unread: [contradiction(text, why)] });
  const periods = ofKind(facts, 'period');
  if (periods.length > 0) {
    const ends = periods.map((period) => {
      const start = calendarDayOf(period.start, published);
      const end = calendarDayOf(
        period.end.year === null && start !== null && period.end.month !== null
          ? { ...period.end, year: Number(start.slice(0, 4)) }
          : period.end,
        published ?? start,
      );
      // A period over New Year writes its year once.
      const crossesYear = start !== null && end !== null && end < start && period.end.year === null;
      return { start, time: period.time, end: crossesYear ? `${Number(end.slice(0, 4)) + 1}${end.slice(4)}` : end };
    });
    const moment = single(ends.map(({ end, time }) => `${end}T${time}`));
    const { start, end, time } = ends[0] ?? { start: null, end: null, time: '' };
    if (moment === null) return refused(ends.map(({ end: last }) => last).join(', '), 'The report names two different periods.');
    if (start === null || end === null)
      return refused(`${start} to ${end}`, 'The days of the period do not exist, or their year cannot be told.');
    const days = dayNumber(end) - dayNumber(start);
    if (days < 0 || days > 2)
      return refused(`${start} to ${end}`, 'The period is not one of about a day: one of its dates may be mistyped.');
    return { value: { end, name: `${end}T${time}` }, unread: [] };
  }
  const days = ofKind(facts, 'day');
  const until = ofKind(facts, 'until');
  if (days.length > 0 && until.length === 0) {
    const named = days.map(({ day }) => calendarDayOf(day, published));
    const day = single(named);
    if (day === null) return refused(named.join(', '), 'The report names two different days, or a day that does not exist.');
    const part = days.find((one) => one.part !== null)?.part ?? null;
    return { value: { end: day, name: part === null ? day : `${day} ${part}` }, unread: [] };
  }
  const spoken = [...ofKind(facts, 'spoken'), ...until].map(({ day }) => day);
  if (spoken.length === 0) {
    const why =
      'The report names no period: neither dates, nor "today", nor the hour up to which it counts. The day is that of publication.';
    return { value: { end: published, name: published }, unread: [contradiction(published ?? '', why)] };
  }
  // Where it says "today, the 31st", the number counts: the page may be of the day after.
  const numbered = spoken.filter(({ day }) => day !== null);
  const named = (numbered.length > 0 ? numbered : spoken).map((day) => calendarDayOf(day, published));
  const day = single(named);
  if (day === null)
    return refused(named.join(', '), 'The report speaks of today, and neither the text nor the page says which day that is.');
  const time = single(until.map((one) => one.time));
  return { value: { end: day, name: time === null ? day : `${day}T${time}` }, unread: [] };
};

/**
 * One report as a document. Its name is the period that the text speaks of, so that a report and its translation, a page and a collected
 * text, are one document, and two periods published on one day are two.
 */
export const readReport = ({ text, published }: ReportText): ReadDocument => {
  const words = reportWords(text);
  const { facts, unread } = scanClauses(words, RULES);
  const period = readPeriod(facts, published);
  const { value: values, unread: contradictions } = readValues(facts, unread.length === 0);
  const { end, name } = period.value;
  const problems = [...unread, ...period.unread, ...contradictions];
  if (Object.values(values).every((value) => value === null)) {
    problems.push({ text: words.slice(0, 80), why: 'The report states no count of aircraft, ships or balloons.' });
  }
  if (end !== null && published !== null) {
    const late = dayNumber(published) - dayNumber(end);
    if (late < 0 || late > LATEST_AFTER_DAYS) {
      problems.push(
        contradiction(`${end}, published ${published}`, 'The period ends after its publication, or long before: a date may be mistyped.'),
      );
    }
  }
  return {
    document: name ?? `published ${published ?? 'on an unknown day'}`,
    periodEnd: end,
    observations:
      end === null
        ? []
        : [{ series: 'taiwan_strait', date: end, published, values, ...(ofKind(facts, 'type').length > 0 ? { addsUp: true } : {}) }],
    printedTotals: [],
    unread: problems,
    words,
  };
};
