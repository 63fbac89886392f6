/**
 * Goes through the text of a report clause by clause; what no rule claims is kept apart, so that a new
 * wording shows instead of being skipped.
 */
import type { UnreadPart } from '../document-reader.ts';

/**
 * Wrong characters of published texts, with what was meant. Each was seen in a report; none changes a number.
 * 末 (end) for 未 (not) decides
 * between "none detected" and an unknown clause, 丶 is a stroke that looks like the comma 、.
 */
const MISWRITTEN: readonly (readonly [RegExp, string])[] = [
  [/丶/gu, '、'],
  [/台(?=[海灣])/gu, '臺'],
  [/末(?=偵獲|逾越|發現)/gu, '未'],
  [/[谕諭踰愈途輸喻](?=越)/gu, '逾'],
  [/糸(?=統)/gu, '系'],
  [/嚴䀄/gu, '嚴密'],
  [/[舆舉輿興](?=應處)/gu, '與'],
  [/束(?=部)/gu, '東'],
  [/𢝵(?=彈)/gu, '飛'],
  [/岸[罝罣]/gu, '岸置'],
  [/[’‘`´]/gu, "'"],
  [/\s*'\s*(?=s\s)/gu, "'"],
  [/迄迄/gu, '迄'],
  [/年年/gu, '年'],
];

const IS_ASCII = /^[ -~]$/;

/**
 * Spaces mean something between English words and between two numbers only: elsewhere they are layout, even
 * in the middle of a word.
 */
const withoutLayoutSpaces = (text: string): string =>
  text.replaceAll(/\s+/gu, (space, offset: number) =>
    IS_ASCII.test(text[offset - 1] ?? '') && IS_ASCII.test(text[offset + space.length] ?? '') ? ' ' : '',
  );

/**
 * A text as the rules read it: full-width letters, digits and signs as ASCII, known miswritten characters put
 * right, spaces only where they
 * part words or numbers.
 */
export const reportWords = (text: string): string => {
  const narrow = text.normalize('NFKC').replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/gu, '');
  const spelled = MISWRITTEN.reduce((spelling, [wrong, right]) => spelling.replaceAll(wrong, right), narrow);
  return withoutLayoutSpaces(spelled);
};

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
  /**
   * So many of a kind. `word` is what they were called: two words for one kind add up, one word twice must
   * agree.
   */
  | { readonly kind: 'count'; readonly of: Counted; readonly count: number; readonly word: string }
  /**
   * So many entered an air space, without a word of the median line: then nothing crossed it. `null` where no
   * number stands.
   */
  | { readonly kind: 'entered'; readonly count: number | null }
  /**
   * Some crossed the median line, and no number says how many: all of them where a word says so, or where
   * there was one.
   */
  | { readonly kind: 'crossed_uncounted'; readonly all: boolean }
  /** One line of a list of types, as reports had it until August 2022; the lines add up. */
  | { readonly kind: 'type'; readonly count: number }
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
export const commonEraYear = (year: string): number =>
  Number(year) < 1911 ? Number(year) + 1911 : Number(year);

/** A way to read one kind of clause. */
export interface ClauseRule<Fact> {
  /** Sticky, so that it matches at the place where the scanner stands and nowhere else. */
  readonly pattern: RegExp;
  /**
   * Facts of the clause; none for words without a figure. `null` gives the clause back: another rule may
   * claim it.
   */
  readonly read?: (match: RegExpExecArray, scanned: Scanned<Fact>) => readonly Fact[] | null;
  /** Subject from here on, for clauses that mean something only within it; `null` ends the present one. */
  readonly subject?: string | null;
  /** The rule speaks only while this is the subject. */
  readonly within?: string;
}

/** All that was found so far, for rules whose meaning hangs on it. */
interface Scanned<Fact> {
  readonly facts: readonly Fact[];
  readonly subject: string | null;
}

/** Facts of a whole text, in its order, and the clauses that no rule claimed. */
interface ScannedText<Fact> {
  readonly facts: readonly Fact[];
  readonly unread: readonly UnreadPart[];
}

/** Signs and joining words between clauses. `及` and `並` join; they never carry a figure. */
const BETWEEN = /(?:[\s,;。.、:'"*()-]|以及|及|與|並|另|此外|而|and\b|as well as\b)+/uy;

/** Where an unknown clause ends. A comma or a point within a number does not end it. */
const CLAUSE = /(?:[^,;。.、:]|(?<=\d)[,.:](?=\d))+/uy;

const at = (pattern: RegExp, text: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position;
  const match = pattern.exec(text);
  return match === null || match[0] === '' ? null : match;
};

/**
 * Facts of a text by the first rule that claims each clause; every other clause is unread, with the clause
 * itself as it stands.
 */
export const scanClauses = <Fact>(text: string, rules: readonly ClauseRule<Fact>[]): ScannedText<Fact> => {
  const facts: Fact[] = [];
  const unread: UnreadPart[] = [];
  let subject: string | null = null;
  let position = 0;
  const claim = (): boolean => {
    for (const rule of rules) {
      if (rule.within !== undefined && rule.within !== subject) continue;
      const match = at(rule.pattern, text, position);
      if (match === null) continue;
      const found = rule.read === undefined ? [] : rule.read(match, { facts, subject });
      if (found === null) continue;
      facts.push(...found);
      if (rule.subject !== undefined) subject = rule.subject;
      position += match[0].length;
      return true;
    }
    return false;
  };
  while (position < text.length) {
    if (claim()) continue;
    const between = at(BETWEEN, text, position);
    if (between !== null) {
      position += between[0].length;
      continue;
    }
    const clause = at(CLAUSE, text, position)?.[0] ?? text.slice(position);
    unread.push({
      text: clause.trim(),
      why: 'No rule knows this clause. A new wording needs a rule before the report can be taken.',
    });
    position += clause.length;
  }
  return { facts, unread };
};
