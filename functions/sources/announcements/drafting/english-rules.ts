/** Announcements and notices on export controls in English: translations of the ministry's texts, and texts that were written in English. */
import { dayOf, type GoodsNamed, NO_GOODS, type Suspension, type TextRules } from './text-rules.ts';

const GOODS: Readonly<Record<string, string>> = {
  lanthanum: 'La',
  cerium: 'Ce',
  praseodymium: 'Pr',
  neodymium: 'Nd',
  samarium: 'Sm',
  europium: 'Eu',
  gadolinium: 'Gd',
  terbium: 'Tb',
  dysprosium: 'Dy',
  holmium: 'Ho',
  erbium: 'Er',
  thulium: 'Tm',
  ytterbium: 'Yb',
  lutetium: 'Lu',
  scandium: 'Sc',
  yttrium: 'Y',
  gallium: 'Ga',
  germanium: 'Ge',
  antimony: 'Sb',
  tungsten: 'W',
  tellurium: 'Te',
  bismuth: 'Bi',
  molybdenum: 'Mo',
  indium: 'In',
  'artificial graphite anode': 'artificial graphite anode',
  'lithium batteries': 'lithium batteries',
  'superhard materials': 'superhard',
  'rare earth related technologies': 'REE technologies',
  graphite: 'graphite',
};
const NAMES = new RegExp(`\\b(?:${Object.keys(GOODS).join('|')})\\b`, 'gi');

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const ENGLISH_DAY = new RegExp(`(${MONTHS.join('|')})\\s+(\\d{1,2}),?\\s+(\\d{4})`, 'i');
const BEGINS = new RegExp(
  `(?:effective|take[s]? effect|enter[s]? into force|implemented)\\s*(?:on|from|as of)?\\s*${ENGLISH_DAY.source}`,
  'gi',
);
const FROM_PUBLICATION =
  /(?:effective|take[s]? effect|implemented|enter[s]? into force)\s+(?:immediately|(?:on|upon|from|as of)\s+(?:the date of\s+)?(?:its\s+)?(?:publication|promulgation|issuance))/i;
const UNTIL = new RegExp(`(?:until|through|to)\\s+${ENGLISH_DAY.source}`, 'i');
/** Numbers with the year before or after: `Announcement No. 61 of 2025`, `Announcement 2025 No. 61`, `Announcements No. 55, 56 and 58 of 2025`. */
const NUMBERED = /Announcements?\s+(?:(\d{4})\s+)?Nos?\.\s*(\d+(?:\s*(?:,|and|, and)\s*\d+)*)(?:\s+of\s+(\d{4}))?/gi;
const WORD_OF_SUSPENSION = /\bsuspen(?:d|ds|ded|sion)\b/i;

function readDay(match: RegExpExecArray | RegExpMatchArray | null): string | null {
  if (match === null) return null;
  const [month = '', day, year] = match.slice(-3);
  return dayOf(year, String(MONTHS.indexOf(month.toLowerCase()) + 1), day);
}

const keysIn = (text: string): readonly string[] =>
  [...text.matchAll(NUMBERED)].flatMap(([, before, numbers = '', after]) =>
    [...numbers.matchAll(/\d+/g)].map(([number]) => `MOFCOM ${before ?? after} No. ${Number(number)}`),
  );

function suspends(sentence: string): Suspension | null {
  if (!WORD_OF_SUSPENSION.test(sentence)) return null;
  const keys = keysIn(sentence.replace(/^(?:MOFCOM |Ministry of Commerce )?Announcement No\. \d+ of \d{4}:/i, ''));
  return keys.length === 0 ? null : { keys: [...new Set(keys)], part: /paragraph \d+|article \d+/i.exec(sentence)?.[0] ?? null };
}

function goods(sentence: string): GoodsNamed {
  if (WORD_OF_SUSPENSION.test(sentence)) return NO_GOODS;
  const words = [...sentence.matchAll(NAMES)].map(([name]) => GOODS[name.toLowerCase()] as string);
  // The word for the mineral also stands in the name of the anode.
  const distinct = words.includes('artificial graphite anode') ? words.filter((word) => word !== 'graphite') : words;
  return { words: distinct, unknown: [] };
}

export const ENGLISH_ANNOUNCEMENT_RULES: TextRules = {
  instrument(lines) {
    for (const line of lines) {
      const [key] = keysIn(line);
      if (key === undefined || key.includes('undefined')) continue;
      const customs = /General Administration of Customs|\bGACC?\b/.test(line);
      return { value: { instrumentNo: customs ? key.replace('MOFCOM', 'MOFCOM/GAC') : key, title: line }, sentence: line };
    }
    return null;
  },
  dated(lines) {
    const stated = lines.find((line) => /issuing date|date of publication|^dated?\b/i.test(line) && ENGLISH_DAY.test(line));
    const day = readDay(ENGLISH_DAY.exec(stated ?? ''));
    return stated === undefined || day === null ? null : { value: day, sentence: stated };
  },
  sentences: (text) =>
    text
      .split(/\n|(?<!\bNo|\bNos)\.\s+/)
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== ''),
  begins(sentence, dated) {
    const stated = [...sentence.matchAll(BEGINS)].map(readDay).filter((day) => day !== null);
    return FROM_PUBLICATION.test(sentence) && dated !== null ? [dated, ...stated] : stated;
  },
  ends: (sentence) => readDay(UNTIL.exec(sentence)),
  suspends,
  kinds: [
    [/(?:added to|included in|placed on) the export control (?:control )?list/i, 'entity_list'],
    [/in principle,? (?:exports? of|no export)/i, 'ban'],
    [/prohibit[^.]*military/i, 'end_use_ban'],
    [/rare earth[- ]related technologies/i, 'technology_ban'],
    [/licen[cs]e|permission|export controls?/i, 'licence'],
  ],
  goods,
  dualUse: /dual-use items[^.]*\b(?:to|for)\b/i,
  stages: [
    [/\bmining\b/i, 'mine'],
    [/\boxides?\b|\bcompounds?\b|smelting and separation/i, 'refining'],
    [/\bmetals?\b|\balloys?\b|metal smelting/i, 'metal'],
    [/permanent magnet|magnetic material manufacturing/i, 'magnet'],
  ],
  targets: [
    [/\bto the United States\b|\bUS (?:entities|military)/i, 'USA'],
    [/\bto Japan\b|\bJapanese (?:entities|military)|Japan's military/i, 'JPN'],
    [/\bto the European Union\b|\bEU entities/i, 'EUU'],
    [/countries and regions outside of China/i, 'ALL'],
  ],
  controls: /implement export controls on|may not be exported without permission/i,
};
