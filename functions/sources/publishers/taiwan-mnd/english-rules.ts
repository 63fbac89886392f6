/**
 * Clauses of the English reports, and the English that stands beside the Chinese in reports of 2020 to 2022.
 */
import {
  type ClauseRule,
  type Counted,
  clockTime,
  commonEraYear,
  type NamedDay,
  type ReportFact,
} from './clauses.ts';

type Rule = ClauseRule<ReportFact>;

const sticky = (pattern: string): RegExp => new RegExp(pattern, 'iuy');

const UNITS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const WRITTEN = `(?:(?:${TENS.join('|')})(?:[ -](?:${UNITS.slice(0, 9).join('|')}))?|${[...UNITS].reverse().join('|')})`;
const NUMBER = `(?<![\\d.,])(?:\\d{1,3}|${WRITTEN})(?![\\d])`;

/** A number in digits or in words up to ninety-nine. */
const numberOf = (text: string): number => {
  if (/^\d/u.test(text)) return Number(text);
  return text
    .toLowerCase()
    .split(/[ -]/u)
    .reduce(
      (sum, word) =>
        sum + (UNITS.indexOf(word) + 1) + (TENS.includes(word) ? (TENS.indexOf(word) + 2) * 10 : 0),
      0,
    );
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?';
const WEEKDAY = '(?:[ ,]*\\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?\\)?)?';
const DATE = `${MONTH} ?(\\d{1,2})(?:st|nd|rd|th)?\\.?${WEEKDAY}(?:,? ?(20\\d{2})${WEEKDAY})?`;
const DAY_FIRST = `(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH}(?:,? (20\\d{2}))?`;
const TIME = '(?:(\\d{1,2})(?::(\\d{2}))? ?([ap])\\.? ?m\\.?|(\\d{2}):?(\\d{2}) ?(?:hrs?\\.?|hours|h)?)';
const ZONE = '(?: ?\\(?(?:UTC|GMT) ?\\+ ?0?8(?::00)?\\)?)?';

const dayOf = (month: string | undefined, day: string | undefined, year: string | undefined): NamedDay => ({
  year: year === undefined ? null : commonEraYear(year),
  month: month === undefined ? null : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1,
  day: day === undefined ? null : Number(day),
});

const timeOf = ([hour, minute, half, hours, minutes]: readonly (string | undefined)[]): string => {
  if (hours !== undefined) return clockTime(hours, minutes, false);
  const midnight = half?.toLowerCase() === 'a' && hour === '12';
  return clockTime(midnight ? '0' : (hour ?? ''), minute, half?.toLowerCase() === 'p');
};

const count = (of: Counted, number: string, word: string): ReportFact => ({
  kind: 'count',
  of,
  count: numberOf(number),
  word,
});

/** A clause made of known words only; at least one of `needed` must be among them, and no figure is. */
const knownWords = (words: string, needed: RegExp): Pick<Rule, 'pattern' | 'read'> => ({
  pattern: sticky(`(?:(?:${words})(?![a-z])[ ,']*)+`),
  read: ([clause]) => (needed.test(clause) ? [] : null),
});

const SIDE = '(?:PLA|PRC|CCP|PLAAF|Chinese|China|communist)';
const SHIP = '(?:ships?|vessels?|warships?)(?:\\(s\\))?';

const HEADINGS: readonly Rule[] = [
  { pattern: sticky('(?:\\d\\. ?)?Date ?:'), subject: null },
  { pattern: sticky('(?:\\d\\. ?)?Aircraft Types? ?:?'), subject: 'types' },
  { pattern: sticky('(?:\\d\\. ?)?(?:Activit(?:y|ies) Area|Reactions?) ?:?'), subject: null },
  {
    pattern: sticky("(?:\\d\\. ?)?(?:PRC|PLA|CCP|Chinese)?(?:'s)? ?balloons?(?: activit(?:y|ies))? ?:"),
    subject: 'balloons',
  },
  {
    pattern: sticky(
      '(?:\\d\\. ?)?(?:Overview of )?(?:the )?PLA activit(?:y|ies)(?: in the (?:waters and airspace|vicinity)(?: around| of) Taiwan)? ?:?',
    ),
    subject: null,
  },
  {
    pattern: sticky(
      "(?:Air(?:borne)? )?(?:activit(?:y|ies)) (?:of PLA aircraft )?(?:around|in|entering) (?:the )?(?:R\\.?O\\.?C\\.? airspace|(?:south[- ]?(?:west|east)ern )?ADIZ of R\\.?O\\.?C\\.?|Taiwan'? ?s? (?:south[- ]?(?:west|east)ern )?ADIZ)\\.?",
    ),
    subject: null,
  },
  {
    pattern: sticky(
      "PLA aircraft entered Taiwan'? ?s? (?:south[- ]?(?:west|east)ern )?ADIZ(?=\\s*(?:$|[^\\x00-\\x7F]|\\d\\.))",
    ),
    subject: null,
  },
];

const DATES: readonly Rule[] = [
  {
    pattern: sticky(
      `(?:from )?${TIME}${ZONE}(?:,? (?:on )?)${DATE}${ZONE},? ?(?:to|until|till|-|~) ?${TIME}${ZONE}(?:,? (?:on )?)${DATE}${ZONE}`,
    ),
    read: (match) => [
      {
        kind: 'period',
        start: dayOf(match[6], match[7], match[8]),
        end: dayOf(match[14], match[15], match[16]),
        time: timeOf(match.slice(9, 14)),
      },
    ],
  },
  {
    pattern: sticky(
      `(?:(morning|afternoon|evening|night ?time|daytime|night) of (?:the )?)?${DATE}(?:[\\s,]*\\(?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?,?\\s?(morning|afternoon|evening|night ?time|daytime|night)?\\)?(?:morning|afternoon|evening|night)?)?`,
    ),
    read: (match) => [{ kind: 'day', day: dayOf(match[2], match[3], match[4]), part: null }],
  },
  {
    pattern: sticky(
      `(?:as of|by|up ?(?:un)?til|up to|until|till|to|before) ${TIME}${ZONE}(?:,? (?:today|this morning))?(?:,? (?:on )?(?:${DATE}|${DAY_FIRST}))?`,
    ),
    read: (match) => [
      {
        kind: 'until',
        day:
          match[7] !== undefined
            ? dayOf(match[6], match[7], match[8])
            : dayOf(match[10], match[9], match[11]),
        time: timeOf(match.slice(1, 6)),
      },
    ],
  },
];

const DIRECTION =
  '(?:north|south|east|west|central|middle)(?:[- ]?(?:east|west))?(?:ern)?|SW|SE|NE|NW|center';
const WHERE = `the|median|line|of|Taiwan'? ?s?|Strait|its|our|extension|extended|ADIZ|air defen[cs]e identification zone|airspace|part|parts|sides?|area|respectively|into|from|in|${DIRECTION}`;
const MOVES = 'crossed|crossing|cross|entered|entering|enter';
const REST = `((?:(?:${WHERE}|${MOVES}|and|or|,|any|over)(?![a-z])[ ,']*)*)`;

/**
 * Facts of a sentence about movements, by its verbs: crossing counts with all entries behind it, entries
 * alone state that nothing crossed.
 */
const movement = (number: string, words: string): readonly ReportFact[] | null => {
  const crosses = /\bcross/iu.test(words);
  if (crosses && !/\bline\b/iu.test(words)) return null;
  if (!crosses && /\bline\b/iu.test(words)) return null;
  if (/^(?:no|none)$/iu.test(number))
    return crosses
      ? [{ kind: 'count', of: 'crossed', count: 0, word: 'sentence' }]
      : [{ kind: 'entered', count: 0 }];
  if (/^(?:all|both)\b/iu.test(number))
    return crosses ? [{ kind: 'crossed_uncounted', all: true }] : [{ kind: 'entered', count: null }];
  return crosses ? [count('crossed', number, 'sentence')] : [{ kind: 'entered', count: numberOf(number) }];
};

const MOVEMENTS: readonly Rule[] = [
  {
    pattern: sticky(
      `(?:with |including |among (?:them|these|which),? |of (?:which|these|those|them),? )?(?:a total of )?(${NUMBER}|(?:all|both)(?: (?:of )?(?:the )?${NUMBER})?|none|no)(?: (?:sorties?|aircrafts?)(?= (?:out )?of))?(?: (?:out )?of (?:the |these |those |them |which )?(?:(${NUMBER}) ?)?)?(?: ?(?:detected )?(?:${SIDE} )?(?:sorties of (?:${SIDE} )?aircraft|sorties?|aircrafts?|planes|them))?(?: (?:that|which))?(?: (?:had|have|has|also|were))* ?(${MOVES})(?![a-z])[ ,]*${REST}`,
    ),
    read: ([, number = '', whole, verb = '', rest = '']) => {
      const facts = movement(number, `${verb} ${rest}`);
      return facts === null || whole === undefined
        ? facts
        : [...facts, { kind: 'out_of', count: numberOf(whole) }];
    },
    subject: null,
  },
  {
    pattern: sticky(
      `(?:the )?(?:detected )?(?:${SIDE} )?aircraft (?:did not|didn't|have not|had not|has not|never) (?:${MOVES})(?![a-z])[ ,]*${REST}`,
    ),
    read: ([clause]) => movement('no', clause),
    subject: null,
  },
  {
    pattern: sticky(
      `(?:${NUMBER}|all|both|none)(?: of)?(?: the| them| these)? ?balloons?(?: had| have)? (?:crossed|entered)(?![a-z])[ ,]*${REST}`,
    ),
  },
];

const SHIPS = `(?:PLAN|(?:PLA|PRC|Chinese|CCP) navy|(?:PLA|PRC|Chinese|CCP) naval|naval|navy|PLAN navy) ${SHIP}`;
const OFFICIAL = `(?:(?:PRC|Chinese|China|CCP) )?(official|coast guard|CCG|government) ${SHIP}`;

const COUNTS: readonly Rule[] = [
  {
    pattern: sticky(
      `(?:no|zero) ${SIDE} (?:military )?(?:aircrafts?|planes)((?:(?:,| or| and| nor)+ ?(?:no )?${SHIPS})?)(?=[^.;]*\\b(?:detected|spotted|operating|active|observed))`,
    ),
    read: ([, ships = '']) => [
      { kind: 'count', of: 'aircraft', count: 0, word: 'aircraft' },
      ...(ships === '' ? [] : [{ kind: 'count', of: 'navy_ships', count: 0, word: 'PLAN' } as const]),
    ],
    subject: null,
  },
  {
    pattern: sticky(`no ${SHIPS}(?=[^.;]*\\b(?:detected|spotted|operating|active|observed))`),
    read: () => [{ kind: 'count', of: 'navy_ships', count: 0, word: 'PLAN' }],
  },
  {
    pattern: sticky(
      `(?:a total of |the )?(${NUMBER}) (?:sorties?(?:\\(s\\))? of (?:${SIDE} )?(?:military )?aircrafts?|${SIDE} (?:military |air force )?(?:aircrafts?|planes?|warplanes?)(?: sorties?)?|${SIDE} sorties?|sorties? of ${SIDE})`,
    ),
    read: ([, number = '']) => [count('aircraft', number, 'aircraft')],
    subject: null,
  },
  {
    pattern: sticky(`(?:a total of |the )?(${NUMBER}) ${SHIPS}`),
    read: ([, number = '']) => [count('navy_ships', number, 'PLAN')],
    subject: null,
  },
  {
    pattern: sticky(`(?:a total of |the )?(${NUMBER}) ${OFFICIAL}`),
    read: ([, number = '', word = '']) => [count('official_ships', number, word.toLowerCase())],
    subject: null,
  },
  {
    pattern: sticky(
      `(?:a total of |the )?(${NUMBER}|no|zero) (?:${SIDE}(?:'s)? )?(?:high-altitude |surveillance |weather |sounding )?balloons?`,
    ),
    read: ([, number = '']) => [
      /^(?:no|zero)$/iu.test(number)
        ? { kind: 'count', of: 'balloons', count: 0, word: 'balloons' }
        : count('balloons', number, 'balloons'),
    ],
    subject: 'balloons',
  },
];

const DESIGNATION = '(?:[A-Z]{1,3}|Mi|Su|Ka)-? ?\\d{1,3}[A-Z]?';
const ROLE = `(?:[ -](?!(?:${WRITTEN})[ -])[A-Z][A-Za-z&/0-9]*)*`;

const TYPES: readonly Rule[] = [
  {
    pattern: new RegExp(
      `\\(?\\s?(?<number>\\d+|${WRITTEN})[ -]+(?:x )?${DESIGNATION}(?:${ROLE})\\s?\\)?`,
      'iuy',
    ),
    read: (match, { facts }) => {
      const number = numberOf(match.groups?.number ?? '');
      const before = facts.at(-1);
      // Behind a Chinese line it says that line again, and must agree with it.
      if (before?.kind === 'type' && before.language === 'zh') return before.count === number ? [] : null;
      return [{ kind: 'type', count: number, language: 'en' }];
    },
    within: 'types',
  },
];

const BESIDE: readonly Rule[] = [
  {
    pattern: sticky(
      '(?:The )?(?:illustration|map|diagram)s? of (?:the )?flight paths? (?:is|was|are|were) not (?:provided|available)(?: (?:due to|because|since|as)(?: that)?)?',
    ),
  },
  { pattern: sticky('flight paths? as illustrated\\.?') },
  // What stands below the report on its page.
  {
    pattern: sticky(
      'Source ?: ?Ministry of National Defense,? R\\.?O\\.?C\\.?(?: ?- ?Military News? Updates?)?(?: ?\\([^()]*\\))?',
    ),
  },
  { pattern: sticky('Keywords? ?:[^\\d]*$') },
  {
    ...knownWords(
      'operating|operated|around|Taiwan|the|in|waters|and|airspace|vicinity|of|near|were|was|have|has|been|detected|spotted|tracked|observed|active|conducting|activities|during|this|that|timeframe|time frame|period|today|yesterday|region|surrounding',
      /\b(?:detected|spotted|tracked|observed|operating|operated|active|during|today|around)\b/iu,
    ),
  },
  {
    ...knownWords(
      'We|R\\.?O\\.?C\\.?|Armed|Forces|MND|have|has|had|been|are|were|monitored|monitoring|monitor|the|situation|situations|and|employed|tasked|issued|deployed|CAP|aircraft|navy|naval|vessels|ships|coastal|shore-based|land-based|based|missile|missiles|systems|system|in|response|to|responded|respond|accordingly|detected|activities|activity|these|this|radio|warnings|warning|air|defense|defence|airborne|alert|sorties|ground|scrambled|fighters|closely|by|as|well',
      /\b(?:monitor|respon|tasked|issued|deployed|employed|scrambled)/iu,
    ),
    subject: null,
  },
  {
    ...knownWords(
      `\\d{1,2}:\\d{2}|[ap]\\.m\\.?|the|balloons?|it|they|was|were|detected|at|approximately|about|an?|altitudes?|of|\\d[\\d,.]*|feet|ft|nautical miles|nm|${DIRECTION}|NW|north-?west|Keelung|Taichung|Pingtung|Taipei|Hsinchu|Tainan|Kaohsiung|Chiayi|Penghu|hrs?|hours|UTC\\+8|\\(|\\)|local time|heading|moved|moving|drifting|drifted|toward|towards|east|northeast|and|disappeared|from|radar|crossed|crossing|median|line|Taiwan|Strait|respectively|yesterday|today|\\.(?=\\d)`,
      /detected|altitude|nautical|nm|disappear|cross|heading|moved|drift/iu,
    ),
    within: 'balloons',
  },
];

/** Rules for English clauses, the narrow ones first. */
export const ENGLISH_RULES: readonly Rule[] = [
  ...HEADINGS,
  ...MOVEMENTS,
  ...COUNTS,
  ...DATES,
  ...TYPES,
  ...BESIDE,
];
