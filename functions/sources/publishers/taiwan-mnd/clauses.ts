/** What no rule claims is kept apart. */
import type { UnreadPart } from '../document-reader.ts';

/** Each was seen. 末 for 未 decides between "none detected" and an unknown clause. */
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

/** Elsewhere they are layout, even within a word. */
const withoutLayoutSpaces = (text: string) =>
  text.replaceAll(/\s+/gu, (space, offset: number) =>
    IS_ASCII.test(text[offset - 1] ?? '') && IS_ASCII.test(text[offset + space.length] ?? '') ? ' ' : '',
  );

export const reportWords = (text: string): string => {
  const narrow = text.normalize('NFKC').replaceAll(/[\u200B-\u200D\u2060\uFEFF\u00AD]/gu, '');
  const spelled = MISWRITTEN.reduce((spelling, [wrong, right]) => spelling.replaceAll(wrong, right), narrow);
  return withoutLayoutSpaces(spelled);
};

export const COUNTED = ['aircraft', 'crossed', 'navy_ships', 'official_ships', 'balloons'] as const;

export type Counted = (typeof COUNTED)[number];

export type NamedDay = Readonly<{
  year: number | null;
  month: number | null;
  /** `null`: "today". */
  day: number | null;
}>;

export type ReportFact =
  /** `word`: two words for one kind add up, one word twice must agree. */
  | Readonly<{ kind: 'count'; of: Counted; count: number; word: string }>
  /** Without a word of the median line: nothing crossed. `null`: no number. */
  | Readonly<{ kind: 'entered'; count: number | null }>
  /** `all`: all of them crossed. */
  | Readonly<{ kind: 'crossed_uncounted'; all: boolean }>
  /** Until August 2022; lines add up. */
  | Readonly<{ kind: 'type'; count: number }>
  | Readonly<{ kind: 'period'; start: NamedDay; end: NamedDay; time: string }>
  | Readonly<{ kind: 'day'; day: NamedDay; part: string | null }>
  | Readonly<{ kind: 'until'; day: NamedDay; time: string }>
  | Readonly<{ kind: 'spoken'; day: NamedDay }>;

export const TODAY: NamedDay = { year: null, month: null, day: null };

/** `HH:MM`; after noon also on a clock of twelve. */
export const clockTime = (hour: string, minute: string | undefined, afterNoon: boolean): string => {
  const hours = Number(hour) + (afterNoon && Number(hour) < 12 ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${(minute ?? '').padStart(2, '0')}`;
};

/** Of the Republic of China up to 1911, else of the common era. */
export const commonEraYear = (year: string): number =>
  Number(year) < 1911 ? Number(year) + 1911 : Number(year);

export type ClauseRule<Fact> = Readonly<{
  pattern: RegExp;
  /** `null` gives the clause back. */
  read?: (match: RegExpExecArray, scanned: Scanned<Fact>) => readonly Fact[] | null;
  /** From here on; `null` ends it. */
  subject?: string | null;
  within?: string;
}>;

type Scanned<Fact> = Readonly<{
  facts: readonly Fact[];
  subject: string | null;
}>;

type ScannedText<Fact> = Readonly<{
  facts: readonly Fact[];
  unread: readonly UnreadPart[];
}>;

/** They never carry a figure. */
const BETWEEN = /(?:[\s,;。.、:'"*()-]|以及|及|與|並|另|此外|而|and\b|as well as\b)+/uy;

/** A comma within a number does not end it. */
const CLAUSE = /(?:[^,;。.、:]|(?<=\d)[,.:](?=\d))+/uy;

const at = (pattern: RegExp, text: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position;
  const match = pattern.exec(text);
  return match === null || match[0] === '' ? null : match;
};

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
